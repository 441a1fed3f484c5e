import { createApp } from './assembly.ts';

/** Writes the assembly: what `npm run synth`, `npx cdk synth` and `npm start` all run. */
try {
  const app = await createApp();
  app.synth();
} catch (error) {
  // A broken rule or a missing file is a sentence for a person; a stack trace would bury it.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

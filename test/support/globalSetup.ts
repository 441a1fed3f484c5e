import { fileURLToPath } from 'node:url';
import { synthIfNeeded } from '../../local/template/synth.ts';

/** Tests run the assembly of the sources as they are now; whoever runs none that do may say so. */
export default async function setup(): Promise<void> {
  if (process.env.WITHOUT_ASSEMBLY === 'yes') return;
  await synthIfNeeded(fileURLToPath(new URL('../..', import.meta.url)), (line) =>
    process.stderr.write(`${line}\n`),
  );
}

import { fileURLToPath } from 'node:url';
import { synthIfNeeded } from '../../local/template/synth.ts';

/** Tests run the assembly of the sources as they are now. */
export default async function setup(): Promise<void> {
  await synthIfNeeded(fileURLToPath(new URL('../..', import.meta.url)), (line) =>
    process.stderr.write(`${line}\n`),
  );
}

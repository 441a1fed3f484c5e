import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compileCalendar } from '../../functions/core/calendar/index.ts';
import { codeStem } from '../../functions/core/procedure/index.ts';
import { type SheetFile, sheetFiles } from '../sheets/index.ts';
import { loadCalendar, loadProcedures, loadUnits } from './load.ts';

/** The sheets of these codes, in this order, or of the whole catalogue; throws when a code is not there. */
export function sheetsOf(codes: readonly string[]): SheetFile[] {
  const versions = loadProcedures();
  const [unit] = loadUnits();
  if (unit === undefined) throw new Error('no office in the catalogue');
  const wanted = codes.flatMap((code) => {
    const found = versions.filter((version) => version.code === codeStem(code));
    if (found.length === 0) throw new Error(`${code}: no such procedure`);
    return found;
  });
  const context = { office: unit.name, calendar: compileCalendar(loadCalendar(unit.calendar)) };
  return sheetFiles(codes.length === 0 ? versions : wanted, context);
}

/** `npm run catalogue:sheets [-- --out FOLDER] [CODE…]`: writes the process sheets, one page of HTML per version. */
if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { out: { type: 'string', default: '.build/process-sheets' } },
    allowPositionals: true,
  });
  try {
    const files = sheetsOf(positionals);
    mkdirSync(values.out, { recursive: true });
    for (const { name, text } of files) writeFileSync(`${values.out}/${name}`, text);
    console.log(`${files.length - 1} process sheets and their index in ${values.out}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

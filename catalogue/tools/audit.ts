import {
  type Abolished,
  type ProcedureData,
  validateCatalogue,
} from '../../functions/core/procedure/index.ts';
import { procedureSchema } from '../../functions/core/procedure/schema.ts';

/** A file of the catalogue as it lies on disk. */
export interface CatalogueFile {
  readonly path: string;
  readonly text: string;
}

/** What is wrong in these procedure files, in words, each line beginning with the file or the code; empty when nothing is. */
export function auditProcedures(
  files: readonly CatalogueFile[],
  abolished: readonly Abolished[] = [],
): string[] {
  const read = files.map((file) => readProcedure(file));
  const versions = read.flatMap(({ version }) => (version === undefined ? [] : [version]));
  return [
    ...read.flatMap(({ problems }) => problems),
    ...validateCatalogue(versions, abolished).map(({ code, detail }) => `${code}: ${detail}`),
  ];
}

function readProcedure({ path, text }: CatalogueFile): { version?: ProcedureData; problems: string[] } {
  const problems: string[] = [];
  const report = (code: string, detail: string) => problems.push(`${path}: ${code}: ${detail}`);
  if (text !== text.normalize('NFC')) report('NOT_NFC', 'the file is not written in NFC');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    report('NOT_JSON', error instanceof Error ? error.message : String(error));
    return { problems };
  }
  const version = procedureSchema.safeParse(json);
  if (!version.success) {
    for (const issue of version.error.issues) report('SCHEMA', `${issue.path.join('.')}: ${issue.message}`);
    return { problems };
  }
  const name = fileNameOf(version.data);
  if (!path.endsWith(`/${name}`)) report('FILE_NAME', `expected ${name}`);
  return { version: version.data, problems };
}

/** `1.013236.json` for the first version, `1.013236-v2.json` for the second. */
export function fileNameOf({ code, version }: Pick<ProcedureData, 'code' | 'version'>, ext = 'json'): string {
  return version === '1' ? `${code}.${ext}` : `${code}-v${version}.${ext}`;
}

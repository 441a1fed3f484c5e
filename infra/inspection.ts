import { readFileSync } from 'node:fs';

const file = new URL('../catalogue/inspection.json', import.meta.url);

/** The thresholds with their sources, as the function reads them: 2 of the 4 KB that an environment may have. */
export const inspectionLimits: string = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));

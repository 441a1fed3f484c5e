import { readFileSync } from 'node:fs';
import { limitsOf } from '../../functions/core/inspection/limits.ts';

/** The thresholds as they are configured. */
export const limits = limitsOf(
  JSON.parse(readFileSync(new URL('../../catalogue/inspection.json', import.meta.url), 'utf8')),
);

import type { Operation } from './manifest.ts';

/** Reads the logs of a whole period and folds them within one request: a processor of its own, and almost all the time there is. */
export const unitReport: Operation = {
  context: 'reports',
  name: 'unitReport',
  route: 'GET /reports/{name}',
  auth: 'jwt',
  memory: 1769,
  timeout: 29,
  bind: {
    state: ['GetItem', 'BatchGetItem', 'Query'],
    indexes: ['inbox'],
    event: ['Query'],
    eventIndexes: ['counted'],
  },
};

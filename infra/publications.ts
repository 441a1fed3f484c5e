import type { Row } from './manifest.ts';

/** The law as data: drafts, what they would change, and their publication. */
export const publish: readonly Row[] = [
  ['catalogue', 'fileCalendar', 'POST /calendars', { state: ['GetItem', 'Query', 'PutItem'] }],
  [
    'catalogue',
    'previewCalendar',
    'GET /calendars/{id}/{version}/preview',
    { state: ['GetItem', 'Query', 'BatchGetItem'], indexes: ['inbox'] },
  ],
  [
    'catalogue',
    'publishCalendar',
    'POST /calendars/{id}/{version}/publish',
    { state: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  ],
  [
    'catalogue',
    'applyCalendar',
    'POST /calendars/{id}/{version}/apply',
    {
      state: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
      indexes: ['inbox'],
      event: ['PutItem'],
    },
  ],
  ['catalogue', 'fileProcedure', 'POST /procedures', { state: ['GetItem', 'Query', 'PutItem'] }],
  [
    'catalogue',
    'publishProcedure',
    'POST /procedures/{code}/versions/{version}/publish',
    { state: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
  ],
  [
    'catalogue',
    'applyTransition',
    'POST /procedures/{code}/versions/{version}/apply',
    {
      state: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
      indexes: ['inbox'],
      event: ['PutItem'],
    },
  ],
];

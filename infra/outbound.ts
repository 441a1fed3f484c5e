import type { FunctionSpec, Row } from './manifest.ts';

/** What leaves the system: events for partners, notices for applicants, alerts for the office. */

/** What became of notices. Undelivered ones are asked for on the bus; only the sender sends. */
export const outboundRoutes: readonly Row[] = [
  ['notices', 'listNotices', 'GET /dossiers/{id}/notices', { state: ['GetItem', 'Query'] }],
  [
    'notices',
    'redriveNotices',
    'POST /notices/redrive',
    { state: ['GetItem', 'Query', 'BatchGetItem', 'PutItem'], indexes: ['inbox'], bus: ['PutEvents'] },
  ],
];

const worker = { memory: 512, timeout: 30 } as const;

export const outboundFunctions: readonly FunctionSpec[] = [
  // A stream shard serves two readers well, and no more (the other is `signal`): everything else listens to the bus.
  {
    context: 'workflow',
    name: 'publish',
    trigger: { stream: 'published' },
    ...worker,
    bind: { state: ['GetItem', 'Query'], event: ['Query'], bus: ['PutEvents'] },
  },
  {
    context: 'sla',
    name: 'notify',
    trigger: { event: 'alert' },
    ...worker,
    bind: { state: ['GetItem'], alerts: ['Publish'] },
  },
  {
    context: 'notices',
    name: 'sendNotice',
    trigger: { event: 'notice' },
    ...worker,
    bind: {
      state: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      event: ['Query'],
      mail: ['SendEmail'],
      sms: ['Publish'],
    },
  },
];

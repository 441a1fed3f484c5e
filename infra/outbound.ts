import type { FunctionSpec, Row } from './manifest.ts';

/** What leaves the system: events for partners, notices for applicants, alerts for the office. */

/** What became of notices and alerts. Undelivered notices are asked for on the bus; only the sender sends. */
export const outboundRoutes: readonly Row[] = [
  [
    'notices',
    'listAlerts',
    'GET /alerts',
    { state: ['GetItem', 'Query', 'BatchGetItem'], indexes: ['inbox'] },
  ],
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
    // The state machine is named only, as where people look.
    bind: { state: ['GetItem', 'UpdateItem'], dossier: [], alerts: ['Publish'], links: true },
  },
  {
    context: 'sla',
    name: 'digest',
    trigger: { schedule: 'digest' },
    ...{ memory: 512, timeout: 120 },
    bind: {
      state: ['GetItem', 'Query', 'BatchGetItem', 'UpdateItem'],
      indexes: ['inbox'],
      ...{ dossier: [], alerts: ['Publish'], links: true },
    },
  },
  {
    context: 'sla',
    name: 'observe',
    trigger: { schedule: 'observe' },
    ...worker,
    bind: { state: ['GetItem', 'Query'], indexes: ['inbox', 'stuck'], stage: true },
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

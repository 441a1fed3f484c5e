import type { Bindings, FunctionSpec, MachineSpec, Operation, Row } from './manifest.ts';
import { outboundFunctions, outboundRoutes } from './outbound.ts';

const size = { memory: 512, timeout: 15 } as const;
const withToken = ([context, name, route, bind]: Row): Operation => ({
  context,
  name,
  route,
  bind,
  auth: 'jwt',
  ...size,
});
const open = ([context, name, route, bind]: Row): Operation => ({
  context,
  name,
  route,
  bind,
  auth: 'public',
  ...size,
});

/**
 * What a person's command reads (head, earlier answer, rules) and writes in one transaction: the head, its items, the
 * answer, counters, and one event. A condition of a write needs no right of its own.
 */
const command: Bindings = {
  state: ['GetItem', 'PutItem', 'UpdateItem'],
  event: ['PutItem'],
};
/** What a command of the system itself needs: no answer is kept, and there are no items beside the head. */
const systemCommand: Bindings = { state: ['GetItem', 'UpdateItem'], event: ['PutItem'] };
/** Beside GetObject, ListBucket makes S3 answer 404 rather than 403 for a file that was never uploaded. */
const lookForFile: Bindings = { quarantine: ['GetObject', 'ListBucket'] };
/** Signing a POST policy uses the signer's own right to put the object. */
const signUpload: Bindings = { quarantine: ['PutObject'] };

const readPublic: readonly Row[] = [
  ['intake', 'listProcedures', 'GET /procedures', { state: ['Query'] }],
  ['intake', 'getProcedure', 'GET /procedures/{code}', { state: ['Query'] }],
  ['reports', 'track', 'GET /track/{token}', { state: ['GetItem'] }],
];
const read: readonly Row[] = [
  ['reports', 'getDossier', 'GET /dossiers/{id}', { state: ['GetItem', 'Query'] }],
  ['reports', 'listEvents', 'GET /dossiers/{id}/events', { state: ['GetItem'], event: ['Query'] }],
  ['reports', 'inbox', 'GET /inbox', { state: ['GetItem', 'BatchGetItem'], indexes: ['inbox'] }],
  ['reports', 'metrics', 'GET /metrics', { state: ['Query'] }],
];
const file: readonly Row[] = [
  ['intake', 'createDraft', 'POST /dossiers', { state: ['GetItem', 'Query', 'PutItem'], ...signUpload }],
  [
    'intake',
    'submit',
    'POST /dossiers/{id}/submit',
    {
      state: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      event: ['PutItem'],
      ...lookForFile,
    },
  ],
  [
    'intake',
    'reissueUpload',
    'POST /dossiers/{id}/documents/{n}/upload',
    { state: ['GetItem', 'PutItem'], ...signUpload },
  ],
  [
    'intake',
    'resubmit',
    'POST /dossiers/{id}/resubmit',
    { ...command, state: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], ...lookForFile },
  ],
];
const handle: readonly Row[] = [
  ['intake', 'accept', 'POST /dossiers/{id}/accept', command],
  ['intake', 'withdraw', 'POST /dossiers/{id}/withdraw', command],
  ['intake', 'refuse', 'POST /dossiers/{id}/refuse', command],
  ['review', 'stop', 'POST /dossiers/{id}/stop', command],
  ['review', 'handOver', 'POST /dossiers/{id}/hand-over', command],
  ['review', 'claim', 'POST /dossiers/{id}/claim', command],
  ['review', 'release', 'POST /dossiers/{id}/release', command],
  ['review', 'completeStep', 'POST /dossiers/{id}/complete-step', command],
  ['review', 'sendBack', 'POST /dossiers/{id}/send-back', command],
  ['return', 'declareResult', 'POST /dossiers/{id}/result-file', { ...command, ...signUpload }],
  ['return', 'issueResult', 'POST /dossiers/{id}/result', { ...command, ...lookForFile }],
  ['return', 'deliver', 'POST /dossiers/{id}/deliver', command],
];

/** The law as data: drafts, what they would change, and their publication. */
const publish: readonly Row[] = [
  ['catalogue', 'fileCalendar', 'POST /calendars', { state: ['GetItem', 'PutItem'] }],
  [
    'catalogue',
    'previewCalendar',
    'GET /calendars/{id}/{version}/preview',
    { state: ['GetItem', 'BatchGetItem'], indexes: ['inbox'] },
  ],
  [
    'catalogue',
    'publishCalendar',
    'POST /calendars/{id}/{version}/publish',
    { state: ['GetItem', 'PutItem', 'UpdateItem'] },
  ],
  [
    'catalogue',
    'applyCalendar',
    'POST /calendars/{id}/{version}/apply',
    { state: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], indexes: ['inbox'], event: ['PutItem'] },
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

/** One row per API operation: who may call it, its route, and exactly what its role may do. */
export const operations: readonly Operation[] = [
  ...readPublic.map(open),
  ...[...file, ...handle, ...read, ...outboundRoutes, ...publish].map(withToken),
];

const worker = { memory: 512, timeout: 30 } as const;
/** Reading whole files: a whole processor for the hash, and minutes rather than seconds. */
const fileWorker = { memory: 1769, timeout: 120 } as const;

/** The functions that no person calls: stream consumers, event targets and steps of the state machines. */
export const internals: readonly FunctionSpec[] = [
  {
    context: 'workflow',
    name: 'signal',
    trigger: { stream: 'wakes' },
    ...worker,
    bind: { state: ['GetItem'], dossier: ['StartExecution', 'SendTaskSuccess'] },
  },
  {
    context: 'workflow',
    name: 'executionStopped',
    trigger: { event: 'executionStopped' },
    ...worker,
    bind: systemCommand,
  },
  {
    context: 'workflow',
    name: 'reviveSpine',
    trigger: 'machine',
    ...worker,
    bind: {
      ...systemCommand,
      dossier: [
        'DescribeExecution',
        'GetExecutionHistory',
        'StopExecution',
        'StartExecution',
        'SendTaskSuccess',
      ],
    },
  },
  {
    context: 'sla',
    name: 'evaluate',
    trigger: 'machine',
    ...worker,
    // Alerts are items of their own.
    bind: { ...systemCommand, state: ['GetItem', 'UpdateItem', 'PutItem'] },
  },
  {
    context: 'digitisation',
    name: 'recordUpload',
    trigger: { event: 'objectCreated' },
    ...worker,
    bind: { state: ['UpdateItem'] },
  },
  {
    context: 'digitisation',
    name: 'recordVerdict',
    trigger: { event: 'scanResult' },
    ...worker,
    bind: { state: ['UpdateItem'], digitisation: ['SendTaskSuccess'] },
  },
  {
    context: 'digitisation',
    name: 'inspect',
    trigger: 'machine',
    ...fileWorker,
    bind: { state: ['GetItem', 'UpdateItem'], quarantine: ['GetObject', 'GetObjectVersion', 'ListBucket'] },
  },
  {
    context: 'digitisation',
    name: 'archive',
    trigger: 'machine',
    ...fileWorker,
    bind: {
      state: ['GetItem', 'UpdateItem'],
      quarantine: ['GetObjectVersion'],
      // Copies only what is not there yet.
      archive: ['PutObject', 'GetObject', 'ListBucket'],
    },
  },
  {
    context: 'digitisation',
    name: 'report',
    trigger: 'machine',
    ...worker,
    bind: { ...systemCommand, state: ['GetItem', 'Query', 'UpdateItem'] },
  },
  ...outboundFunctions,
];

/** The state machines, each after those that it starts. */
export const machines: readonly MachineSpec[] = [
  { name: 'digitisation', state: ['Query', 'UpdateItem'], invokes: ['inspect', 'archive', 'report'] },
  { name: 'dossier', state: ['GetItem', 'UpdateItem'], invokes: ['evaluate'], starts: ['digitisation'] },
  { name: 'sla-sweep', indexes: ['due', 'stuck'], invokes: ['evaluate', 'reviveSpine'] },
];

/** Every function there is; the bundles and the folder `functions` must agree with it exactly. */
export const allFunctions: readonly FunctionSpec[] = [...operations, ...internals];

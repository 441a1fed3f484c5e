import type { Bindings, FunctionSpec, MachineSpec, Operation } from './manifest.ts';

type Row = readonly [context: string, name: string, route: string, bind: Bindings];

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

/** What a command writes: the head with its items, and one event, in one transaction. */
const command: Bindings = {
  state: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
  event: ['PutItem'],
};
/** Beside GetObject, ListBucket makes S3 answer 404 rather than 403 for a file that was never uploaded. */
const lookForFile: Bindings = { quarantine: ['GetObject', 'ListBucket'] };
/** Signing a POST policy uses the signer's own right to put the object. */
const signUpload: Bindings = { quarantine: ['PutObject'] };

const readPublic: readonly Row[] = [
  ['intake', 'listProcedures', 'GET /procedures', { state: ['Query'] }],
  ['intake', 'getProcedure', 'GET /procedures/{code}', { state: ['Query', 'GetItem'] }],
  ['reports', 'track', 'GET /track/{token}', { state: ['GetItem'] }],
];
const read: readonly Row[] = [
  ['reports', 'getDossier', 'GET /dossiers/{id}', { state: ['GetItem', 'Query'] }],
  ['reports', 'listEvents', 'GET /dossiers/{id}/events', { state: ['GetItem'], event: ['Query'] }],
  ['reports', 'inbox', 'GET /inbox', { state: ['Query', 'BatchGetItem'], indexes: ['inbox'] }],
  ['reports', 'metrics', 'GET /metrics', { state: ['Query', 'BatchGetItem'] }],
];
const file: readonly Row[] = [
  [
    'intake',
    'createDraft',
    'POST /dossiers',
    { state: ['GetItem', 'Query', 'PutItem', 'ConditionCheckItem'], ...signUpload },
  ],
  [
    'intake',
    'submit',
    'POST /dossiers/{id}/submit',
    {
      state: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
      event: ['PutItem'],
      ...lookForFile,
    },
  ],
  [
    'intake',
    'reissueUpload',
    'POST /dossiers/{id}/documents/{n}/upload',
    { state: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'], ...signUpload },
  ],
  ['intake', 'resubmit', 'POST /dossiers/{id}/resubmit', { ...command, ...lookForFile }],
];
const handle: readonly Row[] = [
  ['intake', 'accept', 'POST /dossiers/{id}/accept', command],
  ['intake', 'withdraw', 'POST /dossiers/{id}/withdraw', command],
  ['review', 'handOver', 'POST /dossiers/{id}/hand-over', command],
  ['review', 'claim', 'POST /dossiers/{id}/claim', command],
  ['review', 'release', 'POST /dossiers/{id}/release', command],
  ['review', 'completeStep', 'POST /dossiers/{id}/complete-step', command],
  ['review', 'sendBack', 'POST /dossiers/{id}/send-back', command],
  [
    'return',
    'declareResult',
    'POST /dossiers/{id}/result-file',
    { state: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'], event: ['PutItem'], ...signUpload },
  ],
  ['return', 'issueResult', 'POST /dossiers/{id}/result', { ...command, ...lookForFile }],
  ['return', 'deliver', 'POST /dossiers/{id}/deliver', command],
];

/** One row per API operation: who may call it, its route, and exactly what its role may do. */
export const operations: readonly Operation[] = [
  ...readPublic.map(open),
  ...[...file, ...handle, ...read].map(withToken),
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
    bind: { state: ['GetItem', 'UpdateItem', 'PutItem'], event: ['PutItem'] },
  },
  {
    context: 'workflow',
    name: 'reviveSpine',
    trigger: 'machine',
    ...worker,
    bind: {
      state: ['GetItem', 'UpdateItem', 'PutItem'],
      event: ['PutItem'],
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
    bind: { state: ['GetItem', 'Query', 'UpdateItem', 'PutItem'], event: ['PutItem'] },
  },
  {
    context: 'sla',
    name: 'notify',
    trigger: { stream: 'alerts' },
    ...worker,
    bind: { state: ['GetItem'], alerts: ['Publish'] },
  },
  {
    context: 'digitisation',
    name: 'recordUpload',
    trigger: { event: 'objectCreated' },
    ...worker,
    bind: { state: ['GetItem', 'UpdateItem'] },
  },
  {
    context: 'digitisation',
    name: 'recordVerdict',
    trigger: { event: 'scanResult' },
    ...worker,
    bind: { state: ['GetItem', 'UpdateItem'], digitisation: ['SendTaskSuccess'] },
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
      quarantine: ['GetObject', 'GetObjectVersion'],
      // Copies only what is not there yet.
      archive: ['PutObject', 'GetObject', 'ListBucket'],
    },
  },
  {
    context: 'digitisation',
    name: 'report',
    trigger: 'machine',
    ...worker,
    bind: { state: ['GetItem', 'Query', 'UpdateItem', 'PutItem'], event: ['PutItem'] },
  },
];

/** The state machines, each after those that it starts. */
export const machines: readonly MachineSpec[] = [
  { name: 'digitisation', state: ['Query', 'UpdateItem'], invokes: ['inspect', 'archive', 'report'] },
  { name: 'dossier', state: ['GetItem', 'UpdateItem'], invokes: ['evaluate'], starts: ['digitisation'] },
  { name: 'sla-sweep', indexes: ['due', 'stuck'], invokes: ['evaluate', 'reviveSpine'] },
];

/** Every function there is; the bundles and the folder `functions` must agree with it exactly. */
export const allFunctions: readonly FunctionSpec[] = [...operations, ...internals];

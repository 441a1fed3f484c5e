import { book, getForm } from './form-functions.ts';
import { internals } from './internals.ts';
import type { Bindings, FunctionSpec, Operation, Row } from './manifest.ts';
import { outboundRoutes } from './outbound.ts';
import { unitReport } from './report-function.ts';

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
 * What a person's command reads (head, earlier answer, rules, the person's entry in the staff directory) and writes in one
 * transaction: the head, its items, the answer, counters, and one event. A condition of a write needs no right of its own.
 */
const command: Bindings = {
  state: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
  event: ['PutItem'],
};
/** A command that takes back the declaration of a file as well. */
const replace: Bindings = {
  ...command,
  state: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
};
/** Reading the state table, and putting new items into it as well. */
const look: Bindings = { state: ['GetItem', 'Query'] };
/** The same, and the dossiers as they stood on an earlier day. */
const lookBack: Bindings = {
  state: ['GetItem', 'Query', 'BatchGetItem'],
  indexes: ['inbox'],
  event: ['Query'],
  eventIndexes: ['counted'],
};
const keep: Bindings = { state: ['GetItem', 'Query', 'PutItem'] };
/** Reading the state table, and changing items that stand there. */
const renew: Bindings = { state: ['GetItem', 'Query', 'UpdateItem'] };
/** Beside GetObject, ListBucket makes S3 answer 404 rather than 403 for a file that was never uploaded. */
const lookForFile: Bindings = { quarantine: ['GetObject', 'ListBucket'] };
/** Signing a POST policy uses the signer's own right to put the object. */
const signUpload: Bindings = { quarantine: ['PutObject'] };

const readPublic: readonly Row[] = [
  ['intake', 'listProcedures', 'GET /procedures', { state: ['Query'] }],
  ['intake', 'getProcedure', 'GET /procedures/{code}', { state: ['Query'] }],
  ['reports', 'track', 'GET /track/{token}', { state: ['GetItem'] }],
  ['docs', 'openapi', 'GET /openapi.json', {}],
  ['docs', 'docsPage', 'GET /docs', {}],
];
const read: readonly Row[] = [
  ['reports', 'getDossier', 'GET /dossiers/{id}', look],
  ['reports', 'listEvents', 'GET /dossiers/{id}/events', { ...look, event: ['Query'] }],
  [
    'reports',
    'inbox',
    'GET /inbox',
    { state: ['GetItem', 'Query', 'BatchGetItem'], indexes: ['inbox', 'holder'] },
  ],
  ['reports', 'inboxCounts', 'GET /inbox/counts', { ...look, indexes: ['holder'] }],
  ['reports', 'timers', 'GET /timers', { state: ['GetItem', 'Query', 'BatchGetItem'], indexes: ['inbox'] }],
  ['reports', 'register', 'GET /register', look],
  ['reports', 'metrics', 'GET /metrics', lookBack],
  ['reports', 'metricsDossiers', 'GET /metrics/dossiers', lookBack],
];
/** The papers themselves. A presigned link uses the signer's own right to the version. */
const papers: readonly Row[] = [
  ['archive', 'listDocuments', 'GET /dossiers/{id}/documents', { ...look, event: ['Query'] }],
  [
    'archive',
    'downloadDocument',
    'GET /dossiers/{id}/documents/{n}/download',
    // Puts who had a sensitive paper.
    { ...keep, archive: ['GetObjectVersion'], quarantine: ['GetObjectVersion'] },
  ],
  [
    'archive',
    'myPapers',
    'POST /my/papers',
    { state: ['GetItem', 'Query', 'BatchGetItem'], indexes: ['reuse'] },
  ],
  ['archive', 'getManifest', 'GET /dossiers/{id}/manifest', { ...look, archive: ['GetObjectVersion'] }],
];
const file: readonly Row[] = [
  ['intake', 'createDraft', 'POST /dossiers', { ...keep, ...signUpload }],
  [
    'intake',
    'reusablePapers',
    'POST /reusable-papers',
    { state: ['GetItem', 'Query', 'BatchGetItem'], indexes: ['reuse'] },
  ],
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
  ['intake', 'reissueUpload', 'POST /dossiers/{id}/documents/{n}/upload', { ...renew, ...signUpload }],
  ['intake', 'resubmit', 'POST /dossiers/{id}/resubmit', { ...command, ...lookForFile }],
];
const handle: readonly Row[] = [
  ['intake', 'recordNationalId', 'POST /dossiers/{id}/national-id', command],
  ['intake', 'accept', 'POST /dossiers/{id}/accept', command],
  ['intake', 'requestSupplement', 'POST /dossiers/{id}/request-supplement', command],
  ['intake', 'declareSupplement', 'POST /dossiers/{id}/supplement-files', { ...replace, ...signUpload }],
  ['intake', 'supply', 'POST /dossiers/{id}/supply', { ...command, ...lookForFile }],
  ['intake', 'withdraw', 'POST /dossiers/{id}/withdraw', command],
  ['intake', 'refuse', 'POST /dossiers/{id}/refuse', command],
  ['review', 'stop', 'POST /dossiers/{id}/stop', command],
  ['review', 'restartDigitisation', 'POST /dossiers/{id}/restart-digitisation', command],
  ['review', 'acknowledgeAlert', 'POST /dossiers/{id}/acknowledge', command],
  ['review', 'handOver', 'POST /dossiers/{id}/hand-over', command],
  ['review', 'claim', 'POST /dossiers/{id}/claim', command],
  ['review', 'release', 'POST /dossiers/{id}/release', command],
  ['review', 'assign', 'POST /dossiers/{id}/assign', command],
  ['review', 'reassign', 'POST /dossiers/{id}/reassign', command],
  ['review', 'assignMany', 'POST /assignments', command],
  ['review', 'completeStep', 'POST /dossiers/{id}/complete-step', command],
  ['review', 'sendBack', 'POST /dossiers/{id}/send-back', replace],
  ['review', 'proposeRequest', 'POST /dossiers/{id}/propose-request', command],
  ['review', 'declineRequest', 'POST /dossiers/{id}/decline-request', command],
  ['review', 'allowSupplement', 'POST /dossiers/{id}/allow-supplement', command],
  ['review', 'requirePayment', 'POST /dossiers/{id}/require-payment', command],
  ['review', 'confirmPayment', 'POST /dossiers/{id}/confirm-payment', command],
  ['review', 'consult', 'POST /dossiers/{id}/consult', command],
  ['review', 'answerConsultation', 'POST /dossiers/{id}/consultations/{n}/answer', command],
  ['review', 'reappoint', 'POST /dossiers/{id}/reappoint', command],
  ['review', 'extend', 'POST /dossiers/{id}/extend', command],
  ['return', 'registerResult', 'POST /dossiers/{id}/result-number', command],
  ['return', 'declareResult', 'POST /dossiers/{id}/result-file', { ...replace, ...signUpload }],
  ['return', 'issueResult', 'POST /dossiers/{id}/result', { ...command, ...lookForFile }],
  ['return', 'deliver', 'POST /dossiers/{id}/deliver', command],
  ['return', 'correctResult', 'POST /dossiers/{id}/correct-result', command],
  ['return', 'rate', 'POST /dossiers/{id}/rate', command],
  ['return', 'answerComplaint', 'POST /dossiers/{id}/answer-complaint', command],
];

/** The law as data: drafts, what they would change, and their publication. */
const publish: readonly Row[] = [
  ['catalogue', 'fileCalendar', 'POST /calendars', keep],
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
  ['catalogue', 'fileProcedure', 'POST /procedures', keep],
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

/** The people of a unit: who they are, what they lend to each other, what they have in hand. */
const staff: readonly Row[] = [
  ['staff', 'listStaff', 'GET /staff', look],
  ['staff', 'putStaff', 'POST /staff/{subject}', keep],
  ['staff', 'listDelegations', 'GET /staff/{subject}/delegations', look],
  ['staff', 'delegate', 'POST /staff/{subject}/delegations', keep],
  ['staff', 'revokeDelegation', 'POST /staff/{subject}/delegations/{id}/revoke', keep],
  ['staff', 'workload', 'GET /workload', { ...look, indexes: ['holder'] }],
];

/** One row per API operation: who may call it, its route, and exactly what its role may do. */
export const operations: readonly Operation[] = [
  ...readPublic.map(open),
  ...[...file, ...handle, ...read, ...papers, ...staff, ...outboundRoutes, ...publish].map(withToken),
  getForm,
  book,
  unitReport,
];

/** Every function there is; the bundles and the folder `functions` must agree with it exactly. */
export const allFunctions: readonly FunctionSpec[] = [...operations, ...internals];

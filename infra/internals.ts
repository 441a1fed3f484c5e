import { renderForm } from './form-functions.ts';
import type { Bindings, FunctionSpec, MachineSpec } from './manifest.ts';
import { outboundFunctions } from './outbound.ts';

/** What a command of the system itself needs: no answer is kept, and there are no items beside the head. */
const systemCommand: Bindings = { state: ['GetItem', 'UpdateItem'], event: ['PutItem'] };

const worker = { memory: 512, timeout: 30 } as const;
/** Reading whole files: a whole processor for the hash, and minutes rather than seconds. */
const fileWorker = { memory: 1769, timeout: 120 } as const;

/** The functions that are in no route: stream consumers, event targets, steps of the state machines, and what operators invoke. */
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
    // Alerts are items of their own; a lapse takes back what was declared and never handed in.
    bind: { ...systemCommand, state: ['GetItem', 'UpdateItem', 'PutItem', 'DeleteItem'] },
  },
  renderForm,
  {
    context: 'archive',
    name: 'writeManifest',
    trigger: { event: 'dossierClosed' },
    ...worker,
    bind: {
      state: ['GetItem', 'Query', 'UpdateItem'],
      event: ['Query'],
      // Puts only what is not there yet.
      archive: ['PutObject', 'GetObject'],
    },
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
    bind: {
      state: ['GetItem', 'UpdateItem'],
      quarantine: ['GetObject', 'GetObjectVersion', 'ListBucket'],
      inspection: true,
    },
  },
  {
    context: 'digitisation',
    name: 'rescan',
    trigger: 'machine',
    ...worker,
    // Of the bucket only its name: GuardDuty reads it with a role of its own.
    bind: { state: ['GetItem'], quarantine: [], malwareScan: ['SendObjectMalwareScan'] },
  },
  {
    context: 'digitisation',
    name: 'archive',
    trigger: 'machine',
    ...fileWorker,
    bind: {
      state: ['GetItem', 'UpdateItem'],
      quarantine: ['GetObjectVersion'],
      // Copies only what is not there yet; results with a lock.
      archive: ['PutObject', 'PutObjectRetention', 'GetObject', 'ListBucket'],
    },
  },
  {
    context: 'digitisation',
    name: 'report',
    trigger: 'machine',
    ...worker,
    // The control slip (form 06) is issued with a verified result.
    bind: { ...systemCommand, state: ['GetItem', 'Query', 'UpdateItem', 'PutItem'] },
  },
  {
    context: 'reports',
    name: 'recount',
    trigger: 'machine',
    // Every log of a week, and roll-ups of some months, one after the other.
    memory: 512,
    timeout: 300,
    bind: {
      state: ['GetItem', 'Query', 'BatchGetItem', 'PutItem'],
      indexes: ['inbox'],
      event: ['Query'],
      eventIndexes: ['counted'],
      stage: true,
    },
  },
  {
    context: 'archive',
    name: 'fixity',
    trigger: 'machine',
    // A whole processor for the hash, and minutes: half a gigabyte and a page of dossiers more.
    memory: 1769,
    timeout: 600,
    bind: {
      state: ['GetItem', 'Query', 'PutItem'],
      event: ['Query'],
      eventIndexes: ['counted'],
      // It checks what others have written, and writes nothing there. ListBucket: a missing object is 404, not 403.
      archive: ['GetObjectVersion', 'ListBucket'],
      alerts: ['Publish'],
      links: true,
      stage: true,
    },
  },
  {
    context: 'archive',
    name: 'verify',
    // As the check of the archive, whose pages it has, and the recount of a week.
    memory: 1769,
    timeout: 600,
    // Reads only.
    bind: {
      state: ['GetItem', 'Query', 'BatchGetItem'],
      indexes: ['inbox'],
      event: ['Query'],
      eventIndexes: ['counted'],
      archive: ['GetObjectVersion', 'ListBucket'],
    },
  },
  ...outboundFunctions,
];

/** The state machines, each after those that it starts. */
export const machines: readonly MachineSpec[] = [
  {
    name: 'digitisation',
    state: ['Query', 'UpdateItem'],
    invokes: ['inspect', 'rescan', 'archive', 'report'],
  },
  { name: 'dossier', state: ['GetItem', 'UpdateItem'], invokes: ['evaluate'], starts: ['digitisation'] },
  { name: 'recount', invokes: ['recount'] },
  { name: 'fixity', invokes: ['fixity'] },
  {
    name: 'sla-sweep',
    indexes: ['due', 'stuck'],
    invokes: ['evaluate', 'reviveSpine'],
    starts: ['sla-sweep'],
  },
];

import type { EventType } from './events.ts';
import type { Phase, Role, Status } from './status.ts';

/** One row of the lifecycle: who may do it, from which phases, and the event it leaves. */
export interface Transition {
  readonly from: readonly Phase[];
  /** Roles of staff who may do it. `owner` is the applicant of this very dossier; `system` is one of our functions. */
  readonly by: readonly (Role | 'owner' | 'system' | 'stepRole')[];
  readonly event: EventType;
  /** Phases in which the event may leave the dossier. */
  readonly to: readonly Phase[];
}

const open: readonly Phase[] = [
  'VERIFY',
  'REPLACEMENT',
  'ACCEPTANCE',
  'ARCHIVE',
  'HAND_OVER',
  'REVIEW',
  'RESULT',
  'VERIFY_RESULT',
];
const timed: readonly Phase[] = [
  'VERIFY',
  'ACCEPTANCE',
  'ARCHIVE',
  'HAND_OVER',
  'REVIEW',
  'RESULT',
  'VERIFY_RESULT',
];

/** Who gives work to others. */
export const heads: readonly Role[] = ['divisionHead', 'headOfOneStop', 'departmentLeader', 'administrator'];

/** THE transition table (NĐ 61/2018 Đ17-20 and the national status list). What is not a row here is refused. */
export const transitions = {
  documentsVerified: {
    from: ['VERIFY', 'VERIFY_RESULT'],
    by: ['system'],
    event: 'documentsVerified',
    to: ['ACCEPTANCE', 'REPLACEMENT', 'ARCHIVE_RESULT', 'RESULT'],
  },
  replaceDocuments: {
    from: ['REPLACEMENT'],
    by: ['owner', 'frontDesk', 'portal'],
    event: 'documentsReplaced',
    to: ['VERIFY'],
  },
  accept: { from: ['ACCEPTANCE'], by: ['frontDesk'], event: 'accepted', to: ['ARCHIVE'] },
  documentsArchived: {
    from: ['ARCHIVE', 'ARCHIVE_RESULT'],
    by: ['system'],
    event: 'documentsArchived',
    to: ['HAND_OVER', 'DELIVERY'],
  },
  restartDigitisation: {
    from: ['VERIFY', 'ARCHIVE', 'VERIFY_RESULT', 'ARCHIVE_RESULT'],
    by: ['system'],
    event: 'digitisationRestarted',
    to: ['VERIFY', 'ARCHIVE', 'VERIFY_RESULT', 'ARCHIVE_RESULT'],
  },
  handOver: { from: ['HAND_OVER'], by: ['frontDesk'], event: 'handedOver', to: ['REVIEW'] },
  claim: { from: ['REVIEW'], by: ['stepRole'], event: 'claimed', to: ['REVIEW'] },
  release: { from: ['REVIEW'], by: ['stepRole'], event: 'released', to: ['REVIEW'] },
  assign: { from: ['REVIEW'], by: heads, event: 'assigned', to: ['REVIEW'] },
  reassign: { from: ['REVIEW'], by: heads, event: 'assigned', to: ['REVIEW'] },
  completeStep: { from: ['REVIEW'], by: ['stepRole'], event: 'stepCompleted', to: ['REVIEW', 'RESULT'] },
  sendBack: { from: ['REVIEW', 'RESULT'], by: ['stepRole'], event: 'sentBack', to: ['REVIEW'] },
  declareResult: { from: ['RESULT'], by: ['clerk'], event: 'resultDeclared', to: ['RESULT'] },
  issueResult: { from: ['RESULT'], by: ['clerk'], event: 'resultEntered', to: ['VERIFY_RESULT'] },
  deliver: { from: ['DELIVERY'], by: ['frontDesk'], event: 'delivered', to: ['CLOSED'] },
  withdraw: { from: open, by: ['owner', 'portal'], event: 'withdrawn', to: ['CLOSED'] },
  refuse: {
    from: ['VERIFY', 'REPLACEMENT', 'ACCEPTANCE'],
    by: ['frontDesk', 'administrator'],
    event: 'refused',
    to: ['CLOSED'],
  },
  stop: {
    from: ['REVIEW', 'RESULT'],
    by: ['departmentLeader', 'administrator'],
    event: 'stopped',
    to: ['CLOSED'],
  },
  decideAlerts: { from: timed, by: ['system'], event: 'alertsDecided', to: timed },
  redate: { from: timed, by: ['administrator'], event: 'redated', to: timed },
  restartSpine: {
    from: [...open, 'ARCHIVE_RESULT', 'DELIVERY', 'CLOSED'],
    by: ['system'],
    event: 'spineRestarted',
    to: [...open, 'ARCHIVE_RESULT', 'DELIVERY', 'CLOSED'],
  },
} as const satisfies Record<string, Transition>;

export type CommandType = keyof typeof transitions;

/** The national status that each phase stands in; CLOSED may be any of the final ones. */
export const statusOfPhase: Readonly<Record<Exclude<Phase, 'CLOSED'>, Status>> = {
  VERIFY: 1,
  REPLACEMENT: 1,
  ACCEPTANCE: 1,
  ARCHIVE: 2,
  HAND_OVER: 2,
  REVIEW: 4,
  RESULT: 4,
  VERIFY_RESULT: 4,
  ARCHIVE_RESULT: 9,
  DELIVERY: 9,
};

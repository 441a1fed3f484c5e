import type { NoticeKind } from '../notices/kind.ts';
import type { EventType } from './events.ts';
import type { ProblemCode } from './problems.ts';
import type { Phase, Role } from './status.ts';

/** One row of the lifecycle: who may do it, from which phases, and the event it leaves. */
export interface Transition {
  readonly from: readonly Phase[];
  /**
   * Roles of staff who may do it. `owner` is the applicant of this very dossier; `system` is one of our functions;
   * `stepRole` is the role of the current step; `consulted` is an agency whose opinion was asked.
   */
  readonly by: readonly (Role | 'owner' | 'system' | 'stepRole' | 'consulted')[];
  readonly event: EventType;
  /** Phases in which the event may leave the dossier. */
  readonly to: readonly Phase[];
  readonly clock?: ClockEffect;
  readonly form?: '01' | '02' | '03' | '04' | '05' | '06';
  /** Refusals of the command's own rules, beyond rights, legal phases and the form of the request. */
  readonly guards?: readonly ProblemCode[];
  /** What the applicant may be told of it (NĐ 224/2026 Đ15). */
  readonly notices?: readonly NoticeKind[];
  /** In words, for the diagram and the document. */
  readonly vi: string;
}

/** What a row does to the clocks (domain 1.3). */
export type ClockEffect = 'starts' | 'pauses' | 'resumes' | 'moves' | 'ends' | 'startsAnswer';

/** Who gives work to others. */
export const heads: readonly Role[] = ['divisionHead', 'headOfOneStop', 'departmentLeader', 'administrator'];

/** Phases that several rows share. */
export const beforeResult = [
  ...(['VERIFY', 'REPLACEMENT', 'ACCEPTANCE', 'ARCHIVE', 'HAND_OVER', 'REVIEW', 'REQUEST'] as const),
  ...([
    'SUPPLEMENT',
    'VERIFY_SUPPLEMENT',
    'ARCHIVE_SUPPLEMENT',
    'PAYMENT',
    'RESULT',
    'VERIFY_RESULT',
  ] as const),
] satisfies readonly Phase[];
export const timed = beforeResult.filter((phase) => phase !== 'VERIFY_SUPPLEMENT');
export const everywhere: readonly Phase[] = [...beforeResult, 'ARCHIVE_RESULT', 'DELIVERY', 'CLOSED'];
export const running = ['HAND_OVER', 'REVIEW', 'REQUEST', 'RESULT'] as const satisfies readonly Phase[];
/** Phases in which an opinion can be awaited: a step is not completed before, so none is once the result is. */
export const awaited = [
  ...(['REVIEW', 'REQUEST', 'SUPPLEMENT', 'VERIFY_SUPPLEMENT', 'ARCHIVE_SUPPLEMENT', 'PAYMENT'] as const),
] satisfies readonly Phase[];
export const machines = [
  ...(['VERIFY', 'ARCHIVE', 'VERIFY_SUPPLEMENT', 'ARCHIVE_SUPPLEMENT'] as const),
  ...(['VERIFY_RESULT', 'ARCHIVE_RESULT'] as const),
] satisfies readonly Phase[];

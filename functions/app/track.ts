import { type Dossier, isReceived } from '../core/dossier/dossier.ts';
import { isApplicantMove } from '../core/dossier/parts.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { type Phase, statusNames } from '../core/dossier/status.ts';
import { reviewSteps } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import { digest } from './append.ts';
import type { Reply } from './execute.ts';
import type { CataloguePort, DossierStore } from './ports.ts';
import type { ReadStore } from './reads.ts';
import { localTime } from './views.ts';

export interface TrackPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly reads: Pick<ReadStore, 'tracked'>;
  readonly catalogue: CataloguePort;
}

/**
 * Public tracking by random token (TT 01/2018 Đ16.2d): code, status, progress, the appointed date and why the clock
 * stands still. Nothing about the person, the papers or the officers.
 */
export const track =
  ({ store, reads, catalogue }: TrackPorts) =>
  async (token: string): Promise<Result<Reply, Refusal>> => {
    const id = /^[\w-]{22}$/.test(token) ? await reads.tracked(digest(token)) : undefined;
    const dossier = id && (await store.head(id));
    if (!dossier) return refuse('NOT_FOUND');
    const { procedure, calendar } = await catalogue.policy(dossier.unit, dossier.procedure, dossier.version);
    const { deadline } = dossier;
    const due = dueOf(dossier);
    const waits = waitsFor(dossier);
    return ok({
      status: 200,
      body: {
        code: dossier.code,
        status: dossier.status,
        statusName: statusNames[dossier.status].vi,
        progressPercent: progress(dossier, reviewSteps(procedure).length),
        ...(due !== undefined && { dueAt: localTime(due, calendar) }),
        ...(waits && { paused: waits, ...(deadline && { replyBy: localTime(deadline.due, calendar) }) }),
      },
    });
  };

/** The date promised to the applicant: only while the office has the next move. */
const dueOf = ({ deadline }: Dossier): number | undefined =>
  deadline?.kind === 'APPOINTED' || deadline?.kind === 'REFUSAL' ? deadline.due : undefined;

const pauses = {
  REPLACEMENT: { vi: 'Chờ người nộp thay tệp không hợp lệ', en: 'Waiting for files to be replaced' },
  SUPPLEMENT: { vi: 'Chờ người nộp bổ sung hồ sơ', en: 'Waiting for the applicant to complete the dossier' },
  PAYMENT: { vi: 'Chờ thực hiện nghĩa vụ tài chính', en: 'Waiting for a payment' },
} as const;

const waitsFor = ({ phase }: Dossier): { readonly vi: string; readonly en: string } | undefined =>
  isApplicantMove(phase) ? pauses[phase] : undefined;

/** The usual path; whatever else happens stands where it interrupts it. */
const path = [
  ...(['VERIFY', 'ACCEPTANCE', 'ARCHIVE', 'HAND_OVER', 'REVIEW'] as const),
  ...(['RESULT', 'VERIFY_RESULT', 'ARCHIVE_RESULT', 'DELIVERY', 'CLOSED'] as const),
] satisfies readonly Phase[];

const placeOf = (dossier: Dossier): (typeof path)[number] => {
  switch (dossier.phase) {
    case 'REPLACEMENT':
      return 'VERIFY';
    case 'SUPPLEMENT':
      return isReceived(dossier) ? 'REVIEW' : 'ACCEPTANCE';
    case 'REQUEST':
    case 'VERIFY_SUPPLEMENT':
    case 'ARCHIVE_SUPPLEMENT':
    case 'PAYMENT':
      return 'REVIEW';
    default:
      return dossier.phase;
  }
};

/** Share of the usual path that lies behind the dossier, in whole per cent. */
const progress = (dossier: Dossier, steps: number): number => {
  const more = Math.max(0, steps - 1);
  const reached = path.indexOf(placeOf(dossier));
  const inside = 'step' in dossier ? dossier.step.index : reached > path.indexOf('REVIEW') ? more : 0;
  return Math.floor((100 * (reached + inside)) / (path.length - 1 + more));
};

import type { Instant } from '../calendar/index.ts';
import { type Desk, deskOf, holderAt } from '../dossier/desk.ts';
import type { Deadline, Dossier } from '../dossier/dossier.ts';
import type { Subject } from '../dossier/ids.ts';
import type { Move } from './kind.ts';

/** Who handles the dossier after an event (NĐ 224/2026 Đ15): a desk, and the officer where one is known. */
export interface Handler {
  readonly desk: Desk;
  readonly id?: Subject;
  /** As the staff directory of the unit knows the person. */
  readonly name?: string;
}

/** In review the step and whoever holds it; else who acted, entered the result or received the dossier. Never the applicant. */
export const handlerOf = (move: Move): Handler => {
  const { after, event } = move;
  const id = after.phase === 'REVIEW' ? holderAt(after, event.at) : officerOf(move);
  return { desk: handlingDesk(after), ...(id && { id }) };
};

const handlingDesk = (after: Dossier): Desk => {
  if (after.status === 8) return 'departmentLeader';
  if (after.phase === 'REVIEW') return after.step.role;
  if (after.phase === 'VERIFY_RESULT' || after.phase === 'ARCHIVE_RESULT') return 'clerk';
  const desk = deskOf(after);
  // Whatever else happens, the one-stop shop answers to the applicant (NĐ 118/2025 Đ5).
  return desk === undefined || desk === 'system' || desk === 'applicant' ? 'frontDesk' : desk;
};

const officerOf = ({ before, after, event }: Move): Subject | undefined => {
  const filedOnline = event.type === 'submitted' && after.channel === 'online';
  if (event.actor.kind === 'staff' && !filedOnline) return event.actor.subject;
  return entered(after) ?? receiver(after) ?? (before && receiver(before));
};

const entered = (d: Dossier): Subject | undefined => ('result' in d ? d.result?.entered?.by : undefined);
const receiver = (d: Dossier): Subject | undefined => ('acceptedBy' in d ? d.acceptedBy : undefined);

/** The promise that counts after an event: the running one; of a resolved dossier the one it was resolved under. */
export const promiseOf = ({
  before,
  after,
}: Move): Pick<Deadline, 'kind' | 'due' | 'provisional'> | undefined => {
  if (after.deadline) return after.deadline;
  if (after.status !== 9 && after.status !== 10) return undefined;
  return before?.deadline ?? { kind: 'APPOINTED', due: after.appointed, provisional: false };
};

/** The instants of a dossier's way that NĐ 224/2026 Đ15 wants told; absent = not yet. */
export const timesOf = (d: Dossier): { received?: Instant; completed?: Instant; returned?: Instant } => ({
  ...('acceptedAt' in d && { received: d.acceptedAt }),
  ...('completedAt' in d && { completed: d.completedAt }),
  ...('deliveredAt' in d && { returned: d.deliveredAt }),
});

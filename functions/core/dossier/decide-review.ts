import { addWorkingMinutes } from '../calendar/index.ts';
import { type ProcedureStep, reviewSteps } from '../procedure/index.ts';
import { ok } from '../result.ts';
import { outcomeOf, stepDue } from '../sla/deadlines.ts';
import type { CommandOf } from './commands.ts';
import { droppedResult } from './decide-return.ts';
import { type Decided, decided } from './decision.ts';
import { holderAt } from './desk.ts';
import { type Dossier, openConsultations } from './dossier.ts';
import type { Subject } from './ids.ts';
import { continueOnSpot } from './on-spot.ts';
import type { OnSpotAct, StepState } from './parts.ts';
import { workedIn } from './pause.ts';
import { type Circumstances, textRef } from './policy.ts';
import { type Refusal, refuse } from './problems.ts';
import type { Role } from './status.ts';

/** The front desk passes the accepted dossier to the division: the first review step waits for its role. */
export const handOver = (c: Circumstances): Decided => {
  const [first] = reviewSteps(c.policy.procedure);
  if (!first) throw new Error(`procedure ${c.policy.procedure.code} has no review step`); // refused by the catalogue check
  return decided({ type: 'handedOver', data: { step: enter(first, 0, 1, c) } });
};

/** A step begins: its own budget runs in working time from now. */
const enter = (step: ProcedureStep, index: number, run: number, c: Circumstances): StepState => ({
  id: step.id,
  role: step.role,
  index,
  run,
  since: c.at,
  due: stepDue(c.policy, step, { since: c.at }),
});

/** Whom the actor acts as: the person, and the one for whom the person stands in. */
const isMine = (subject: Subject | undefined, c: Circumstances): boolean =>
  subject !== undefined && (subject === c.actor.subject || subject === c.authority?.onBehalfOf);

/** While an officer holds the step, no colleague acts in it. */
export const heldByAnother = (d: Dossier, c: Circumstances): Refusal | undefined => {
  if (d.phase !== 'REVIEW') return undefined;
  const { assignee, claim } = d.step;
  if (assignee !== undefined && !isMine(assignee, c)) return { code: 'ASSIGNED_TO_ANOTHER' };
  const held = claim !== undefined && claim.until > c.at;
  return held && !isMine(claim.by, c) ? { code: 'CLAIMED_BY_ANOTHER' } : undefined;
};

/** An officer takes the step; the claim ends by itself after the unit's claim time. */
export const claimStep = (d: Dossier, c: Circumstances): Decided => {
  const refused = heldByAnother(d, c);
  if (refused) return { ok: false, error: refused };
  const until = addWorkingMinutes(c.policy.calendar, c.at, c.policy.unit.claimMinutes);
  return decided({ type: 'claimed', data: { by: c.actor.subject, until } });
};

/** The holder gives the step back to the group; an assignment ends with it. */
export const releaseStep = (d: Dossier, c: Circumstances): Decided =>
  isMine(holderAt(d, c.at), c) ? decided({ type: 'released', data: {} }) : refuse('NOT_CLAIMED');

/** The step is done; its own result (early, on time, late) goes into the control slip (form 06). */
export const completeStep = (d: Dossier, command: CommandOf<'completeStep'>, c: Circumstances): Decided => {
  if (d.phase !== 'REVIEW') return refuse('ILLEGAL_TRANSITION');
  if (d.step.id !== command.step)
    return refuse('WRONG_STEP', `${command.step}; the dossier stands in ${d.step.id}`);
  const refused = heldByAnother(d, c);
  if (refused) return { ok: false, error: refused };
  const steps = reviewSteps(c.policy.procedure);
  // Separation of duties: who received the dossier does not approve it (INT, rule R16), nor does anyone for that person.
  if (steps[d.step.index]?.role === 'departmentLeader' && isMine(d.acceptedBy, c)) {
    return refuse('RECEIVER_IS_APPROVER');
  }
  const open = openConsultations(d).map(({ n, agency }) => ({
    field: `/consultations/${n}`,
    detail: agency,
  }));
  if (open.length > 0) return refuse('CONSULTATIONS_OPEN', undefined, open);
  const act = actOf(d.step.role);
  const sitting = act ? continueOnSpot(d, act, command.place, c) : ok({});
  if (!sitting.ok) return sitting;
  const following = steps[d.step.index + 1];
  const next = following && enter(following, d.step.index + 1, d.step.run + 1, c);
  const result = c.at > d.step.due ? 'late' : outcomeOf(c.policy, c.at, d.step.due);
  const data = {
    step: d.step.id,
    result,
    worked: workedIn(d.step, c),
    ...(next && { next }),
    ...sitting.value,
  };
  return decided({ type: 'stepCompleted', data });
};

/** Which act of "5 tại chỗ" a step of this role is; the stamp is the entry of the result. */
const actOf = (role: Role): OnSpotAct | undefined =>
  role === 'departmentLeader' ? 'approve' : role === 'appraiser' ? 'appraise' : undefined;

/** Back to an earlier step, with a reason. The statutory clock runs on (rule C11). */
export const sendBack = (d: Dossier, command: CommandOf<'sendBack'>, c: Circumstances): Decided => {
  const steps = reviewSteps(c.policy.procedure);
  const here = d.phase === 'REVIEW' ? d.step.index : steps.length;
  const to = steps.findIndex((step) => step.id === command.to);
  const target = steps[to];
  if (!target || to >= here) return refuse('WRONG_STEP', `${command.to} is not an earlier review step`);
  const refused = heldByAnother(d, c);
  if (refused) return { ok: false, error: refused };
  const run = d.phase === 'REVIEW' ? d.step.run + 1 : d.seq + 1;
  const text = textRef(d.seq + 1, command.reason, c);
  const step = d.phase === 'REVIEW' ? d.step.id : 'result';
  const worked = d.phase === 'REVIEW' ? { worked: workedIn(d.step, c) } : {};
  return decided(
    { type: 'sentBack', data: { step, reason: text.ref, next: enter(target, to, run, c), ...worked } },
    text.item,
    ...droppedResult(d),
  );
};

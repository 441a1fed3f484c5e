import type { Command, Request } from '../../../functions/core/dossier/commands.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { Policy } from '../../../functions/core/dossier/policy.ts';
import type { Actor } from '../../../functions/core/dossier/status.ts';
import { at, local } from '../calendar/support.ts';
import {
  archived,
  declare,
  desk,
  follow,
  judge,
  must,
  nationalId,
  officer,
  owner,
  policy,
  type Story,
  submitted,
  system,
  usual,
  verified,
} from './support.ts';

/** Stories told by the office's local time, such as `2026-11-02 09:00`. */
export const tell = (story: Story, when: string, command: Command, actor: Actor): Story =>
  follow(story, command, actor, at(when));

/** The result is entered at the one-stop shop at an instant and found clean: status 9. */
export const resolvedAt = (story: Story, when: string): Story => onwards(story, when, inPhase('DELIVERY'));

/** The sheets of one kind that have been issued, in order. */
export const forms = ({ items: all }: Story, form: string) =>
  all.flatMap((item) => (item.kind === 'FORM' && item.fields.form === form ? [item.fields] : []));

/** What the command would lead to: the type of the event or the code of the refusal. */
export const answer = (story: Story, when: string, command: Command, actor: Actor): string => {
  const decision = judge(story, command, actor, at(when));
  return decision.ok ? decision.value.event.type : decision.error.code;
};

/** The date of the running promise, local time. */
export const dueOf = ({ dossier }: Story): string | undefined =>
  dossier.deadline && local(dossier.deadline.due);

export const lastEvent = ({ events }: Story) => must(events.at(-1));

/** Follows the usual path at one instant until the dossier is as wanted. */
export const onwards = (story: Story, when: string, wanted: (d: Dossier) => boolean): Story => {
  let now = story;
  while (!wanted(now.dossier)) now = tell(now, when, ...must(usual(now.dossier)));
  return now;
};

export const inPhase = (phase: Dossier['phase']) => (d: Dossier) => d.phase === phase;
export const inStep = (id: string) => (d: Dossier) => d.phase === 'REVIEW' && d.step.id === id;

/** Filed, accepted and handed over at one instant: it waits for the first review step. */
export const receivedAt = (when: string, rules: Policy = policy, limitCase?: string): Story => {
  let story = submitted(at(when), rules);
  story = tell(story, when, verified(story.dossier.documents.filed), system);
  story = tell(story, when, nationalId, desk);
  story = tell(story, when, { type: 'accept', ...(limitCase !== undefined && { limitCase }) }, desk);
  return onwards(story, when, inPhase('REVIEW'));
};

/** Received at an instant and being appraised since then. */
export const appraisedSince = (when: string, rules: Policy = policy): Story =>
  onwards(receivedAt(when, rules), when, inStep('APPRAISE'));

export const items = [{ component: 'BANVE', reason: 'Thiếu bản vẽ móng' }];
const requests = {
  supplement: { kind: 'supplement', items },
  payment: { kind: 'payment', amount: 150_000, reason: 'Lệ phí cấp phép' },
} as const satisfies Record<string, Request>;

/** The same point, about a component that the procedure of the story has. */
const itemsFor = ({ rules }: Story) =>
  items.map((item) => ({
    ...item,
    component: rules.procedure.components.find(({ id }) => id === item.component)?.id ?? firstOf(rules),
  }));
const firstOf = ({ procedure }: Story['rules']): string => procedure.components[0]?.id ?? '';

/** The officer of the step proposes a request. */
export const propose = (story: Story, when: string, kind: keyof typeof requests): Story => {
  if (story.dossier.phase !== 'REVIEW') throw new Error('the test itself is wrong: not in review');
  const request = kind === 'supplement' ? { kind, items: itemsFor(story) } : requests[kind];
  const proposal: Command = { type: 'proposeRequest', request };
  return tell(story, when, proposal, officer(story.dossier.step.role));
};

/** The front desk passes the proposal on. */
export const passOn = {
  supplement: { type: 'requestSupplement', proposed: items },
  payment: { type: 'requirePayment', proposed: requests.payment },
} as const;

/** Proposed and passed on at one instant: the dossier waits on the applicant. */
export const asked = (story: Story, when: string, kind: keyof typeof requests): Story =>
  tell(
    propose(story, when, kind),
    when,
    kind === 'supplement' ? { ...passOn[kind], proposed: itemsFor(story) } : passOn[kind],
    desk,
  );

/** The applicant hands the supplement in; its files are verified and archived at another instant. */
export const supplied = (story: Story, when: string, verifiedAt = when): Story => {
  const sent = tell(tell(story, when, declare, owner), when, { type: 'supply' }, owner);
  if (sent.dossier.phase !== 'VERIFY_SUPPLEMENT') return sent;
  const files = sent.dossier.supplement.declared;
  return tell(tell(sent, verifiedAt, verified(files), system), verifiedAt, archived(files), system);
};

/** Silence: what time makes of the dossier at an instant. */
export const lapsed = (story: Story, when: string): Story => tell(story, when, { type: 'lapse' }, system);

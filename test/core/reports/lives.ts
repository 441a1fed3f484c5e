import fc from 'fast-check';
import { addWorkingDays, localDateOf } from '../../../functions/core/calendar/index.ts';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import type { Channel } from '../../../functions/core/dossier/parts.ts';
import type { Policy } from '../../../functions/core/dossier/policy.ts';
import type { Actor } from '../../../functions/core/dossier/status.ts';
import {
  calendar,
  desk,
  follow,
  judge,
  leader,
  must,
  officer,
  owner,
  policy,
  rulesOf,
  type Story,
  system,
  usual,
  verified,
} from '../dossier/support.ts';
import { filedAt } from './support.ts';

/** Random lives of dossiers: mostly what usually happens, at any pace, with every way to wait and to end. */
const acts = ['usual', 'ask', 'spoil', 'claim', 'back', 'date', 'rate', 'answer', 'silence', 'end'] as const;
type Act = (typeof acts)[number];

const MINUTE = 60_000;
const weights: Readonly<Record<Act, number>> = {
  ...{ usual: 30, ask: 4, spoil: 1, claim: 2, back: 1, date: 1, rate: 1, answer: 1, silence: 2, end: 1 },
};
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  ...acts.map((act) => ({ weight: weights[act], arbitrary: fc.constant(act) })),
);
const anyWait = fc.oneof(
  { weight: 6, arbitrary: fc.nat(600) },
  { weight: 3, arbitrary: fc.nat(4 * 24 * 60) },
  { weight: 1, arbitrary: fc.nat(20 * 24 * 60) },
);
/** A permit, a licence of another field, and a certificate whose limit counts from a council's notice. */
const anyRules = fc.constantFrom(policy, rulesOf('1.012900'), rulesOf('1.013237'));

export const anyLife: fc.Arbitrary<Story> = fc
  .record({
    channel: fc.constantFrom<Channel>('online', 'counter', 'post'),
    rules: anyRules,
    day: fc.integer({ min: 0, max: 60 }),
    acts: fc.array(fc.tuple(anyAct, anyWait), { maxLength: 45, size: 'max' }),
  })
  .map(({ channel, rules, day, acts: chosen }) => {
    const first = new Date(Date.UTC(2026, 8, 20 + day)).toISOString().slice(0, 10);
    let story = filedAt(`${first} 09:00`, channel, rules);
    let now = must(story.events[0]).at;
    for (const [act, wait] of chosen) {
      now = Math.max(now, must(story.events.at(-1)).at) + wait * MINUTE;
      story = attempt(story, act, now);
    }
    return story;
  });

/** What the rules refuse does not happen. */
const attempt = (story: Story, act: Act, now: number): Story => {
  const [command, actor, when = now] = chosen(story, act, now) ?? [];
  if (!command || !actor || !judge(story, command, actor, when).ok) return story;
  return follow(story, command, actor, when);
};

type Choice = readonly [Command, Actor, number?] | undefined;

const chosen = ({ dossier: d, rules }: Story, act: Act, now: number): Choice => {
  const items = itemsOf(rules);
  const mine = officer(d.phase === 'REVIEW' ? d.step.role : 'appraiser');
  switch (act) {
    case 'usual':
      if (d.phase !== 'REQUEST') return usual(d);
      return d.request.kind === 'supplement'
        ? [{ type: 'requestSupplement', proposed: items }, desk]
        : [{ type: 'requirePayment', proposed: payment }, desk];
    case 'ask':
      if (d.phase === 'ACCEPTANCE') return [{ type: 'requestSupplement', items }, desk];
      if (d.phase !== 'REVIEW') return undefined;
      return (now / MINUTE) % 2 === 0
        ? [{ type: 'proposeRequest', request: { kind: 'supplement', items } }, mine]
        : [{ type: 'proposeRequest', request: payment }, mine];
    case 'spoil':
      return [verified(d.documents.filed, [1]), system];
    case 'claim':
      return [{ type: 'claim' }, mine];
    case 'back':
      return [{ type: 'sendBack', to: 'ASSIGN', reason: 'r' }, mine];
    case 'date': {
      const day = localDateOf(Math.max(d.deadline?.due ?? now, now), calendar);
      return [{ type: 'reappoint', newDue: addWorkingDays(calendar, day, 3), reason: 'r' }, leader];
    }
    case 'rate': {
      const said = { attitude: 1, waiting: 3, facilities: 5, onAppointedDate: false, apologyReceived: false };
      return [{ type: 'rate', occasion: d.ratings[0] ?? 'form01', ...said }, owner];
    }
    case 'answer':
      return [{ type: 'answerComplaint', upheld: true, text: 't' }, leader];
    case 'silence':
      return d.phase === 'SUPPLEMENT' || d.phase === 'PAYMENT'
        ? [{ type: 'lapse' }, system, Math.max(now, d.deadline?.due ?? now)]
        : undefined;
    case 'end':
      if ((now / MINUTE) % 3 === 0) return [{ type: 'refuse', reason: 'r' }, desk];
      return (now / MINUTE) % 3 === 1
        ? [{ type: 'withdraw', reason: 'r' }, owner]
        : [{ type: 'stop', reason: 'r', legalBasis: 'b' }, leader];
  }
};

const payment = { kind: 'payment', amount: 1, reason: 'r' } as const;
const itemsOf = ({ procedure }: Policy) => [{ component: procedure.components[0]?.id ?? '', reason: 'r' }];

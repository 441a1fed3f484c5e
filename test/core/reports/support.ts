import { append, digest } from '../../../functions/app/append.ts';
import type { DossierCode } from '../../../functions/core/dossier/ids.ts';
import { dossierCode } from '../../../functions/core/dossier/ids.ts';
import type { Channel } from '../../../functions/core/dossier/parts.ts';
import type { Policy } from '../../../functions/core/dossier/policy.ts';
import { decideSubmit, type Filing } from '../../../functions/core/dossier/submit.ts';
import { eventsAsOf } from '../../../functions/core/reports/as-of.ts';
import { endOfDay } from '../../../functions/core/reports/days.ts';
import type { DossierFacts } from '../../../functions/core/reports/facts.ts';
import { factsOf } from '../../../functions/core/reports/facts-of.ts';
import { at } from '../calendar/support.ts';
import {
  calendar,
  circumstances,
  desk,
  FILES,
  ID,
  must,
  nationalId,
  owner,
  policy,
  type Story,
  system,
  UNIT,
  verified,
} from '../dossier/support.ts';
import { inPhase, onwards, tell } from '../dossier/tell.ts';

/** Filed at an instant through a channel, under rules. */
export const filedAt = (when: string, channel: Channel = 'online', rules: Policy = policy): Story => {
  const filing: Filing = {
    ...{ id: ID, unit: UNIT, code: codeOf(1), channel, subject: owner.subject, documents: FILES },
    ...{ filedBy: 'self', applicant: { digest: digest('applicant'), item: 'APPLICANT' } },
  };
  const decision = decideSubmit(filing, circumstances(owner, at(when), rules));
  if (!decision.ok) throw new Error(`refused: ${decision.error.code}`);
  const appending = { id: ID, actor: owner, at: at(when), policy: rules };
  const { event, after } = append(undefined, decision.value.event, appending);
  return { dossier: after, events: [event], items: decision.value.items, rules };
};

export const codeOf = (n: number): DossierCode =>
  must(dossierCode(`000.00.NN.H05-261102-${String(n).padStart(4, '0')}`));

/** Filed at an instant, accepted and handed over at another. */
export const acceptedAt = (filed: Story, when: string): Story => {
  let story = tell(filed, when, verified(filed.dossier.documents.filed), system);
  story = tell(story, when, nationalId, desk);
  return onwards(tell(story, when, { type: 'accept' }, desk), when, inPhase('REVIEW'));
};

/** Filed, accepted and handed over at one instant. */
export const takenIn = (when: string, channel: Channel = 'online', rules: Policy = policy): Story =>
  acceptedAt(filedAt(when, channel, rules), when);

/** The facts of a story as of the end of a local day; of the whole story when no day is given. */
export const factsAt = (story: Story, day = '2099-12-31'): DossierFacts | undefined =>
  factsOf(eventsAsOf(story.events, day, calendar), {
    policy: story.rules,
    at: day === '2099-12-31' ? must(story.events.at(-1)).at : endOfDay(day, calendar),
  });

/** The same thing so many times. */
export const times = <T>(n: number, value: T): readonly T[] => Array.from({ length: n }, () => value);

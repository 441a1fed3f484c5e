import type { DossierEvent } from '../../dossier/events.ts';
import type { Role } from '../../dossier/status.ts';
import type { HandOver } from '../data/books.ts';
import type { FormOf } from '../data/index.ts';
import type { IssuedFormOf } from '../facts.ts';
import { type MessageKey, messages } from '../messages/index.ts';
import { appointedAt, type FormSources, headOf, receivedAt } from './sources.ts';

type Stop = HandOver['from'];

/** Where a role works and what it is called; the one-stop shop and the leaders go by the letterhead. */
const places: Readonly<Partial<Record<Role, readonly [office: MessageKey, person?: MessageKey]>>> = {
  applicant: ['role.applicant'],
  divisionHead: ['place.division', 'role.divisionHead'],
  appraiser: ['place.division', 'role.appraiser'],
  clerk: ['place.clericalOffice'],
  consultedAgency: ['role.consultedAgency'],
};

const stopOf =
  ({ office }: IssuedFormOf<'06'>) =>
  (role: Role): Stop => {
    if (role === 'departmentLeader') return { office: office.agency, person: messages['role.leader'].vi };
    const [place, person] = places[role] ?? [];
    if (place === undefined) return { office: office.desk ?? messages['place.oneStop'].vi };
    return { office: messages[place].vi, ...(person !== undefined && { person: messages[person].vi }) };
  };

/** Phiếu kiểm soát quá trình giải quyết hồ sơ: every hand-over of the log, each with its own result (rule R9). */
export const fill06 = (fact: IssuedFormOf<'06'>, sources: FormSources): FormOf<'06'> => {
  const received = receivedAt(sources);
  if (received === undefined) throw new Error(`form ${fact.number} of a dossier that was never received`);
  const due = appointedAt(sources);
  const rows = handOvers(sources, stopOf(fact));
  return {
    form: '06',
    layout: fact.template,
    ...headOf(fact, 'desk'),
    agency: fact.office.agency,
    coordinating: [],
    receivedAt: received,
    ...(due !== undefined && { due }),
    handOvers: sources.events.flatMap(rows),
  };
};

/** What an event hands over, if it does. The step `result` is the wait for the clerk's signed file. */
const handOvers = ({ procedure }: FormSources, stop: (role: Role) => Stop) => {
  const stepOf = (id: string) => procedure.steps.find((each) => each.id === id);
  const holder = (id: string): Role => stepOf(id)?.role ?? 'clerk';
  const named = (id: string) => stepOf(id)?.name.vi ?? messages['06.resultFile'].vi;
  return (event: DossierEvent): readonly HandOver[] => {
    switch (event.type) {
      case 'handedOver':
        return [{ from: stop('frontDesk'), to: stop(event.data.step.role), at: event.at }];
      case 'stepCompleted': {
        const { step, next, result } = event.data;
        const by = holder(step);
        // After the last step the clerk issues the result; who is the clerk already passes it to the one-stop shop.
        const to = next?.role ?? (by === 'clerk' ? 'frontDesk' : 'clerk');
        return [{ from: stop(by), to: stop(to), at: event.at, result, note: named(step) }];
      }
      case 'sentBack': {
        const { step, next } = event.data;
        const note = `${messages['06.sentBack'].vi}: ${named(next.id)}`;
        return [{ from: stop(holder(step)), to: stop(next.role), at: event.at, note }];
      }
      case 'documentsVerified': {
        const { completed } = event.data;
        if (!completed) return [];
        const note = messages['06.completed'].vi;
        return [
          { from: stop('clerk'), to: stop('frontDesk'), at: completed.at, result: completed.outcome, note },
        ];
      }
      case 'delivered':
        return [{ from: stop('frontDesk'), to: stop('applicant'), at: event.at }];
      default:
        return [];
    }
  };
};

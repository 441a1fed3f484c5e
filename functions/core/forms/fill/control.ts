import { DAY_MS, MINUTE_MS } from '../../calendar/index.ts';
import type { DossierEvent, EventOf } from '../../dossier/events.ts';
import type { Role } from '../../dossier/status.ts';
import type { HandOver } from '../data/books.ts';
import type { FormOf } from '../data/index.ts';
import type { IssuedFormOf } from '../facts.ts';
import { type MessageKey, messages } from '../messages/index.ts';
import { appointedAt, type FormSources, headOf } from './sources.ts';

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

/** Phiếu kiểm soát quá trình giải quyết hồ sơ: every hand-over since receipt, each with its own result (rule R9). */
export const fill06 = (fact: IssuedFormOf<'06'>, sources: FormSources): FormOf<'06'> => {
  const received = sources.events.findIndex(({ type }) => type === 'accepted');
  const events = sources.events.slice(received + 1);
  return {
    form: '06',
    layout: fact.template,
    ...headOf(fact, 'desk'),
    agency: fact.office.agency,
    coordinating: agenciesIn(events),
    receivedAt: fact.receivedAt,
    due: appointedAt(sources) ?? fact.appointed,
    handOvers: new HandOvers(sources, stopOf(fact), fact.office.offsetMinutes).of(events),
  };
};

const agenciesIn = (events: readonly DossierEvent[]): readonly string[] => [
  ...new Set(events.flatMap((event) => (event.type === 'consulted' ? [event.data.agency] : []))),
];

/** Reads the hand-overs off the log; who holds the dossier now follows from what came before. */
class HandOvers {
  readonly #sources: FormSources;
  readonly #stop: (role: Role) => Stop;
  readonly #offset: number;
  readonly #asked = new Map<number, { readonly agency: string; readonly due: number }>();
  /** The role that has the dossier in review. */
  #holder: Role = 'frontDesk';

  constructor(sources: FormSources, stop: (role: Role) => Stop, offsetMinutes: number) {
    this.#sources = sources;
    this.#stop = stop;
    this.#offset = offsetMinutes;
  }

  of(events: readonly DossierEvent[]): readonly HandOver[] {
    return events.flatMap((event) => this.#rows(event) ?? []);
  }

  #rows(event: DossierEvent): HandOver | undefined {
    const { at } = event;
    switch (event.type) {
      case 'handedOver':
        return this.#pass(event.data.step.role, at);
      case 'stepCompleted': {
        const { step, next, result } = event.data;
        // After the last step the clerk issues the result; who is the clerk already passes it to the one-stop shop.
        const to = next?.role ?? (this.#holder === 'clerk' ? 'frontDesk' : 'clerk');
        return this.#pass(to, at, { result, note: this.#named(step) });
      }
      case 'sentBack': {
        const { next } = event.data;
        return this.#pass(next.role, at, { note: `${messages['06.sentBack'].vi}: ${this.#named(next.id)}` });
      }
      case 'requestProposed':
        return this.#move(this.#holder, 'frontDesk', at, { note: messages[`06.${event.data.kind}`].vi });
      case 'requestDeclined':
        return this.#move('frontDesk', this.#holder, at, { note: messages['06.declined'].vi });
      case 'supplementRequested':
        return this.#move('frontDesk', 'applicant', at, { note: messages['06.supplement'].vi });
      case 'supplied':
        return this.#move('applicant', 'frontDesk', at, { note: messages['06.supplied'].vi });
      case 'paymentRequired':
        return this.#move('frontDesk', 'applicant', at, { note: messages['06.payment'].vi });
      case 'paymentConfirmed':
        return this.#move('frontDesk', this.#holder, at, { note: messages['06.paid'].vi });
      case 'consulted': {
        const { n, agency, due } = event.data;
        this.#asked.set(n, { agency, due });
        return { from: this.#stop(this.#holder), to: { office: agency }, at };
      }
      case 'consultationAnswered':
        return this.#answered(event.data.n, at);
      case 'consultationLapsed':
        return this.#answered(event.data.n, at, messages[`06.${event.data.outcome}`].vi);
      case 'documentsVerified':
        return this.#verified(event.data, at);
      case 'delivered':
        return this.#move('frontDesk', 'applicant', at);
      default:
        return undefined;
    }
  }

  /** The result file completes the dossier; the files of a supplement bring it back to who had it. */
  #verified({ completed, resumed }: VerifiedData, at: number): HandOver | undefined {
    if (resumed) return this.#move('frontDesk', this.#holder, at, { note: messages['06.supplied'].vi });
    if (!completed) return undefined;
    const { outcome: result } = completed;
    return this.#move('clerk', 'frontDesk', completed.at, { result, note: messages['06.completed'].vi });
  }

  #answered(n: number, at: number, silence?: string): HandOver | undefined {
    const asked = this.#asked.get(n);
    if (!asked) return undefined;
    const result = silence === undefined ? this.#timeliness(at, asked.due) : 'late';
    const row = { from: { office: asked.agency }, to: this.#stop(this.#holder), at, result } as const;
    return silence === undefined ? row : { ...row, note: silence };
  }

  /** Compared as local dates (rule R6). */
  #timeliness(at: number, due: number): 'early' | 'onTime' | 'late' {
    const day = (instant: number) => Math.floor((instant + this.#offset * MINUTE_MS) / DAY_MS);
    if (at > due) return 'late';
    return day(at) < day(due) ? 'early' : 'onTime';
  }

  #pass(to: Role, at: number, more: Pick<HandOver, 'result' | 'note'> = {}): HandOver {
    const row = this.#move(this.#holder, to, at, more);
    this.#holder = to;
    return row;
  }

  #move(from: Role, to: Role, at: number, more: Pick<HandOver, 'result' | 'note'> = {}): HandOver {
    return { from: this.#stop(from), to: this.#stop(to), at, ...more };
  }

  /** Name of a step in the procedure version. */
  #named(id: string): string {
    return this.#sources.procedure.steps.find((each) => each.id === id)?.name.vi ?? id;
  }
}

type VerifiedData = EventOf<'documentsVerified'>['data'];

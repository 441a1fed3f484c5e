import type { CalendarEdition } from '../core/calendar/difference.ts';
import { type Calendar, type CalendarData, compileCalendar } from '../core/calendar/index.ts';
import { canonical } from '../core/canonical.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import type { Unit } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import { digest } from './append.ts';
import type { CataloguePort } from './ports.ts';
import { type CalendarStore, officeOf, type StoredCalendar } from './publication.ts';
import type { StandingPorts } from './standingNow.ts';

/** A calendar version that an administrator works on, beside the one in force. */
export interface Candidate extends CalendarEdition {
  readonly unit: Unit;
  readonly stored: StoredCalendar;
  readonly current: CalendarData;
  readonly inForce: boolean;
}

export interface EditionPorts extends StandingPorts {
  readonly catalogue: CataloguePort;
  readonly calendars: CalendarStore;
}

/** The calendar version that an administrator names, of the calendar that the administrator's unit counts by. */
export const candidateOf = async (
  ports: EditionPorts,
  request: { readonly actor: Actor; readonly id: string; readonly version: string },
): Promise<Result<Candidate, Refusal>> => {
  const { actor, id, version } = request;
  const { calendars } = ports;
  const office = await officeOf(ports, actor);
  if (!office.ok) return office;
  const { unit } = office.value;
  if (unit.calendar !== id) return refuse('NOT_FOUND');
  const [current, kept] = await Promise.all([calendars.current(id), calendars.edition(id, version)]);
  const inForce = current?.version === version;
  const stored = kept ?? (inForce ? { data: current } : undefined);
  if (!current || !stored) return refuse('NOT_FOUND');
  const { data } = stored;
  return ok({ unit, stored, current, inForce, data, calendar: compileCalendar(data) });
};

/** A draft was made to follow one version; when another is in force now, what it would change is no longer what was meant. */
export const superseded = ({ stored, current, inForce }: Candidate): Refusal | undefined =>
  inForce || stored.replaces === current.version
    ? undefined
    : { code: 'CALENDAR_SUPERSEDED', detail: `version ${current.version} is in force; file a new draft` };

/** What a person confirms: this very content in the place of that very version, whatever pages were looked at. */
export const confirmOf = ({ stored }: Candidate): string =>
  digest(canonical({ publish: stored.data, replaces: stored.replaces }));

/** The catalogue as it is with one calendar in force, whatever a container remembers. */
export const countedBy = (catalogue: CataloguePort, { calendar }: CalendarEdition): CataloguePort => ({
  ...catalogue,
  policy: async (...which) => ({ ...(await catalogue.policy(...which)), calendar }),
});

/** The calendars that dossiers count by until now, by the name on their deadline; each is read once. */
export const formerCalendars = ({ calendars }: Pick<EditionPorts, 'calendars'>, { current }: Candidate) => {
  const known = new Map<string, Promise<Calendar | undefined>>();
  const read = async (name: string): Promise<Calendar | undefined> => {
    const version = name.slice(current.id.length + 1);
    const data = version === current.version ? current : (await calendars.edition(current.id, version))?.data;
    return data && compileCalendar(data);
  };
  return (name: string): Promise<Calendar | undefined> => {
    const found = known.get(name) ?? read(name);
    known.set(name, found);
    return found;
  };
};

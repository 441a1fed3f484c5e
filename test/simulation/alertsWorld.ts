import { append, digest } from '../../functions/app/append.ts';
import { applyCalendar } from '../../functions/app/applyCalendar.ts';
import { evaluate } from '../../functions/app/evaluate.ts';
import { type CommandRequest, type ExecutePorts, execute, type Reply } from '../../functions/app/execute.ts';
import type { Commit, CommitOutcome, TextStore } from '../../functions/app/ports.ts';
import type { SpineStore } from '../../functions/app/spine.ts';
import { deskOf, placeOf } from '../../functions/core/dossier/desk.ts';
import { type Dossier, nextTimerAt, stepOf } from '../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../functions/core/dossier/events.ts';
import { type DossierId, dossierCode, dossierId } from '../../functions/core/dossier/ids.ts';
import type { Refusal } from '../../functions/core/dossier/problems.ts';
import { decideSubmit } from '../../functions/core/dossier/submit.ts';
import type { Procedure } from '../../functions/core/procedure/index.ts';
import type { Result } from '../../functions/core/result.ts';
import { must, owner, staff, UNIT } from '../core/dossier/support.ts';
import type { InForce, Year } from './alertsYear.ts';

/** An alert as the transaction wrote it. */
export interface Raised {
  readonly stage: string;
  readonly version: number;
  readonly seq: number;
  readonly at: number;
}

/** One dossier in an office in memory, its log and its alerts; the clock is turned by hand. */
export interface World {
  now: number;
  readonly id: DossierId;
  readonly year: Year;
  readonly procedure: Procedure;
  readonly events: DossierEvent[];
  readonly alerts: Raised[];
  readonly dossier: () => Dossier;
  readonly inForce: () => InForce;
  readonly texts: TextStore;
  readonly does: (request: Pick<CommandRequest, 'command' | 'actor'>) => Promise<Result<Reply, Refusal>>;
  readonly sweep: () => Promise<void>;
  /** The administrator counts the dossier by the calendar that is in force now. */
  readonly recount: () => Promise<void>;
}

const administrator = staff('administrator-1', ['administrator']);

export const worldOf = (
  n: number,
  year: Year,
  procedure: Procedure,
  channel: 'online' | 'counter',
  filed: number,
): World => {
  const id = must(dossierId(`${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`));
  const events: DossierEvent[] = [];
  const alerts: Raised[] = [];
  const keys = new Set<string>();
  const texts = new Map<string, string>();
  let head: Dossier | undefined;
  const clock = { now: () => world.now };
  const inForce = () => must(year.calendars.findLast(({ from }) => from <= world.now));
  const rules = () => ({ procedure, unit: year.unit, calendar: inForce().calendar });
  const commit = async ({ before, after, event, items }: Commit): Promise<CommitOutcome> => {
    if (before?.seq !== head?.seq) return 'changed';
    const raised = items.flatMap((item) => (item.kind === 'ALERT' ? [item] : []));
    if (raised.some(({ stage, version }) => keys.has(`${stage}#${version}`))) return 'changed';
    for (const { stage, version } of raised) {
      keys.add(`${stage}#${version}`);
      alerts.push({ stage, version, seq: event.seq, at: event.at });
    }
    for (const item of items) if (item.kind === 'TEXT') texts.set(item.item, item.text);
    events.push(event);
    head = after;
    return 'committed';
  };
  const dossier = () => must(head);
  const spines: Pick<SpineStore, 'spineHead'> = {
    spineHead: async () => {
      const { code, phase, seq, wakeSeq } = dossier();
      const timer = nextTimerAt(dossier());
      return {
        ...{ dossierId: id, code, phase, seq, wakeSeq, spineRun: 1 },
        ...{ step: stepOf(dossier())?.id, nextTimerAt: timer },
      };
    },
  };
  const ports: ExecutePorts = {
    store: { head: async () => head, replay: async () => undefined, commit },
    catalogue: {
      procedures: async () => [procedure],
      versions: async () => [procedure],
      office: async () => ({ unit: year.unit, calendar: inForce().calendar }),
      policy: async () => rules(),
    },
    clock,
    random: { dossierId: () => id, token: (bytes) => 'r'.repeat(bytes) },
    staff: { record: async () => ({ delegations: [] }) },
  };
  const editions = {
    current: async () => inForce().data,
    edition: async (_: string, version: string) => {
      const found = year.calendars.find(({ data }) => data.version === version);
      return found && { data: found.data };
    },
    draft: async () => 'exists' as const,
    publish: async () => 'superseded' as const,
    answered: async () => true,
  };
  const reads = {
    entries: async ({ partition }: { partition: string }) => ({
      entries: head && partition === `${UNIT}#${deskOf(head)}` ? [{ id, place: placeOf(head) }] : [],
    }),
    heads: async (ids: readonly DossierId[]) => new Map(ids.map((each) => [each, dossier()])),
  };
  const world: World = {
    ...{ now: filed, id, year, procedure, events, alerts, dossier, inForce },
    texts: { text: async (_, item) => texts.get(item) },
    does: (request) => execute(ports)({ ...request, id }),
    sweep: async () => {
      await evaluate({ ...ports, spines })({ dossierId: id });
    },
    recount: async () => {
      const { id: calendar, version } = inForce().data;
      const request = { actor: administrator, id: calendar, version };
      const idempotency = { key: version, fingerprint: version };
      const done = await applyCalendar({ ...ports, calendars: editions, reads })({ ...request, idempotency });
      if (!done.ok) throw new Error(`recount refused: ${done.error.code}`);
    },
  };
  const filing = decideSubmit(
    {
      ...{ id, unit: UNIT, code: must(dossierCode('000.00.NN.H05-260101-0001')), channel, filedBy: 'self' },
      ...{ subject: owner.subject, applicant: { digest: digest(''), item: 'APPLICANT' }, documents: 3 },
    },
    {
      ...{ at: filed, actor: owner, digest, salt: '' },
      policy: rules(),
    },
  );
  if (!filing.ok) throw new Error(`filing refused: ${filing.error.code}`);
  const first = append(undefined, filing.value.event, { id, actor: owner, at: filed, policy: rules() });
  events.push(first.event);
  head = first.after;
  return world;
};

import { err, ok, type Result } from '../result.ts';
import { bieu06Report, type Line } from './bieu06-layout.ts';
import type { DossierFacts } from './facts.ts';
import type { Period } from './period.ts';
import type { Report } from './table.ts';

/**
 * Where a dossier lands that ended without a result. `resolved`: among the resolved ones, by its date; `apart`: neither
 * received nor resolved, in a column of its own. There is no third place: what is closed cannot be carried over.
 */
export interface Landing {
  readonly withdrawn: 'resolved' | 'apart';
  readonly stopped: 'resolved' | 'apart';
}

/** The identity of the form fails: the report is not delivered, and these are the dossiers on one side only. */
export interface Imbalance {
  readonly received: number;
  readonly accountedFor: number;
  readonly dossiers: readonly DossierFacts[];
}

/** How one dossier counts in a period: what brought it in, what became of it, or that it stands apart. */
export interface Counted {
  readonly facts: DossierFacts;
  readonly received?: 'online' | 'direct' | 'carried';
  readonly resolved?: 'early' | 'onTime' | 'late';
  readonly open?: 'within' | 'late';
  readonly apart?: true;
}

/**
 * Biểu số 06/VPCP/KSTT (TT 01/2020/TT-VPCP): dossiers received and resolved, by field. `all` are facts as of the end of the
 * period. The identity of the form, received online + direct or by post + carried over = resolved + in process, is asserted:
 * the two sides are told from different facts, and a dossier that stands on one side only is named.
 */
export const bieu06 = (
  all: readonly DossierFacts[],
  period: Period,
  landing: Landing,
): Result<Report, Imbalance> => {
  const counted = all.map((facts) => countIn(facts, period, landing));
  const isOneSided = ({ received, resolved, open }: Counted) => !received !== !(resolved ?? open);
  const dossiers = counted.filter(isOneSided).map(({ facts }) => facts);
  if (dossiers.length > 0) {
    const received = counted.filter((each) => each.received).length;
    const accountedFor = counted.filter(({ resolved, open }) => resolved ?? open).length;
    return err({ received, accountedFor, dossiers });
  }
  const seen = counted.filter(({ received, apart }) => received ?? apart);
  const fields = new Map(
    seen.map(({ facts: { procedure } }) => [procedure.field.id, procedure.field.name.vi]),
  );
  const lines = [...fields]
    .toSorted(([a, first], [b, second]) => first.localeCompare(second, 'vi') || a.localeCompare(b))
    .map(([id, name]) =>
      lineOf(
        name,
        seen.filter(({ facts }) => facts.procedure.field.id === id),
      ),
    );
  return ok(bieu06Report(period, lines, lineOf('Tổng cộng', seen)));
};

/** How a dossier counts in a period. */
export const countIn = (facts: DossierFacts, period: Period, landing: Landing): Counted => {
  const how = facts.closing?.how;
  const isApart = (how === 'withdrawn' || how === 'stopped') && landing[how] === 'apart';
  if (isApart && facts.closing && period.from <= facts.closing.day && facts.closing.day <= period.to) {
    return { facts, apart: true };
  }
  return { facts, ...receivedIn(facts, period), ...endedIn(facts, period) };
};

/** Filed in the period, or before it and still open when it began. */
const receivedIn = ({ receivedDay, channel, closing }: DossierFacts, { from, to }: Period) => {
  if (receivedDay > to) return {};
  if (receivedDay >= from) return { received: channel === 'online' ? 'online' : 'direct' } as const;
  return closing === undefined || closing.day >= from ? ({ received: 'carried' } as const) : {};
};

/** Resolved in the period, or open at its end. */
const endedIn = ({ closing, dueDay, receivedDay }: DossierFacts, { from, to }: Period) => {
  if (closing && closing.day <= to) return closing.day >= from ? { resolved: closing.outcome } : {};
  if (receivedDay > to) return {};
  return { open: to > dueDay ? 'late' : 'within' } as const;
};

const lineOf = (name: string, counted: readonly Counted[]): Line => {
  const of = (is: (each: Counted) => boolean) => counted.filter(is).length;
  const closed = (how: string) =>
    of(({ facts, resolved }) => resolved !== undefined && facts.closing?.how === how);
  return {
    name,
    received: {
      online: of(({ received }) => received === 'online'),
      direct: of(({ received }) => received === 'direct'),
      carried: of(({ received }) => received === 'carried'),
    },
    resolved: {
      early: of(({ resolved }) => resolved === 'early'),
      onTime: of(({ resolved }) => resolved === 'onTime'),
      late: of(({ resolved }) => resolved === 'late'),
    },
    open: {
      within: of(({ open }) => open === 'within'),
      late: of(({ open }) => open === 'late'),
    },
    suspended: of(({ facts, open }) => open !== undefined && facts.pausedSince !== undefined),
    refused: closed('refused'),
    withdrawn: closed('withdrawn'),
    stopped: closed('stopped'),
    lateByOriginal: of(({ facts, resolved }) => resolved !== undefined && facts.closing?.original === 'late'),
    apart: of(({ apart }) => apart === true),
  };
};

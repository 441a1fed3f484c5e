import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { formatDate, localDateOf } from '../../../functions/core/calendar/index.ts';
import { apply, fold } from '../../../functions/core/dossier/apply.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../../functions/core/dossier/events.ts';
import { type Increments, incrementsOf } from '../../../functions/core/metrics/counters.ts';
import { calendar, type Story } from './support.ts';

/** What must hold of a whole log. */
export const lawsOfLog = ({ dossier, events, items }: Story): void => {
  expect(fold(events)).toEqual(dossier);
  // What comes back from storage is a copy with other identities and orders of keys.
  expect(fold(events.map(reordered))).toEqual(dossier);
  for (const [i, event] of events.entries()) {
    const { hash, ...rest } = event;
    expect(event.prevHash).toBe(events[i - 1]?.hash ?? '');
    expect(createHash('sha256').update(sorted(rest)).digest('hex')).toBe(hash);
  }
  const alerts = events.flatMap((e) =>
    e.type === 'alertsDecided' ? [`${e.data.alert}#${e.data.version}`] : [],
  );
  expect(new Set(alerts).size, 'no stage is raised twice per version').toBe(alerts.length);
  const accepted = events.findIndex(({ type }) => type === 'accepted');
  const findings = events.slice(0, Math.max(0, accepted)).findLast((e) => e.type === 'documentsVerified');
  if (findings?.type === 'documentsVerified') {
    const verdicts = findings.data.documents.map(({ n, verdict }) => `${n} ${verdict}`);
    const files = events[0]?.type === 'submitted' ? events[0].data.documents : 0;
    const clean = Array.from({ length: files }, (_, i) => `${i + 1} CLEAN`);
    expect(verdicts, 'accepted only when each file is clean (I13)').toEqual(expect.arrayContaining(clean));
  }
  lawsOfCounters(dossier, events);
  lawsOfTimes(events);
  lawsOfForms(dossier, items);
  lawsOfRegister(dossier, events, items);
  lawsOfDocuments(dossier, items);
};

/** How often something may happen in the life of a dossier. */
const lawsOfTimes = (events: readonly DossierEvent[]): void => {
  const count = (type: DossierEvent['type']) => events.filter((e) => e.type === type).length;
  const asked = events.flatMap((e) => (e.type === 'supplementRequested' ? [e.data.stage] : []));
  for (const stage of ['intake', 'review']) {
    const times = asked.filter((each) => each === stage).length;
    expect(times, `supplements in ${stage} (R3)`).toBeLessThanOrEqual(1 + count('supplementAllowed'));
  }
  expect(count('reappointed'), 'at most one new date (C8)').toBeLessThanOrEqual(1);
  expect(count('extended'), 'the rules of this story extend once').toBeLessThanOrEqual(1);
  expect(count('resultCorrected')).toBeLessThanOrEqual(1);
  const rated = events.flatMap((e) => (e.type === 'rated' ? [e.data.occasion] : []));
  for (const occasion of ['form01', 'form03', 'delivery']) {
    expect(rated.filter((each) => each === occasion).length, 'one rating per occasion').toBeLessThanOrEqual(
      1,
    );
  }
  expect(rated.filter((each) => each === 'form02').length).toBeLessThanOrEqual(asked.length);
};

/** Every sheet has its own number, and none is missing. */
const lawsOfForms = (dossier: Dossier, items: Story['items']): void => {
  const forms = items.filter((item) => item.kind === 'FORM');
  expect(forms.map(({ n }) => n)).toEqual(forms.map((_, i) => i + 1));
  expect(forms.length).toBe(dossier.forms);
  expect(new Set(forms.map(({ fields }) => fields.number)).size, 'no two sheets share a number').toBe(
    forms.length,
  );
  const last = forms.at(-1)?.fields.form;
  if (dossier.status === 7 || dossier.status === 8) expect(last, 'form 05 (TT 03/2025 Đ7)').toBe('05');
  if (dossier.status === 3) expect(last).toBe('03');
  const has06 = forms.some(({ fields }) => fields.form === '06');
  expect(has06, 'form 06 closes the control slip').toBe(dossier.status === 9 || dossier.status === 10);
};

/** The register of results has no gap: a number that was drawn stands on a result, waits for it, or is void. */
const lawsOfRegister = (dossier: Dossier, events: readonly DossierEvent[], items: Story['items']): void => {
  const drawn = events.filter(({ type }) => type === 'resultRegistered').length;
  const voided = items.filter(({ kind }) => kind === 'VOID_REGISTER').length;
  const held = 'register' in dossier && dossier.register !== undefined ? 1 : 0;
  expect(items.filter(({ kind }) => kind === 'REGISTER').length).toBe(drawn);
  expect(drawn - voided, 'numbers in use').toBe(held);
  if (dossier.status === 9 || dossier.status === 10) {
    expect(held).toBe(1);
    const mustRefuse = events.some((e) => e.type === 'lapsed');
    if (mustRefuse) expect(dossier.register.kind, 'after a lapse only a refusal (R4)').toBe('refused');
  }
};

const dateGiven = (e: DossierEvent): readonly number[] => {
  switch (e.type) {
    case 'accepted':
    case 'redated':
    case 'reappointed':
    case 'extended':
      return [e.data.deadline.due];
    case 'paymentConfirmed':
      return [e.data.resumed.deadline.due];
    case 'documentsVerified':
      return e.data.resumed ? [e.data.resumed.deadline.due] : [];
    case 'lapsed':
      return e.data.outcome === 'mustRefuse' ? [e.data.resumed.deadline.due] : [];
    default:
      return [];
  }
};

/** What each event of a log counts, in order. */
export const countedIn = (events: readonly DossierEvent[]): readonly Increments[] => {
  let dossier: Dossier | undefined;
  return events.flatMap((event) => {
    const before = dossier;
    dossier = apply(before, event);
    return incrementsOf(event, before, dossier, calendar) ?? [];
  });
};

const lawsOfCounters = (dossier: Dossier, events: readonly DossierEvent[]): void => {
  const sums = new Map<string, number>();
  for (const { by } of countedIn(events)) {
    for (const [measure, count] of Object.entries(by)) {
      expect(Number.isInteger(count) && count > 0, `${measure} goes up by whole numbers`).toBe(true);
      sums.set(measure, (sums.get(measure) ?? 0) + count);
    }
  }
  const count = (...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, sums.get(name) ?? 0]));
  const total = (...names: readonly string[]) => names.reduce((sum, name) => sum + (sums.get(name) ?? 0), 0);
  const times = (type: DossierEvent['type']) => events.filter((event) => event.type === type).length;
  const completed = 'completedAt' in dossier ? dossier : undefined;
  const day = (at: number) => formatDate(localDateOf(at, calendar));
  // The date in force: the appointed one, as a calendar, the applicant, the leader or the law has moved it since.
  const promised = events.flatMap(dateGiven);
  const order =
    completed &&
    Math.sign(Date.parse(day(completed.completedAt)) - Date.parse(day(promised.at(-1) ?? Number.NaN)));
  expect(count(...['received', 'accepted', 'early', 'onTime', 'late'], ...endings, 'delivered')).toEqual({
    received: 1,
    accepted: Math.min(1, times('accepted')),
    early: order === -1 ? 1 : 0,
    onTime: order === 0 ? 1 : 0,
    late: order === 1 ? 1 : 0,
    withdrawn: dossier.status === 7 ? 1 : 0,
    refused: dossier.status === 3 ? 1 : 0,
    stopped: dossier.status === 8 ? 1 : 0,
    delivered: dossier.status === 10 ? 1 : 0,
  });
  // received = resolved + open (the identity of form 06/VPCP/KSTT), and each dossier in one cell, once.
  const isOpen = dossier.phase !== 'CLOSED' && dossier.status !== 9;
  expect(total('resolvedEarly', 'resolvedOnTime', 'resolvedLate'), 'leaves the process once').toBe(
    isOpen ? 0 : 1,
  );
  if (completed) {
    expect(count('resolvedEarly', 'resolvedOnTime', 'resolvedLate')).toEqual({
      resolvedEarly: order === -1 ? 1 : 0,
      resolvedOnTime: order === 0 ? 1 : 0,
      resolvedLate: order === 1 ? 1 : 0,
    });
  }
  const inPause = dossier.status === 6 || (dossier.status === 5 && 'step' in dossier);
  expect(total('pausesBegun') - total('pausesEnded'), 'paused now').toBe(inPause ? 1 : 0);
  expect(total('digitised'), 'once').toBeLessThanOrEqual(1);
  if (times('handedOver') > 0) expect(total('digitised')).toBe(1);
  expect(total('filesArchived'), 'every file that went to the archive').toBe(dossier.documents.archived);
  const runs = [...sums].filter(([name]) => /^step:.*:runs$/.test(name)).reduce((all, [, n]) => all + n, 0);
  const bars = [...sums]
    .filter(([name]) => /:(upTo|above)\d+$/.test(name))
    .reduce((all, [, n]) => all + n, 0);
  expect(bars, 'every run stands in one bar').toBe(runs);
  expect(runs - times('stepCompleted')).toBeLessThanOrEqual(times('sentBack'));
};

const endings = ['withdrawn', 'refused', 'stopped'] as const;

/** A deep copy with the keys of every object in reverse order. */
const reordered = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toReversed())
      : each,
  );

/** The test's own canonical text: JSON with sorted keys. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** A number stands for one thing only, and nothing is left lying about that the dossier does not know. */
const lawsOfDocuments = (dossier: Dossier, items: Story['items']): void => {
  const given = items.flatMap((item) => (item.kind === 'DOCUMENT' ? [item] : []));
  const results = given.filter(({ component }) => component === 'RESULT').map(({ n }) => n);
  expect(new Set(results).size, 'each result file has a number of its own').toBe(results.length);
  const files = given.filter(({ component }) => component !== 'RESULT').map(({ n }) => n);
  expect(
    files.filter((n) => results.includes(n)),
    'no number is given twice',
  ).toEqual([]);
  const standing = new Set<number>();
  for (const item of items) {
    if (item.kind === 'DOCUMENT') standing.add(item.n);
    if (item.kind === 'DROPPED_DOCUMENT') standing.delete(item.n);
  }
  const declared = 'supplement' in dossier ? dossier.supplement.declared : [];
  const known = [...dossier.documents.filed, ...declared, ...results];
  if (dossier.phase !== 'CLOSED') {
    expect(
      [...standing].filter((n) => !known.includes(n)),
      'dropped when it was not handed in',
    ).toEqual([]);
  }
};

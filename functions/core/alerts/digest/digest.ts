import { formatDate, localDateOf } from '../../calendar/index.ts';
import { deskOf, holderAt, placeOf } from '../../dossier/desk.ts';
import { type Dossier, stepOf } from '../../dossier/dossier.ts';
import { when } from '../../forms/when.ts';
import { type AlertSettings, alertOfStage, recipientsOf } from '../alert.ts';
import { asciiLine, type Decided, type Links, type TopicMessage } from '../message.ts';
import { spanBetween, spanEn, spanVi } from '../span.ts';
import { listOf } from '../stormMessage.ts';
import { alertTexts, numbered } from '../texts.ts';
import {
  concerns,
  type Morning,
  type OfficeRole,
  type SectionName,
  sections,
  waitsForOffice,
} from './sections.ts';

/** An alert that was not sent one by one, with its dossier. */
export interface Untold {
  readonly decided: Decided;
  readonly dossier: Dossier;
  readonly collapsed: boolean;
}

/** What the digests of a unit are made of, whoever reads them. */
export interface DigestFacts {
  readonly unit: string;
  readonly morning: Morning;
  readonly settings: AlertSettings;
  /** Open dossiers that may have a place in a section, each once. */
  readonly dossiers: readonly Dossier[];
  readonly untold: readonly Untold[];
  /** There are more than were looked at. */
  readonly more: boolean;
}

/** Lines of a section; the rest is counted. */
const MOST = 30;
/** Sections that the subject counts: the most urgent ones. */
const IN_SUBJECT = 3;

export const digestId = (unit: string, day: string, role: OfficeRole): string =>
  `digest#${unit}#${day}#${role}`;

/**
 * The digest of one role on one working morning; undefined when there is nothing to say. One list for both languages: it
 * consists of codes, dates and logins.
 */
export const digestMessage = (
  role: OfficeRole,
  facts: DigestFacts,
  links: Pick<Links, 'runbook'>,
): TopicMessage | undefined => {
  const { unit, morning, more } = facts;
  const found = sectionsFor(role, facts);
  const alerts = untoldFor(role, facts);
  if (found.length === 0 && alerts.length === 0) return undefined;
  const day = localDateOf(morning.now, morning.calendar);
  const counts = found
    .slice(0, IN_SUBJECT)
    .map(({ name, dossiers }) => `${dossiers.length} ${names[name]}`)
    .join(', ');
  const date = when(morning.calendar.offsetMinutes, 'vi').date(morning.now);
  return {
    id: digestId(unit, formatDate(day), role),
    subject: asciiLine(`DIGEST ${formatDate(day)} ${unit} ${role}: ${counts || `${alerts.length} alerts`}`),
    text: [
      `Tổng hợp ngày ${date} của ${unit}, vai trò ${role}.`,
      `Digest of ${date} for ${unit}, role ${role}.`,
      ...found.flatMap(({ name, dossiers }) => [
        ...heading(sections[name].title.vi, sections[name].title.en, dossiers.length),
        ...capped(dossiers.map((dossier) => dossierLine(dossier, morning, name))),
      ]),
      ...(alerts.length > 0
        ? [
            ...heading('Cảnh báo chưa gửi riêng', 'Alerts not sent one by one', alerts.length),
            ...capped(alerts.map(alertLine)),
          ]
        : []),
      ...(more ? ['', `Chưa liệt kê hết / There is more: GET /inbox, ${listOf(unit)}`] : []),
      '',
      `Danh sách cảnh báo / Alerts: ${listOf(unit)}`,
      `Hướng dẫn / Runbook: ${links.runbook('alert-digest')}`,
    ].join('\n'),
    unit,
    recipients: [role],
    severity: 'info',
  };
};

/** As the subject counts them. */
const names: Readonly<Record<SectionName, string>> = {
  ...{ overdue: 'overdue', apologies: 'apologies', today: 'due today', soon: 'due soon' },
  ...{ atRisk: 'at risk', overrun: 'overrun', unclaimed: 'unclaimed', stuck: 'stuck' },
};
const isSection = (name: string): name is SectionName => Object.hasOwn(sections, name);

const sectionsFor = (role: OfficeRole, { dossiers, morning }: DigestFacts) => {
  const own = dossiers
    .filter((dossier) => waitsForOffice(dossier) && concerns(role, dossier))
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return Object.keys(sections)
    .filter(isSection)
    .filter((name) => sections[name].roles.some((each) => each === role))
    .map((name) => ({ name, dossiers: own.filter((dossier) => sections[name].holds(dossier, morning)) }))
    .filter(({ dossiers: those }) => those.length > 0);
};

/** The alerts that this role would have got; what has been closed since is told all the same. */
const untoldFor = (role: OfficeRole, { untold, settings }: DigestFacts): readonly Untold[] =>
  untold.filter(({ decided, dossier }) =>
    recipientsOf(alertOfStage(decided.stage), dossier, settings).includes(role),
  );

const heading = (vi: string, en: string, count: number): string[] => ['', `${vi} / ${en} (${count})`];

const capped = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST
    ? lines
    : [...lines.slice(0, MOST), `- … và ${lines.length - MOST} nữa / and ${lines.length - MOST} more`];

/** One dossier: code, procedure, date with what is left or how late, desk, step, login. A restricted one: its code. */
const dossierLine = (dossier: Dossier, { calendar, now }: Morning, name: SectionName): string => {
  if (dossier.restricted) return `- ${dossier.code}`;
  const step = stepOf(dossier);
  const at = name === 'overrun' && step ? step.due : dossier.deadline?.due;
  const place = [deskOf(dossier), step?.id, holderAt(dossier, now)].filter((part) => part !== undefined);
  return [
    `- ${dossier.code}`,
    dossier.procedure,
    ...(at === undefined ? [] : [timeOf(at, calendar, now)]),
    place.join(', '),
  ].join(' | ');
};

const timeOf = (at: number, calendar: Morning['calendar'], now: number): string => {
  const late = now > at;
  const span = late ? spanBetween(calendar, at, now) : spanBetween(calendar, now, at);
  const text = late
    ? `trễ ${spanVi(span)} / late by ${spanEn(span)}`
    : `còn ${spanVi(span)} / ${spanEn(span)} left`;
  return `${when(calendar.offsetMinutes, 'vi').short(at)}, ${text}`;
};

const alertLine = ({ decided, dossier, collapsed }: Untold): string => {
  const { kind, n } = alertOfStage(decided.stage);
  const { what } = alertTexts[kind];
  const why = collapsed ? ' (gộp do có quá nhiều / collapsed)' : '';
  return `- ${dossier.code} | ${numbered(what.vi, n)} / ${numbered(what.en, n)}${why}`;
};

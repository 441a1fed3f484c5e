import type { Calendar, Instant } from '../calendar/index.ts';
import { deskOf, holderAt } from '../dossier/desk.ts';
import { type Dossier, stepOf } from '../dossier/dossier.ts';
import type { Role } from '../dossier/status.ts';
import { when } from '../forms/when.ts';
import { deskNames } from '../notices/messages/messages.ts';
import type { AlertStage } from '../sla/stages.ts';
import { type AlertSettings, alertOfStage, recipientsOf, ruleOf } from './alert.ts';
import type { Severity } from './rules.ts';
import { spanBetween, spanEn, spanVi } from './span.ts';
import { alertTexts, type Bilingual, numbered } from './texts.ts';

/** A message to the topic. Subscriptions filter by unit, recipients and severity. */
export interface TopicMessage {
  /** The same at every delivery. */
  readonly id: string;
  /** At most 100 ASCII characters. */
  readonly subject: string;
  readonly text: string;
  readonly unit: string;
  readonly recipients: readonly Role[];
  readonly severity: Severity;
}

/** Where a reader goes on: the execution of the dossier, and what the runbook says about this kind of alert. */
export interface Links {
  readonly execution: string;
  readonly runbook: (anchor: string) => string;
}

/** An alert as it was decided. */
export interface Decided {
  readonly stage: AlertStage;
  readonly version: number;
  readonly at: Instant;
  /** The date that it is about. */
  readonly due: Instant;
}

export const alertId = (dossierId: string, { stage, version }: Pick<Decided, 'stage' | 'version'>): string =>
  `${dossierId}#${stage}#${version}`;

/** The entry of the runbook for officers about a kind of alert: `alert-silent-breach`. */
export const anchorOf = (kind: string): string => `alert-${kind.toLowerCase().replaceAll('_', '-')}`;

/**
 * One alert as a mail that someone can act on: what, by when and how late, where it stands and who holds it, what next. It
 * names codes, desks and logins; no applicant and no officer by name. Of a restricted dossier it names code, date and desk.
 */
export const alertMessage = (
  decided: Decided,
  dossier: Dossier,
  office: { readonly calendar: Calendar; readonly settings: AlertSettings },
  links: Links,
  now: Instant,
): TopicMessage => {
  const alert = alertOfStage(decided.stage);
  const { subject, what, next } = alertTexts[alert.kind];
  const { code, id, unit } = dossier;
  const of = dossier.restricted ? { vi: '', en: '' } : procedureText(dossier.procedure);
  const time = timeText(decided.due, office.calendar, now);
  const place = placeText(dossier, now);
  const see = [links.execution, links.runbook(anchorOf(alert.kind))];
  const act = (text: string) => numbered(text, alert.n).replace('{id}', id);
  return {
    id: alertId(id, decided),
    subject: asciiLine(`${subject} ${code}`),
    text: [
      `Hồ sơ ${code}${of.vi} ${numbered(what.vi, alert.n)}.`,
      ...[time.vi, place.vi, `Việc cần làm: ${act(next.vi)}`],
      `Luồng xử lý: ${see[0]}`,
      `Hướng dẫn: ${see[1]}`,
      '',
      `Dossier ${code}${of.en} ${numbered(what.en, alert.n)}.`,
      ...[time.en, place.en, `What to do: ${act(next.en)}`],
      `Execution: ${see[0]}`,
      `Runbook: ${see[1]}`,
    ].join('\n'),
    unit,
    recipients: recipientsOf(alert, dossier, office.settings),
    severity: ruleOf(alert, office.settings).severity,
  };
};

const procedureText = (procedure: string): Bilingual => ({
  vi: ` (thủ tục ${procedure})`,
  en: ` (procedure ${procedure})`,
});

/** By when, and how late or how much time is left, in working time. */
const timeText = (due: Instant, calendar: Calendar, now: Instant): Bilingual => {
  const at = when(calendar.offsetMinutes, 'vi').short(due);
  const late = now >= due;
  const span = late ? spanBetween(calendar, due, now) : spanBetween(calendar, now, due);
  return {
    vi: `Hạn: ${at}. ${late ? 'Trễ' : 'Còn'}: ${spanVi(span)}.`,
    en: `Due: ${at}. ${late ? 'Late by' : 'Left'}: ${spanEn(span)}.`,
  };
};

/** Who has the move: the desk and the step, and the login of whoever holds it. */
export const placeText = (dossier: Dossier, now: Instant): Bilingual => {
  const desk = deskOf(dossier);
  if (desk === undefined) return { vi: 'Hồ sơ đã kết thúc.', en: 'The dossier is closed.' };
  const step = dossier.restricted ? undefined : stepOf(dossier);
  const at = desk === 'system' ? machine : deskNames[desk];
  const which = step ? { vi: `, bước ${step.id}`, en: `, step ${step.id}` } : { vi: '', en: '' };
  const holder = step && holderAt(dossier, now);
  const free = step ? { vi: ' Chưa ai nhận.', en: ' Held by nobody.' } : { vi: '', en: '' };
  const who = holder ? { vi: ` Người giữ: ${holder}.`, en: ` Held by: ${holder}.` } : free;
  return {
    vi: `Đang ở: ${at.vi} (${desk})${which.vi}.${who.vi}`,
    en: `Waits for: ${at.en} (${desk})${which.en}.${who.en}`,
  };
};

const machine: Bilingual = { vi: 'hệ thống', en: 'the system' };

const MOST = 100;

/** A subject as SNS takes it: one line of printable ASCII. */
export const asciiLine = (text: string): string => text.replace(/[^ -~]/g, '?').slice(0, MOST);

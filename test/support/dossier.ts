import { loadCalendar, loadUnit } from '../../catalogue/tools/load.ts';
import { append, digest } from '../../functions/app/append.ts';
import { type Calendar, type CalendarData, compileCalendar } from '../../functions/core/calendar/index.ts';
import type { Command } from '../../functions/core/dossier/commands.ts';
import { decide } from '../../functions/core/dossier/decide.ts';
import type { Decided } from '../../functions/core/dossier/decision.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../functions/core/dossier/events.ts';
import { dossierCode, dossierId, subject, unitId } from '../../functions/core/dossier/ids.ts';
import type { Policy } from '../../functions/core/dossier/policy.ts';
import type { Actor, Role } from '../../functions/core/dossier/status.ts';
import { decideSubmit } from '../../functions/core/dossier/submit.ts';
import { isFileable } from '../../functions/core/procedure/index.ts';
import { UNIT } from './cast.ts';
import { shipped } from './catalogue.ts';

/** A dossier in the core alone: commands by people of the unit, events, no storage. */
export const shippedCalendar: Calendar = compileCalendar(loadCalendar());

/** `2026-11-16 09:00`, local time of the office. */
export const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+07:00`);
/** Back to `2026-11-16 09:00`. */
export const local = (instant: number | undefined): string | undefined =>
  instant === undefined
    ? undefined
    : new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The building permit's rules under a calendar. */
export const policyWith = (data?: CalendarData): Policy => {
  const procedure = shipped('1.013236');
  if (!isFileable(procedure)) throw new Error('not fileable');
  return { procedure, unit: loadUnit(UNIT), calendar: data ? compileCalendar(data) : shippedCalendar };
};

const some = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('not a value');
  return value;
};

/** A member of the unit's staff in one role; `system` is one of our functions. */
export const staff = (role: Role | 'system', name = `${role}-1`): Actor =>
  role === 'system'
    ? { kind: 'system', subject: some(subject('system')), roles: [] }
    : { kind: 'staff', subject: some(subject(name)), roles: [role], unit: UNIT };

export interface Told {
  readonly dossier: Dossier;
  readonly event: DossierEvent;
}

const appended = (
  before: Dossier | undefined,
  decided: Decided,
  actor: Actor,
  now: number,
  policy: Policy,
): Told => {
  if (!decided.ok) throw new Error(`${decided.error.code} ${decided.error.detail ?? ''}`);
  const id = some(dossierId('3f2c1f04-5c7e-4b6e-9d5a-8a1b2c3d4e5f'));
  const { event, after } = append(before, decided.value.event, { id, actor, at: now, policy });
  return { dossier: after, event };
};

/** Submitted at an instant, with one document. */
export const submittedAt = (when: string, policy = policyWith()): Dossier => {
  const actor = staff('frontDesk');
  const applicant = { digest: '', item: 'APPLICANT' };
  const filing = {
    id: some(dossierId('3f2c1f04-5c7e-4b6e-9d5a-8a1b2c3d4e5f')),
    unit: some(unitId(UNIT)),
    code: some(dossierCode('000.00.NN.H05-261116-0001')),
    ...({ channel: 'online', filedBy: 'self' } as const),
    ...{ subject: some(subject('e-id:citizen-1')), applicant, documents: 1 },
  };
  const c = { at: at(when), actor, policy, digest, salt: '' };
  return appended(undefined, decideSubmit(filing, c), actor, at(when), policy).dossier;
};

/** One command at an instant; throws when it is refused. */
export const told = (
  dossier: Dossier,
  when: string,
  role: Role | 'system',
  command: Command,
  policy = policyWith(),
): Told => {
  const actor = staff(role);
  const decided = decide(dossier, command, { at: at(when), actor, policy, digest, salt: '' });
  return appended(dossier, decided, actor, at(when), policy);
};

const clean = { n: 1, versionId: 'v', sha256: '', bytes: 1, mediaType: 'application/pdf', reasons: [] };

/** Accepted at an instant and handed over: it waits for the first review step. */
export const inReviewSince = (when: string, policy = policyWith()): Dossier => {
  let dossier = submittedAt(when, policy);
  const commands: readonly (readonly [Role | 'system', Command])[] = [
    ['system', { type: 'documentsVerified', documents: [{ ...clean, verdict: 'CLEAN' }] }],
    ['frontDesk', { type: 'recordNationalId', kind: 'work', identifier: 'VN-1' }],
    ['frontDesk', { type: 'accept' }],
    ['system', { type: 'documentsArchived', documents: [{ n: 1, key: 'k', versionId: 'a', sha256: '' }] }],
    ['frontDesk', { type: 'handOver' }],
  ];
  for (const [role, command] of commands) dossier = told(dossier, when, role, command, policy).dossier;
  return dossier;
};

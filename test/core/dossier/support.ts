import { loadCalendar, loadProcedures, loadUnit } from '../../../catalogue/tools/load.ts';
import { append, digest } from '../../../functions/app/append.ts';
import { compileCalendar } from '../../../functions/core/calendar/index.ts';
import type { Command, CommandOf } from '../../../functions/core/dossier/commands.ts';
import { decide } from '../../../functions/core/dossier/decide.ts';
import type { Decided } from '../../../functions/core/dossier/decision.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { DocumentFinding, DossierEvent } from '../../../functions/core/dossier/events.ts';
import { dossierCode, dossierId, subject, unitId } from '../../../functions/core/dossier/ids.ts';
import type { Circumstances, Policy, SideItem } from '../../../functions/core/dossier/policy.ts';
import type { Actor, Lent, Role } from '../../../functions/core/dossier/status.ts';
import { decideSubmit, type Filing } from '../../../functions/core/dossier/submit.ts';
import { isFileable } from '../../../functions/core/procedure/index.ts';
import { at } from '../calendar/support.ts';

export const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the test itself is wrong: a value is missing');
  return value;
};

export const calendar = compileCalendar(loadCalendar());
export const procedure = must(
  loadProcedures()
    .filter(isFileable)
    .find(({ code }) => code === '1.013236'),
);
export const policy: Policy = { procedure, unit: loadUnit('SXD-H05'), calendar };
/** Another calendar, in which no Tuesday is worked: what `redate` counts by. */
const shipped = loadCalendar();
export const otherCalendar = compileCalendar({
  ...shipped,
  version: 'other',
  week: { ...shipped.week, '2': [] },
});
/** The building permit's rules with something else in them. */
export const rulesWith = (change: Partial<Policy['procedure']>): Policy => ({
  ...policy,
  procedure: { ...procedure, ...change },
});
/** The rules of another shipped procedure. */
export const rulesOf = (wanted: string): Policy => ({
  ...policy,
  procedure: must(
    loadProcedures()
      .filter(isFileable)
      .find(({ code }) => code === wanted),
  ),
});
export const UNIT = must(unitId('SXD-H05'));
export const ID = must(dossierId('0b0e8a52-6d0f-4a38-9a3e-0d6f3b2a1c00'));
export const FILES = 3;
/** Mon 02/11/2026 09:00, four weeks with one holiday before them. */
export const MORNING = at('2026-11-02 09:00');

const named = (name: string) => must(subject(name));
export const staff = (name: string, roles: readonly Role[], unit = 'SXD-H05'): Actor => ({
  kind: 'staff',
  subject: named(name),
  roles,
  unit,
});
export const applicant = (name: string): Actor => ({
  kind: 'applicant',
  subject: named(name),
  roles: ['applicant'],
});
export const owner = applicant('citizen-1');
export const system: Actor = { kind: 'system', subject: named('system'), roles: [] };
export const desk = staff('desk-1', ['frontDesk']);
export const clerk = staff('clerk-1', ['clerk']);
export const leader = staff('leader-1', ['departmentLeader']);
/** Whoever holds the role of a review step. */
export const officer = (role: Role): Actor => staff(`${role}-1`, [role]);

export const circumstances = (actor: Actor, when: number, rules = policy): Circumstances => ({
  at: when,
  actor,
  policy: rules,
  digest,
  salt: 'salt',
});

const filing: Filing = {
  ...{ id: ID, unit: UNIT, code: must(dossierCode('000.00.NN.H05-261102-0001')) },
  ...{ channel: 'online', filedBy: 'self', subject: owner.subject },
  ...{ applicant: { digest: digest('applicant'), item: 'APPLICANT' }, documents: FILES },
};

/** A dossier with its log, as the core makes it. Every state is frozen: judging and folding must change nothing. */
export interface Story {
  readonly dossier: Dossier;
  readonly events: readonly DossierEvent[];
  readonly items: readonly SideItem[];
  readonly rules: Policy;
}

export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

const next = (
  story: Omit<Story, 'dossier'> & { readonly dossier?: Dossier },
  decision: Decided,
  actor: Actor,
  when: number,
): Story => {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.error)}`);
  const { event, items } = decision.value;
  const appended = frozen(append(story.dossier, event, { id: ID, actor, at: when, policy: story.rules }));
  return {
    dossier: appended.after,
    events: [...story.events, appended.event],
    items: [...story.items, ...items],
    rules: story.rules,
  };
};

export const submitted = (when = MORNING, rules = policy, more: Partial<Filing> = {}): Story => {
  const decision = decideSubmit({ ...filing, ...more }, circumstances(owner, when, rules));
  return next({ events: [], items: [], rules }, decision, owner, when);
};

/** Somebody else's right to do what the actor's own roles allow as well: at the counter the loan goes first. */
const loan = (id: string, { roles }: Actor): Lent => ({
  ...{ id, from: named('lender'), roles, procedures: 'all', state: 'valid' },
});

/** Judges a command; the story goes on only if it is allowed. */
export const judge = (
  { dossier, rules }: Pick<Story, 'dossier' | 'rules'>,
  command: Command,
  actor: Actor,
  when: number,
  delegation?: string,
): Decided => {
  const inForce = command.type === 'redate' ? { ...rules, calendar: otherCalendar } : rules;
  const who = delegation === undefined ? actor : { ...actor, lent: [loan(delegation, actor)] };
  return decide(dossier, command, circumstances(who, when, inForce));
};

export const follow = (
  story: Story,
  command: Command,
  actor: Actor,
  when: number,
  delegation?: string,
): Story => next(story, judge(story, command, actor, when, delegation), actor, when);

export const finding = (n: number, verdict: DocumentFinding['verdict'] = 'CLEAN'): DocumentFinding => ({
  ...{ n, verdict, versionId: `v${n}`, sha256: 'f'.repeat(64), bytes: 1000, mediaType: 'application/pdf' },
  reasons: verdict === 'CLEAN' ? [] : ['malware'],
});

export const numbers = (total: number): number[] => Array.from({ length: total }, (_, i) => i + 1);

export const verified = (documents: readonly number[], bad: readonly number[] = []): Command => ({
  type: 'documentsVerified',
  documents: documents.map((n) => finding(n, bad.includes(n) ? 'REFUSED' : 'CLEAN')),
});

export const archived = (documents: readonly number[]): Command => ({
  type: 'documentsArchived',
  documents: documents.map((n) => ({ n, key: `k${n}`, versionId: `a${n}`, sha256: 'f'.repeat(64) })),
});

export const issue: Command = { type: 'issueResult' };
export const register: CommandOf<'registerResult'> = {
  ...{ type: 'registerResult', kind: 'granted', notation: 'GPXD', signer: 'Nguyễn Văn A' },
  ...{ value: 12, year: 2026 },
};
export const nationalId: Command = { type: 'recordNationalId', kind: 'work', identifier: 'VN-H05-1' };

export const declare: CommandOf<'declareSupplement'> = {
  type: 'declareSupplement',
  files: [
    { component: 'BANVE', name: 'b.pdf', mediaType: 'application/pdf', size: 9, sha256: 'f'.repeat(64) },
  ],
};

export const declareFile: Command = {
  type: 'declareResult',
  file: { name: 'kq.pdf', mediaType: 'application/pdf', size: 9, sha256: 'f'.repeat(64) },
};

/** What usually happens next, and who does it; undefined once the dossier is closed. */
export const usual = (dossier: Dossier): readonly [Command, Actor] | undefined => {
  switch (dossier.phase) {
    case 'VERIFY':
      return [verified(dossier.documents.filed), system];
    case 'REPLACEMENT':
      return [{ type: 'replaceDocuments' }, owner];
    case 'ACCEPTANCE':
      return [dossier.nationalId ? { type: 'accept' } : nationalId, desk];
    case 'ARCHIVE':
      return [archived(dossier.documents.filed), system];
    case 'HAND_OVER':
      return [{ type: 'handOver' }, desk];
    case 'REVIEW':
      return [{ type: 'completeStep', step: dossier.step.id }, officer(dossier.step.role)];
    case 'REQUEST':
      return [{ type: 'declineRequest', reason: 'r' }, desk];
    case 'SUPPLEMENT':
      return dossier.supplement.declared.length > 0 ? [{ type: 'supply' }, owner] : [declare, owner];
    case 'VERIFY_SUPPLEMENT':
      return [verified(dossier.supplement.declared), system];
    case 'ARCHIVE_SUPPLEMENT':
      return [archived(dossier.supplement.declared), system];
    case 'PAYMENT':
      return [{ type: 'confirmPayment', reference: 'BL-1' }, desk];
    case 'RESULT':
      // Nothing but a refusal after a lapse (R4).
      if (!dossier.register)
        return [{ ...register, kind: dossier.mustRefuse ? 'refused' : 'granted' }, clerk];
      return [dossier.result ? issue : declareFile, clerk];
    case 'VERIFY_RESULT':
      return [verified([dossier.result?.document ?? 0]), system];
    case 'ARCHIVE_RESULT':
      return [archived([dossier.result.document]), system];
    case 'DELIVERY':
      return [{ type: 'deliver', method: 'counter' }, desk];
    case 'CLOSED':
      return undefined;
  }
};

const MINUTE = 60_000;

/** Follows the usual path, a minute per command, until the dossier is as wanted. */
export const until = (wanted: (dossier: Dossier) => boolean, from = submitted()): Story => {
  let story = from;
  for (let minute = 1; !wanted(story.dossier); minute++) {
    const [command, actor] = must(usual(story.dossier));
    story = follow(story, command, actor, story.events[0] ? story.events[0].at + minute * MINUTE : 0);
  }
  return story;
};

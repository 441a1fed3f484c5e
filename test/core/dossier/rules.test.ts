import { describe, expect, test } from 'vitest';
import { addWorkingMinutes, DAY_MS } from '../../../functions/core/calendar/index.ts';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { reportOfFindings } from '../../../functions/core/dossier/decide-digitised.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { Verdict } from '../../../functions/core/dossier/parts.ts';
import type { Actor } from '../../../functions/core/dossier/status.ts';
import { at } from '../calendar/support.ts';
import {
  archived,
  calendar,
  clerk,
  declareFile,
  desk,
  FILES,
  finding,
  follow,
  issue,
  judge,
  MORNING,
  must,
  numbers,
  officer,
  owner,
  policy,
  type Story,
  staff,
  submitted,
  system,
  until,
  verified,
} from './support.ts';

const lastAt = ({ events }: Story) => must(events.at(-1)).at;
const answer = (story: Story, command: Command, actor: Actor, when = lastAt(story)): string => {
  const decision = judge(story, command, actor, when);
  return decision.ok ? decision.value.event.type : decision.error.code;
};
const inStep = (id: string) => until((d) => d.phase === 'REVIEW' && d.step.id === id);
const inPhase = (phase: Dossier['phase']) => until((d) => d.phase === phase);

describe('documents', () => {
  test('one bad file sends all of it back, names it, and the applicant has the next move', () => {
    const { dossier } = follow(submitted(), verified(numbers(FILES), [2, 3]), system, MORNING);
    expect([dossier.phase, dossier.documents.bad, dossier.documents.clean]).toEqual([
      'REPLACEMENT',
      [2, 3],
      1,
    ]);
    expect(dossier.deadline).toMatchObject({ version: 2, kind: 'REPLACEMENT' });
    const refused = judge({ dossier, rules: policy }, { type: 'accept' }, desk, MORNING);
    expect(refused).toMatchObject({
      error: { code: 'DOCUMENTS_NOT_CLEAN', fields: [{ field: '/documents/2' }, { field: '/documents/3' }] },
    });
  });

  test('acceptance counts the clean files once more', () => {
    const { dossier } = inPhase('ACCEPTANCE');
    if (dossier.phase !== 'ACCEPTANCE') throw new Error('the test itself is wrong');
    const damaged = { ...dossier, documents: { ...dossier.documents, clean: FILES - 1 } };
    expect(judge({ dossier: damaged, rules: policy }, { type: 'accept' }, desk, MORNING)).toMatchObject({
      error: { code: 'DOCUMENTS_NOT_CLEAN', detail: '2/3' },
    });
  });

  test('replacing starts a new promise with a version of its own', () => {
    const bad = follow(submitted(), verified(numbers(FILES), [2]), system, MORNING);
    const { dossier } = follow(bad, { type: 'replaceDocuments' }, owner, MORNING + DAY_MS);
    expect([dossier.phase, dossier.documents.bad, dossier.deadlineVersion]).toEqual(['VERIFY', [], 3]);
    expect(dossier.deadline).toMatchObject({ version: 3, kind: 'INTAKE_ANSWER', raised: [] });
  });

  /** What a run found, in the order of the documents. */
  const findings = (...verdicts: readonly Verdict[]) =>
    verdicts.map((verdict, i) => ({ ...finding(i + 1, verdict), reasons: [] }));

  test.each<[string, readonly Verdict[], Command['type'], readonly number[] | undefined]>([
    ['clean ones', ['CLEAN', 'CLEAN', 'CLEAN'], 'documentsVerified', undefined],
    ['a refused one', ['CLEAN', 'REFUSED', 'CLEAN'], 'documentsVerified', undefined],
    ['one without a verdict', ['CLEAN', 'NONE', 'CLEAN'], 'restartDigitisation', [2]],
    ['none with one', ['NONE', 'NONE', 'NONE'], 'restartDigitisation', [1, 2, 3]],
    ['a refused one and one without', ['NONE', 'REFUSED', 'CLEAN'], 'documentsVerified', undefined],
  ])('a run that found %s', (_, verdicts, type, unscanned) => {
    const report = reportOfFindings(findings(...verdicts));
    expect(report.type).toBe(type);
    expect(report.type === 'restartDigitisation' ? report.unscanned : undefined).toEqual(unscanned);
  });

  test('a file without any verdict is not clean, and is nothing that the applicant has to replace', () => {
    const none: Command = { type: 'documentsVerified', documents: findings('NONE', 'CLEAN', 'CLEAN') };
    expect(answer(submitted(), none, system)).toBe('ILLEGAL_TRANSITION');
    const mixed: Command = { type: 'documentsVerified', documents: findings('NONE', 'REFUSED', 'CLEAN') };
    expect(follow(submitted(), mixed, system, MORNING).dossier).toMatchObject({
      phase: 'REPLACEMENT',
      documents: { clean: 1, bad: [2] },
    });
    const again: Command = { type: 'restartDigitisation', unscanned: [1] };
    expect(follow(submitted(), again, system, MORNING).dossier).toMatchObject({
      phase: 'VERIFY',
      digitisation: { attempt: 2, until: MORNING + 2 * 60 * 60 * 1000, unscanned: [1] },
    });
  });

  test.each([
    ['findings at intake', submitted(), verified([1, 2])],
    ['no findings at intake', submitted(), verified([])],
    ['findings about the result', inPhase('VERIFY_RESULT'), verified([])],
    ['findings about other files than the result', inPhase('VERIFY_RESULT'), verified(numbers(FILES))],
    ['copies at intake', inPhase('ARCHIVE'), archived([1, 3])],
    ['copies of the result', inPhase('ARCHIVE_RESULT'), archived([])],
    ['copies of other files than the result', inPhase('ARCHIVE_RESULT'), archived(numbers(FILES))],
  ])('a report that leaves out a file changes nothing: %s', (_, story, command) => {
    expect(answer(story, command, system)).toBe('ILLEGAL_TRANSITION');
  });

  test('a refused result file goes back to the clerk, and the next one has the next number', () => {
    const entered = inPhase('VERIFY_RESULT');
    const refused = follow(entered, verified([FILES + 1], [FILES + 1]), system, lastAt(entered));
    expect(refused.dossier).toMatchObject({ phase: 'RESULT', status: 4, documents: { bad: [] } });
    expect(refused.dossier).not.toHaveProperty('result');
    expect(answer(refused, issue, clerk)).toBe('RESULT_NOT_DECLARED');
    const again = follow(refused, declareFile, clerk, lastAt(refused));
    expect(again.dossier).toMatchObject({ result: { document: FILES + 2 } });
  });

  test('declaring another result file takes a fresh number and drops the one before', () => {
    const story = until((d) => 'result' in d && d.result !== undefined);
    const again = judge(story, declareFile, clerk, lastAt(story));
    expect(again).toMatchObject({
      value: {
        event: { type: 'resultDeclared', data: { document: FILES + 2 } },
        items: [
          { kind: 'DOCUMENT', n: FILES + 2, component: 'RESULT', name: 'kq.pdf', size: 9 },
          { kind: 'DROPPED_DOCUMENT', n: FILES + 1 },
        ],
      },
    });
  });

  test('a run of digitisation is started five times at most', () => {
    let story = submitted();
    for (const attempt of [2, 3, 4, 5]) {
      story = follow(story, { type: 'restartDigitisation' }, system, lastAt(story));
      expect(story.dossier.digitisation?.attempt).toBe(attempt);
    }
    expect(answer(story, { type: 'restartDigitisation' }, system)).toBe('ILLEGAL_TRANSITION');
  });
});

describe('a claim', () => {
  const mine = officer('appraiser');
  const colleague = staff('appraiser-2', ['appraiser']);
  const held = follow(inStep('APPRAISE'), { type: 'claim' }, mine, lastAt(inStep('APPRAISE')));
  const complete: Command = { type: 'completeStep', step: 'APPRAISE' };
  const back: Command = { type: 'sendBack', to: 'ASSIGN', reason: 'r' };
  const ends = addWorkingMinutes(calendar, lastAt(held), policy.unit.claimMinutes);

  test.each([
    ['claim', { type: 'claim' } as const, 'claimed'],
    ['complete', complete, 'stepCompleted'],
    ['send back', back, 'sentBack'],
  ])('keeps a colleague out until it ends: %s', (_, command, event) => {
    expect(answer(held, command, mine)).toBe(event);
    expect(answer(held, command, colleague, ends - 1)).toBe('CLAIMED_BY_ANOTHER');
    expect(answer(held, command, colleague, ends)).toBe(event);
  });

  test('ends when it is released, and with the step', () => {
    const released = follow(held, { type: 'release' }, mine, lastAt(held));
    expect(answer(released, complete, colleague)).toBe('stepCompleted');
    expect(answer(released, { type: 'release' }, mine)).toBe('NOT_CLAIMED');
    expect(follow(held, complete, mine, lastAt(held)).dossier).not.toHaveProperty('step.claim');
    expect(answer(held, { type: 'release' }, mine, ends)).toBe('NOT_CLAIMED');
  });
});

describe('review', () => {
  test('only the step in which the dossier stands can be completed', () => {
    expect(answer(inStep('APPRAISE'), { type: 'completeStep', step: 'ASSIGN' }, officer('appraiser'))).toBe(
      'WRONG_STEP',
    );
  });

  test.each([
    ['APPRAISE', 'APPRAISE'],
    ['APPRAISE', 'APPROVE'],
    ['APPRAISE', 'RECEIVE'],
    ['APPRAISE', 'NONSENSE'],
    ['ASSIGN', 'ASSIGN'],
  ])('from %s nothing goes back to %s', (from, to) => {
    const role = from === 'ASSIGN' ? 'divisionHead' : 'appraiser';
    expect(answer(inStep(from), { type: 'sendBack', to, reason: 'r' }, officer(role))).toBe('WRONG_STEP');
  });

  test('sending back restarts the step, not the clock of the dossier', () => {
    const approve = inStep('APPROVE');
    const back: Command = { type: 'sendBack', to: 'APPRAISE', reason: 'r' };
    const { dossier } = follow(approve, back, officer('departmentLeader'), lastAt(approve));
    expect(dossier.phase === 'REVIEW' && dossier.step).toMatchObject({ id: 'APPRAISE', index: 1, run: 5 });
    expect(dossier.deadline).toEqual(approve.dossier.deadline);
  });

  test('sending back the awaited result drops its declaration and makes a fresh run', () => {
    const declared = until((d) => 'result' in d && d.result !== undefined);
    const back: Command = { type: 'sendBack', to: 'APPROVE', reason: 'r' };
    const { dossier } = follow(declared, back, clerk, lastAt(declared));
    expect(dossier).not.toHaveProperty('result');
    expect(dossier.phase === 'REVIEW' && dossier.step.run).toBe(dossier.seq);
    expect(dossier.wakeSeq).toBe(dossier.seq);
    expect(judge(declared, back, clerk, lastAt(declared))).toMatchObject({
      value: { items: [{ kind: 'TEXT' }, { kind: 'DROPPED_DOCUMENT', n: FILES + 1 }] },
    });
    // A supplement, or the next result, begins after the number that was given.
    expect(dossier.documents).toMatchObject({ total: FILES, last: FILES + 1 });
  });

  test('whoever received the dossier does not approve it', () => {
    const both = staff('desk-1', ['frontDesk', 'departmentLeader']);
    const approve: Command = { type: 'completeStep', step: 'APPROVE' };
    expect(answer(inStep('APPROVE'), approve, both)).toBe('RECEIVER_IS_APPROVER');
    expect(answer(inStep('APPROVE'), approve, officer('departmentLeader'))).toBe('stepCompleted');
    const appraiser = staff('desk-1', ['appraiser']);
    expect(answer(inStep('APPRAISE'), { type: 'completeStep', step: 'APPRAISE' }, appraiser)).toBe(
      'stepCompleted',
    );
  });

  test.each([
    ['before its day', '2026-11-02 09:30', 'early'],
    ['on its day, before its hour', '2026-11-03 09:00', 'onTime'],
    ['after its hour', '2026-11-03 16:59', 'late'],
  ])('a step of half a day from 16:00 that ends %s is %s', (_, when, result) => {
    // ASSIGN has half a working day: from Mon 02/11 16:00 until Tue 03/11 10:30.
    const waiting = inPhase('HAND_OVER');
    const story = follow(waiting, { type: 'handOver' }, desk, at('2026-11-02 16:00'));
    const done = judge(story, { type: 'completeStep', step: 'ASSIGN' }, officer('divisionHead'), at(when));
    expect(done).toMatchObject({ value: { event: { data: { result } } } });
  });
});

test('what people write stands beside the log, salted, and not in it', () => {
  const story = follow(submitted(), { type: 'withdraw', reason: 'Chủ nhà đổi ý' }, owner, MORNING);
  expect(JSON.stringify(story.events)).not.toContain('Chủ nhà');
  expect(JSON.stringify(story.items.filter(({ kind }) => kind !== 'TEXT'))).not.toContain('Chủ nhà');
  expect(story.items.filter(({ kind }) => kind === 'TEXT')).toEqual([
    { kind: 'TEXT', item: 'TEXT#000002', text: 'Chủ nhà đổi ý', salt: 'salt' },
  ]);
});

test('acceptance promises the appointed date on form 01 in the same transaction', () => {
  const ready = until((d) => d.nationalId !== undefined);
  const accepted = follow(ready, { type: 'accept' }, desk, at('2026-11-16 09:00'));
  const due = at('2026-12-01 17:00');
  expect(accepted.dossier).toMatchObject({
    ...{ status: 2, phase: 'ARCHIVE', appointed: due, acceptedBy: 'desk-1', forms: 1, deadlineVersion: 2 },
    deadline: { kind: 'APPOINTED', due, version: 2, raised: [] },
  });
  expect(accepted.items.filter(({ kind }) => kind !== 'TEXT')).toMatchObject([
    { kind: 'FORM', n: 1, fields: { form: '01', appointed: due } },
    { kind: 'BOOK', field: 'HDXD', day: '2026-11-16', receivedAt: at('2026-11-16 09:00'), due },
  ]);
});

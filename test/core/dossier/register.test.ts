import { describe, expect, test } from 'vitest';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { at } from '../calendar/support.ts';
import {
  clerk,
  declareFile,
  desk,
  FILES,
  judge,
  leader,
  nationalId,
  owner,
  policy,
  register,
  rulesWith,
  type Story,
  submitted,
  system,
  verified,
} from './support.ts';
import { answer, asked, inPhase, lapsed, onwards, receivedAt, resolvedAt, tell } from './tell.ts';

const MON = '2026-11-02 09:00';
const awaited = onwards(receivedAt(MON), MON, inPhase('RESULT'));
const drawn = tell(awaited, MON, register, clerk);
const kinds = ({ items }: Story) => items.map(({ kind }) => kind).filter((kind) => kind.includes('REGISTER'));
const voided = ({ items }: Story) => items.find(({ kind }) => kind === 'VOID_REGISTER');

describe('the register of results is gap-free', () => {
  test('the number is drawn before the file is declared, and it is the register’s next', () => {
    expect(answer(awaited, MON, declareFile, clerk)).toBe('RESULT_NOT_REGISTERED');
    expect(drawn.items.at(-1)).toEqual({
      kind: 'REGISTER',
      entry: {
        ...{ value: 12, year: 2026, number: '12/GPXD', notation: 'GPXD', kind: 'granted' },
        ...{ signer: 'Nguyễn Văn A', at: at(MON) },
      },
    });
  });

  test('a dossier never draws twice', () => {
    expect(answer(drawn, MON, { ...register, value: 13 }, clerk)).toBe('RESULT_REGISTERED');
    const declared = tell(drawn, MON, declareFile, clerk);
    expect(answer(declared, MON, register, clerk)).toBe('RESULT_REGISTERED');
  });

  test('a reasoned refusal is a result with a number too (C9)', () => {
    const refused = tell(awaited, MON, { ...register, kind: 'refused' }, clerk);
    expect(resolvedAt(refused, MON).dossier).toMatchObject({ status: 9, register: { kind: 'refused' } });
  });

  test('the number stays through a send-back', () => {
    const back = tell(drawn, MON, { type: 'sendBack', to: 'APPROVE', reason: 'r' }, clerk);
    const again = onwards(back, MON, inPhase('RESULT'));
    expect(answer(again, MON, register, clerk)).toBe('RESULT_REGISTERED');
    expect(resolvedAt(again, MON).dossier).toMatchObject({ register: { value: 12 } });
    expect(kinds(resolvedAt(again, MON))).toEqual(['REGISTER']);
  });

  test('a decision turned into its opposite after a send-back draws another one; the old number is void', () => {
    const back = tell(drawn, MON, { type: 'sendBack', to: 'APPROVE', reason: 'r' }, clerk);
    const again = onwards(back, MON, inPhase('RESULT'));
    const refused = tell(again, MON, { ...register, value: 13, kind: 'refused' }, clerk);
    expect(kinds(refused)).toEqual(['REGISTER', 'REGISTER', 'VOID_REGISTER']);
    expect(voided(refused)).toMatchObject({ entry: { value: 12, kind: 'granted' }, why: 'replaced' });
    const declared = tell(refused, MON, declareFile, clerk);
    const late = { ...register, value: 14 };
    expect(answer(declared, MON, late, clerk), 'the declared file carries the number').toBe(
      'RESULT_REGISTERED',
    );
    expect(resolvedAt(declared, MON).dossier).toMatchObject({ register: { value: 13, kind: 'refused' } });
  });

  test('and through a refused file', () => {
    const entered = onwards(drawn, MON, inPhase('VERIFY_RESULT'));
    const refused = tell(entered, MON, verified([FILES + 1], [FILES + 1]), system);
    expect(refused.dossier).toMatchObject({ phase: 'RESULT', register: { value: 12 } });
    expect(kinds(resolvedAt(refused, MON))).toEqual(['REGISTER']);
  });

  test.each<[string, Command, typeof owner, string]>([
    ['withdrawal', { type: 'withdraw', reason: 'r' }, owner, 'withdrawn'],
    ['stop', { type: 'stop', reason: 'r', legalBasis: 'b' }, leader, 'stopped'],
  ])('a %s makes it void, with the reason', (_name, command, actor, why) => {
    const end = tell(drawn, MON, command, actor);
    expect(voided(end)).toMatchObject({ entry: { value: 12, year: 2026 }, why });
    expect(kinds(tell(awaited, MON, command, actor)), 'nothing was drawn').toEqual([]);
  });

  test('so does a lapse after the dossier was sent back', () => {
    // Of a procedure that stops after the applicant's silence.
    const stops = rulesWith({ lapse: { ...policy.procedure.lapse, outcome: 'stop' } });
    const number = tell(onwards(receivedAt(MON, stops), MON, inPhase('RESULT')), MON, register, clerk);
    const back = tell(number, MON, { type: 'sendBack', to: 'APPRAISE', reason: 'r' }, clerk);
    const over = lapsed(asked(back, '2026-11-03 09:00', 'supplement'), '2026-11-05 17:00');
    expect(over.dossier.status).toBe(8);
    expect(voided(over)).toMatchObject({ entry: { value: 12 }, why: 'lapsed' });
  });

  test('a refusal keeps the number it has when the applicant falls silent', () => {
    const refusal = tell(awaited, MON, { ...register, kind: 'refused' }, clerk);
    const back = tell(refusal, MON, { type: 'sendBack', to: 'APPRAISE', reason: 'r' }, clerk);
    const over = lapsed(asked(back, '2026-11-03 09:00', 'supplement'), '2026-11-05 17:00');
    expect(over.dossier).toMatchObject({ mustRefuse: true, register: { value: 12, kind: 'refused' } });
    expect(kinds(over)).toEqual(['REGISTER']);
  });
});

describe('national identifier (NĐ 212/2026 Đ8, Đ22.4)', () => {
  const filed = onwards(submitted(at(MON)), MON, inPhase('ACCEPTANCE'));
  const outage: Command = { type: 'recordNationalId', kind: 'work', outage: 'Hệ thống quốc gia gián đoạn' };

  test('compulsory before acceptance where the procedure says so', () => {
    expect(answer(filed, MON, { type: 'accept' }, desk)).toBe('NATIONAL_ID_MISSING');
    expect(answer(tell(filed, MON, nationalId, desk), MON, { type: 'accept' }, desk)).toBe('accepted');
    const free = rulesWith({ nationalId: { ...policy.procedure.nationalId, required: false } });
    expect(answer({ ...filed, rules: free }, MON, { type: 'accept' }, desk)).toBe('accepted');
  });

  test('it and the reason of an outage stand beside the log', () => {
    expect(JSON.stringify(tell(filed, MON, nationalId, desk).events)).not.toContain('VN-H05-1');
    expect(JSON.stringify(tell(filed, MON, outage, desk).events)).not.toContain('gián đoạn');
  });

  test('an outage lets the dossier in, and is made good before the result gets its number', () => {
    const accepted = tell(tell(filed, MON, outage, desk), MON, { type: 'accept' }, desk);
    const late = onwards(accepted, MON, inPhase('RESULT'));
    expect(answer(late, MON, register, clerk)).toBe('NATIONAL_ID_MISSING');
    expect(answer(late, MON, { ...register, kind: 'refused' }, clerk)).toBe('NATIONAL_ID_MISSING');
    const completed = tell(late, MON, nationalId, desk);
    expect(completed.dossier.nationalId).toEqual({ state: 'recorded', kind: 'work' });
    expect(answer(completed, MON, register, clerk)).toBe('resultRegistered');
  });

  test('recorded once', () => {
    expect(answer(tell(filed, MON, nationalId, desk), MON, nationalId, desk)).toBe('NATIONAL_ID_RECORDED');
    expect(answer(tell(filed, MON, outage, desk), MON, outage, desk)).toBe('nationalIdRecorded');
  });

  test.each([
    ['neither', {}],
    ['both', { identifier: 'VN-1', outage: 'r' }],
  ])('%s is refused', (_name, said) => {
    expect(judge(filed, { type: 'recordNationalId', kind: 'work', ...said }, desk, at(MON))).toMatchObject({
      error: { code: 'VALIDATION_FAILED', fields: [{ field: '/identifier' }] },
    });
  });
});

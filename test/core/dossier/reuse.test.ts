import { describe, expect, test } from 'vitest';
import { parseDate } from '../../../functions/core/calendar/index.ts';
import { componentStateOf, type Paper, reusable } from '../../../functions/core/dossier/reuse.ts';
import { calendar, clerk, ID, leader, must, type Story, until } from './support.ts';
import { inPhase, onwards, tell } from './tell.ts';

/** Filed and archived on Monday 02/11/2026; the permit of the same dossier was entered that day as well. */
const archived = until(inPhase('DELIVERY'));
const article = { article: 'NĐ 45/2020/NĐ-CP Đ16', certainty: 'interpretation' } as const;
const land = { id: 'DAT', mediaTypes: ['application/pdf'], reuse: { months: 12, ...article } };
const permit = {
  id: 'GPXD',
  mediaTypes: ['application/pdf'],
  reuse: { results: ['1.013231', '1.013236'], ...article },
};
const paper: Paper = {
  ...{ n: 2, component: 'DAT', mediaType: 'application/pdf', scan: 'CLEAN' },
  ...{ inspection: { reasons: [] }, archive: { key: 'k', versionId: 'v' } },
};
const result: Paper = { ...paper, n: 4, component: 'RESULT' };
const answer = (
  given: Paper,
  rule = land as typeof land | typeof permit,
  on = '2026-12-01',
  story: Story = archived,
) => {
  const found = reusable(story.dossier, given, rule, { calendar, today: must(parseDate(on)) });
  return found.ok ? found.value : found.error;
};

describe('whether an archived paper may stand for a component', () => {
  test('the same paper of an earlier dossier: state 2, valid from its filing to the same day a year later', () => {
    expect(answer(paper)).toEqual({
      origin: { state: 2, dossier: ID, document: 2 },
      since: { year: 2026, month: 11, day: 2 },
      validUntil: { year: 2027, month: 11, day: 2 },
    });
  });

  test('valid to the end of its last day', () => {
    expect(answer(paper, land, '2027-11-02')).toMatchObject({ origin: { state: 2 } });
    expect(answer(paper, land, '2027-11-03')).toBe('expired');
  });

  test.each<[string, Paper, object]>([
    ['notReusable', paper, { ...land, reuse: undefined }],
    ['notArchived', { ...paper, archive: undefined }, land],
    ['notArchived', { ...paper, scan: 'FAILED' }, land],
    ['notArchived', { ...paper, inspection: { reasons: ['size'] } }, land],
    ['notOriginal', { ...paper, origin: { state: 2, dossier: ID, document: 1 } }, land],
    ['otherPaper', { ...paper, component: 'QDDA' }, land],
    ['otherPaper', result, land],
    ['mediaType', { ...paper, mediaType: 'image/png' }, land],
  ])('%s', (why, given, rule) => {
    expect(answer(given, rule as typeof land)).toBe(why);
  });

  test('the granted result of a procedure that the component accepts: state 3, without an end', () => {
    const number = must('result' in archived.dossier ? archived.dossier.result?.document : undefined);
    expect(number).toBe(4);
    expect(answer(result, permit, '2040-01-01')).toEqual({
      origin: { state: 3, dossier: ID, document: 4 },
      since: { year: 2026, month: 11, day: 2 },
    });
    expect(answer({ ...result, n: 5 }, permit)).toBe('otherPaper');
    expect(answer(result, { ...permit, reuse: { results: ['1.013231'], ...article } })).toBe('otherPaper');
  });

  test('a result on record as wrong, and the papers of a stopped dossier, stand for nothing', () => {
    const wrong = tell(
      archived,
      '2026-11-20 09:00',
      { type: 'correctResult', fault: 'agency', reason: 'Sai diện tích' },
      leader,
    );
    expect(answer(result, permit, '2026-12-01', wrong)).toBe('otherPaper');
    const stopped = tell(
      until(inPhase('REVIEW')),
      '2026-11-20 09:00',
      { type: 'stop', reason: 'Hồ sơ giả mạo', legalBasis: 'TT 03/2025 Đ7' },
      leader,
    );
    expect(answer(paper, land, '2026-12-01', stopped)).toBe('notArchived');
  });

  test('a reasoned refusal is a result and no permit', () => {
    const before = until(inPhase('RESULT'));
    const refused = onwards(
      tell(
        before,
        '2026-11-13 09:00',
        { type: 'registerResult', kind: 'refused', notation: 'TB', signer: 'A', value: 1, year: 2026 },
        clerk,
      ),
      '2026-11-13 09:00',
      inPhase('DELIVERY'),
    );
    expect(answer(result, permit, '2026-12-01', refused)).toBe('otherPaper');
  });
});

test('the national code of a component: 0 not digitised, 1 digitised, 2 re-used, 3 from a result', () => {
  const archive = { key: 'k', versionId: 'v' };
  const from = (state: 2 | 3) => ({ archive, origin: { state, dossier: ID, document: 1 } });
  expect([{}, { archive }, from(2), from(3)].map(componentStateOf)).toEqual([0, 1, 2, 3]);
});

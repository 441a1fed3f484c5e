import { describe, expect, test } from 'vitest';
import { nextTimerAt } from '../../../functions/core/dossier/dossier.ts';
import type { Place } from './matrix.ts';
import { storyIn } from './places.ts';
import { desk, follow, leader, must, owner, type Story } from './support.ts';
import { forms, lastEvent } from './tell.ts';

const open = [
  ...(['VERI', 'REPL', 'ACCE', 'SUPI', 'ARCH', 'HAND', 'REVI', 'REQS', 'REQP'] as const),
  ...(['SUPR', 'VSUP', 'ASUP', 'PAYM', 'RESU', 'VRES'] as const),
] satisfies readonly Place[];
const when = (story: Story) => must(story.events.at(-1)).at;
/** What is left of a dossier that ended without a result: no promise, no timer, no step, nobody's desk. */
const nothingRuns = ({ dossier }: Story) => {
  expect(nextTimerAt(dossier)).toBeUndefined();
  for (const field of ['deadline', 'digitisation', 'step', 'clock', 'register', 'supplement', 'payment']) {
    expect(dossier).not.toHaveProperty(field);
  }
};

describe.each(open)('withdrawn in %s, while no result is issued (1, 2, 4, 5, 6 → 7)', (place) => {
  const before = storyIn(place);
  const after = follow(before, { type: 'withdraw', reason: 'Chủ nhà đổi ý' }, owner, when(before));
  test('status 7, form 05 by the applicant’s wish, nothing runs on', () => {
    expect(after.dossier).toMatchObject({ status: 7, phase: 'CLOSED', withdrawnAt: when(before) });
    expect(forms(after, '05')).toMatchObject([{ ground: 'applicant', form: '05' }]);
    expect(after.dossier.forms).toBe(before.dossier.forms + 1);
    nothingRuns(after);
  });
});

describe.each([...(['SUPI', 'REVI', 'REQS', 'REQP', 'SUPR', 'VSUP', 'ASUP', 'PAYM', 'RESU'] as const)])(
  'stopped in %s (4, 5, 6 → 8)',
  (place) => {
    const before = storyIn(place);
    const command = { type: 'stop', reason: 'Luật thay đổi', legalBasis: 'NĐ 217/2026/NĐ-CP Đ76.5' } as const;
    const after = follow(before, command, leader, when(before));
    test('status 8, form 05 by the agency with its legal basis, nothing runs on', () => {
      expect(after.dossier).toMatchObject({ status: 8, phase: 'CLOSED', stoppedAt: when(before) });
      expect(forms(after, '05')).toMatchObject([{ ground: 'agency', legalBasis: 'NĐ 217/2026/NĐ-CP Đ76.5' }]);
      expect(lastEvent(after).data).toMatchObject({ legalBasis: 'NĐ 217/2026/NĐ-CP Đ76.5' });
      nothingRuns(after);
    });
  },
);

describe.each(['VERI', 'REPL', 'ACCE'] as const)('refused in %s (1 → 3)', (place) => {
  const before = storyIn(place);
  const after = follow(before, { type: 'refuse', reason: 'Không thuộc thẩm quyền' }, desk, when(before));
  test('status 3 with form 03', () => {
    expect(after.dossier).toMatchObject({ status: 3, phase: 'CLOSED', refusedAt: when(before) });
    expect(forms(after, '03')).toHaveLength(1);
    nothingRuns(after);
  });
});

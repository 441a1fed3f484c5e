import { describe, expect, test } from 'vitest';
import { timersOf } from '../../../functions/core/sla/timers.ts';
import { local } from '../calendar/support.ts';
import { officer, type Story, staff, system } from '../dossier/support.ts';
import { appraisedSince, receivedAt, tell } from '../dossier/tell.ts';

const armed = ({ dossier, rules }: Story, stage: string): string | undefined =>
  timersOf(dossier, rules).flatMap((timer) =>
    'stage' in timer && timer.stage === stage ? [local(timer.at)] : [],
  )[0];

describe('a step that nobody has is told after eight working hours (APPRAISE since Mon 16/11/2026 09:00)', () => {
  const began = appraisedSince('2026-11-16 09:00');
  const claimed = tell(began, '2026-11-16 10:00', { type: 'claim' }, officer('appraiser'));
  const mate = staff('binh', ['appraiser']);
  const assign = { type: 'assign', to: mate.subject, assignee: mate } as const;
  const assigned = tell(began, '2026-11-16 10:00', assign, officer('divisionHead'));

  test.each([
    ['since its clock began', began, '2026-11-17 09:00'],
    ['since the end of a claim of eight working hours', claimed, '2026-11-18 10:00'],
    [
      'since a claim was given back',
      tell(claimed, '2026-11-17 08:30', { type: 'release' }, officer('appraiser')),
      '2026-11-18 08:30',
    ],
    ['never, while it is given to somebody', assigned, undefined],
    [
      'since it was given back by whom it had been given to',
      tell(assigned, '2026-11-19 16:00', { type: 'release' }, mate),
      '2026-11-20 16:00',
    ],
  ])('%s', (_, story, at) => {
    expect(armed(story, 'UNCLAIMED')).toBe(at);
  });
});

test('who acknowledges an older alert in the very moment of the breach has not acknowledged the breach', () => {
  const breach = '2026-12-02 07:30';
  const late = tell(receivedAt('2026-11-16 09:00'), '2026-12-01 08:00', { type: 'decideAlerts' }, system);
  const head = officer('divisionHead');
  const before = tell(late, breach, { type: 'acknowledgeAlert' }, head);
  const broken = tell(before, breach, { type: 'decideAlerts' }, system);
  expect(armed(broken, 'UNACKNOWLEDGED')).toBe('2026-12-02 11:30');
  const after = tell(broken, '2026-12-02 07:31', { type: 'acknowledgeAlert' }, head);
  expect(armed(after, 'UNACKNOWLEDGED')).toBeUndefined();
});

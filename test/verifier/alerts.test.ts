import { describe, expect, test } from 'vitest';
import type { LogEvent } from './alertLog.ts';
import { alertRules } from './alertRules.ts';
import { walkAlerts } from './alerts.ts';
import { readTable } from './table.ts';

/** Local time of Viet Nam, as an instant. */
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
const local = (instant: number): string =>
  new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const table = readTable();
const unit = {
  ...{ intakeNoticeHours: 2, handOverCutOff: '15:00' },
  alerts: {
    ...{ intake: [50, 80], result: [50, 80, 95], overdueDays: [3, 5, 10, 20] },
    ...{ acknowledgeHours: 4, unclaimedHours: 8, handOverHours: 1 },
  },
};
/** The building permit: 0.5 + 0.5 + 6 + 1 + 1 + 0.5 + 0.5 working days. */
const procedure = {
  reappointment: { times: 1, noticeDays: 1 },
  steps: [
    { phase: 'intake', days: 0.5 },
    ...[0.5, 6, 1, 1, 0.5].map((days) => ({ phase: 'review', days })),
    { phase: 'return', days: 0.5 },
  ],
};

type Line = readonly [string, string, Readonly<Record<string, unknown>>?];
const log = (...lines: readonly Line[]): LogEvent[] =>
  lines.map(([when, type, data], i) => ({ seq: i + 1, at: at(when), type, data: data ?? {} }));

const promise = (version: number, kind: string, from: string, due: string) => ({
  deadline: { version, kind, from: at(from), due: at(due) },
});
const submitted = (when: string, due: string, channel = 'online'): Line => [
  ...([when, 'submitted'] as const),
  { ...promise(1, 'INTAKE_ANSWER', when, due), channel, watchUntil: at(when) + 7_200_000 },
];
const clean: Readonly<Record<string, unknown>> = { documents: [{ verdict: 'CLEAN' }] };
const accepted = (when: string, due: string): Line => [
  ...([when, 'accepted'] as const),
  { ...promise(2, 'APPOINTED', when, due), watchUntil: at(when) + 7_200_000 },
];
const step = (index: number, since: string, due: string, resumed?: string) => ({
  ...{ index, since: at(since), due: at(due) },
  ...(resumed !== undefined && { resumed: { at: at(resumed), minutes: 0 } }),
});

/** What must have been raised, one line each: stage, version, when its timer was due; later raisings are told too. */
const told = (
  lines: readonly LogEvent[],
  until: string,
  sweptAt = (instant: number) => instant,
): string[] => {
  const office = { rules: alertRules(unit, procedure), calendars: [{ from: 0, table }], sweptAt };
  const { alerts, wrong } = walkAlerts(lines, office, at(until));
  const text = alerts.map((alert) => {
    const late = alert.raisedAt === alert.at ? '' : `, raised ${local(alert.raisedAt)}`;
    return `${alert.stage}${alert.version === undefined ? '' : `#${alert.version}`} ${local(alert.at)}${late}`;
  });
  return wrong === undefined ? text : [...text, wrong];
};

describe('the answer at intake (NĐ 297/2025 Đ6, R2)', () => {
  test('filed Fri 20/11/2026 16:30, due Mon 16:30; Tue 24/11 is a holiday', () => {
    const filed = log(submitted('2026-11-20 16:30', '2026-11-23 16:30'), [
      ...(['2026-11-20 16:31', 'documentsVerified', clean] as const),
    ]);
    expect(told(filed, '2026-12-31 00:00')).toEqual([
      'NEW_ONLINE#1 2026-11-23 09:00',
      'REMINDER_50#1 2026-11-23 11:00',
      'REMINDER_80#1 2026-11-23 14:54',
      'BREACH#1 2026-11-23 16:30',
      'UNACKNOWLEDGED#1 2026-11-25 11:00',
      'OVERDUE_3#1 2026-11-27 07:30',
      'OVERDUE_5#1 2026-12-01 07:30',
      'OVERDUE_10#1 2026-12-08 07:30',
      'OVERDUE_20#1 2026-12-22 07:30',
    ]);
  });
});

const filed: readonly Line[] = [
  submitted('2026-11-16 07:30', '2026-11-16 17:00', 'counter'),
  ['2026-11-16 07:31', 'documentsVerified', clean],
  accepted('2026-11-16 09:00', '2026-12-01 17:00'),
  ['2026-11-16 09:01', 'documentsArchived'],
];
const handedOver = (when: string, due: string): Line => [
  ...([when, 'handedOver', { step: step(0, when, due) }] as const),
];
const done = (index: number, when: string, due: string): Line => [
  ...([when, 'stepCompleted', { next: step(index, when, due) }] as const),
];
const moved = (type: string, when: string, version: number, due: string): Line => [
  ...([when, type, promise(version, 'APPOINTED', '2026-11-16 09:00', due)] as const),
];

describe('the appointed date (R5, R6): received Mon 16/11/2026 09:00, 10 working days, due Tue 01/12', () => {
  test('and nobody touches it: 5190 working minutes, 9 days of steps before the due date', () => {
    expect(told(log(...filed), '2026-12-09 00:00')).toEqual([
      'HAND_OVER_LATE 2026-11-16 17:00',
      'AT_RISK#2 2026-11-18 07:30',
      'REMINDER_50#2 2026-11-23 13:45',
      'REMINDER_80#2 2026-11-27 15:42',
      'APOLOGY_DUE#2 2026-11-30 07:30',
      'DUE#2 2026-12-01 07:30',
      'REMINDER_95#2 2026-12-01 11:10',
      'SILENT_BREACH#2 2026-12-02 07:30',
      'UNACKNOWLEDGED#2 2026-12-02 11:30',
      'OVERDUE_3#2 2026-12-04 07:30',
      'OVERDUE_5#2 2026-12-08 07:30',
    ]);
  });

  test('and the first step is open when the rest no longer fits: 8.5 days before the due date', () => {
    const lines = log(...filed, handedOver('2026-11-16 13:00', '2026-11-16 17:00'));
    expect(told(lines, '2026-11-19 00:00')).toEqual([
      'STEP_OVERRUN 2026-11-16 17:00',
      'AT_RISK#2 2026-11-18 13:00',
    ]);
  });

  test('and the hand-over is so late that the first step is at risk when it begins', () => {
    const late = log(...filed, handedOver('2026-11-19 10:00', '2026-11-19 15:30'));
    expect(told(late, '2026-11-19 12:00', (instant) => Math.max(instant, at('2026-11-19 09:00')))).toEqual([
      'AT_RISK#2 2026-11-18 07:30, raised 2026-11-19 09:00',
      'HAND_OVER_LATE 2026-11-16 17:00, raised 2026-11-19 09:00',
    ]);
    const blind = (instant: number) => Math.max(instant, at('2026-11-19 11:00'));
    expect(told(late, '2026-11-19 12:00', blind)).toEqual([
      'AT_RISK#2 2026-11-19 10:00, raised 2026-11-19 11:00',
    ]);
  });

  test('due Wed 25/11: the apology is due Mon 23/11, for Tue 24/11 is a holiday', () => {
    const lines = log(...filed.slice(0, 2), accepted('2026-11-16 09:00', '2026-11-25 17:00'), [
      '2026-11-16 09:01',
      'documentsArchived',
    ]);
    const all = told(lines, '2026-11-26 08:00');
    expect(all).toContain('APOLOGY_DUE#2 2026-11-23 07:30');
    expect(all).toContain('DUE#2 2026-11-25 07:30');
    expect(all).toContain('SILENT_BREACH#2 2026-11-26 07:30');
  });

  test('a new date by form 04 begins afresh, is broken in the open, and asks for no second apology', () => {
    const lines = log(...filed, moved('reappointed', '2026-11-30 10:00', 3, '2026-12-04 17:00'));
    const later = told(lines, '2026-12-08 00:00').filter((line) => line.includes('#3'));
    // 14 days less 90 minutes of Mon 16/11: 6630 minutes; half of them were over on Thu 26/11.
    expect(later).toEqual([
      // What goes on to be in danger under the new date is told at once.
      'AT_RISK#3 2026-11-30 10:00',
      'REMINDER_80#3 2026-12-02 09:24',
      'DUE#3 2026-12-04 07:30',
      'REMINDER_95#3 2026-12-04 09:58',
      'BREACH#3 2026-12-07 07:30',
      'UNACKNOWLEDGED#3 2026-12-07 11:30',
    ]);
  });

  test('another date under the same version is found out', () => {
    const lines = log(...filed, moved('redated', '2026-11-16 10:00', 2, '2026-12-02 17:00'));
    expect(told(lines, '2026-11-17 00:00')).toEqual([
      `redated at ${at('2026-11-16 10:00')}: version 2 of another date`,
    ]);
  });

  test('a date that moves five times raises the stages of its last version alone', () => {
    const dates = ['12-02', '12-03', '12-04', '12-07', '12-08'];
    const moves = dates.map((day, i) => moved('redated', `2026-11-16 1${i}:00`, 3 + i, `2026-${day} 17:00`));
    const all = told(log(...filed, ...moves), '2026-12-10 00:00');
    expect(all.filter((line) => line.includes('#')).map((line) => line.split(' ')[0])).toEqual([
      ...['AT_RISK#7', 'REMINDER_50#7', 'REMINDER_80#7', 'APOLOGY_DUE#7'],
      ...['DUE#7', 'REMINDER_95#7', 'SILENT_BREACH#7', 'UNACKNOWLEDGED#7'],
    ]);
  });
});

describe('time has its say late', () => {
  const from = (text: string) => (instant: number) => Math.max(instant, at(text));

  test('one alert for all the stages that have come, the last one', () => {
    expect(told(log(...filed), '2026-12-08 00:00', from('2026-12-04 08:00'))).toEqual([
      'OVERDUE_3#2 2026-12-04 07:30, raised 2026-12-04 08:00',
      'HAND_OVER_LATE 2026-11-16 17:00, raised 2026-12-04 08:00',
    ]);
  });
});

describe('the applicant has the move (R4): GPXD asked Fri 20/11, time until Wed 25/11', () => {
  const review: readonly Line[] = [
    ...filed,
    handedOver('2026-11-16 13:00', '2026-11-16 17:00'),
    done(1, '2026-11-16 15:00', '2026-11-24 17:00'),
    ['2026-11-16 15:30', 'assigned', {}],
    ['2026-11-20 09:00', 'requestProposed', {}],
    [
      '2026-11-20 10:00',
      'supplementRequested',
      promise(3, 'SUPPLEMENT', '2026-11-20 10:00', '2026-11-25 17:00'),
    ],
  ];
  const refusal = {
    resumed: {
      ...promise(4, 'REFUSAL', '2026-11-25 17:00', '2026-11-26 17:00'),
      step: step(1, '2026-11-16 15:00', '2026-11-30 11:30', '2026-11-25 17:00'),
    },
  };

  test('nothing is raised but what the lapse brings: the refusal, within one working day', () => {
    const lines = log(...review, ['2026-11-25 17:00', 'lapsed', refusal]);
    expect(told(lines, '2026-11-30 12:00')).toEqual([
      // 480 minutes of Thu 26/11.
      'REMINDER_50#4 2026-11-26 11:30',
      'REMINDER_80#4 2026-11-26 15:24',
      'BREACH#4 2026-11-27 07:30',
      'UNACKNOWLEDGED#4 2026-11-27 11:30',
      'STEP_OVERRUN 2026-11-30 11:30',
    ]);
  });

  test('a lapse that is not in the log is missed', () => {
    expect(told(log(...review), '2026-11-30 12:00')).toEqual([`lapsed missing at ${at('2026-11-25 17:00')}`]);
  });
});

describe('work', () => {
  const review: readonly Line[] = [
    ...filed,
    handedOver('2026-11-16 13:00', '2026-11-16 17:00'),
    done(1, '2026-11-16 15:00', '2026-11-25 15:00'),
  ];
  const unclaimed = (lines: readonly Line[]) =>
    told(log(...review, ...lines), '2026-11-20 00:00').filter((line) => line.startsWith('UNCLAIMED'));

  test('nobody has the step: 8 working hours after its clock began, or after the last claim ended', () => {
    expect(unclaimed([])).toEqual(['UNCLAIMED 2026-11-17 15:00']);
    expect(unclaimed([['2026-11-16 16:00', 'claimed', { until: at('2026-11-17 16:00') }]])).toEqual([
      'UNCLAIMED 2026-11-18 16:00',
    ]);
    const released: readonly Line[] = [
      ['2026-11-16 16:00', 'claimed', { until: at('2026-11-17 16:00') }],
      ['2026-11-17 09:00', 'released', {}],
    ];
    expect(unclaimed(released)).toEqual(['UNCLAIMED 2026-11-18 09:00']);
    expect(unclaimed([['2026-11-16 16:00', 'assigned', {}]])).toEqual([]);
    // Told once, whoever takes it and gives it back afterwards.
    expect(
      unclaimed([
        ['2026-11-17 16:00', 'claimed', { until: at('2026-11-18 16:00') }],
        ['2026-11-18 07:30', 'released', {}],
      ]),
    ).toEqual(['UNCLAIMED 2026-11-17 15:00']);
  });

  test.each([
    ['Fri 14:59', '2026-11-20 14:59', '2026-11-20 17:00'],
    ['Fri 15:01, after the cut-off', '2026-11-20 15:01', '2026-11-23 08:30'],
    ['Sat', '2026-11-21 10:00', '2026-11-23 08:30'],
    ['Mon 15:01 before a holiday', '2026-11-23 15:01', '2026-11-25 08:30'],
  ])('accepted %s: when the hand-over is late (NĐ 61/2018 Đ18.2)', (_, when, late) => {
    const lines = log(...filed.slice(0, 2), accepted(when, '2026-12-30 17:00'), [
      ...([when, 'documentsArchived'] as const),
    ]);
    expect(told(lines, '2026-11-25 09:00').filter((line) => line.startsWith('HAND_OVER'))).toEqual([
      `HAND_OVER_LATE ${late}`,
    ]);
  });
});

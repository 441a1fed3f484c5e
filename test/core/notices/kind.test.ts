import { describe, expect, test } from 'vitest';
import { fold } from '../../../functions/core/dossier/apply.ts';
import type { EventType } from '../../../functions/core/dossier/events.ts';
import type { Phase } from '../../../functions/core/dossier/status.ts';
import { alertOf, isPublished, noticeOf, type Standing } from '../../../functions/core/notices/kind.ts';
import { must, until } from '../dossier/support.ts';

const at = (status: Standing['status'], phase: Phase = 'REVIEW'): Standing => ({ status, phase });

describe('what an applicant is told', () => {
  test.each<[EventType, Standing | undefined, Standing, string | undefined]>([
    ['submitted', undefined, at(1, 'VERIFY'), 'submitted'],
    ['documentsVerified', at(1, 'VERIFY'), at(1, 'REPLACEMENT'), 'filesRefused'],
    ['documentsVerified', at(1, 'VERIFY'), at(1, 'ACCEPTANCE'), undefined],
    ['documentsReplaced', at(1, 'REPLACEMENT'), at(1, 'VERIFY'), undefined],
    ['accepted', at(1, 'ACCEPTANCE'), at(2, 'ARCHIVE'), 'accepted'],
    ['documentsArchived', at(2, 'ARCHIVE'), at(2, 'HAND_OVER'), undefined],
    ['handedOver', at(2, 'HAND_OVER'), at(4), 'inProcess'],
    ['claimed', at(4), at(4), undefined],
    ['stepCompleted', at(4), at(4), undefined],
    ['sentBack', at(4), at(4), undefined],
    ['supplementRequested', at(1, 'ACCEPTANCE'), at(5), 'supplementRequested'],
    ['supplementRequested', at(4), at(5), 'supplementRequested'],
    ['supplied', at(5, 'SUPPLEMENT'), at(5, 'VERIFY_SUPPLEMENT'), 'supplied'],
    ['documentsVerified', at(5, 'VERIFY_SUPPLEMENT'), at(5, 'SUPPLEMENT'), 'filesRefused'],
    ['documentsVerified', at(5, 'VERIFY_SUPPLEMENT'), at(4, 'ARCHIVE_SUPPLEMENT'), 'resumed'],
    ['lapsed', at(5, 'SUPPLEMENT'), at(4), 'lapsed'],
    ['lapsed', at(6, 'PAYMENT'), at(8, 'CLOSED'), 'stopped'],
    ['requestProposed', at(4), at(4, 'REQUEST'), undefined],
    ['consulted', at(4), at(4), undefined],
    ['resultRegistered', at(4, 'RESULT'), at(4, 'RESULT'), undefined],
    ['rated', at(10, 'CLOSED'), at(10, 'CLOSED'), undefined],
    ['supplied', at(5), at(1, 'VERIFY'), 'supplied'],
    ['paymentRequired', at(4), at(6), 'paymentRequired'],
    ['paymentConfirmed', at(6), at(4), 'paymentConfirmed'],
    ['reappointed', at(4), at(4), 'reappointed'],
    ['extended', at(4), at(4), 'extended'],
    ['redated', at(4), at(4), 'redated'],
    ['redated', at(1, 'ACCEPTANCE'), at(1, 'ACCEPTANCE'), undefined],
    ['resultDeclared', at(4, 'RESULT'), at(4, 'RESULT'), undefined],
    ['resultEntered', at(4, 'RESULT'), at(4, 'VERIFY_RESULT'), undefined],
    ['documentsVerified', at(4, 'VERIFY_RESULT'), at(9, 'ARCHIVE_RESULT'), 'resultReady'],
    ['documentsVerified', at(4, 'VERIFY_RESULT'), at(4, 'RESULT'), undefined],
    ['delivered', at(9, 'DELIVERY'), at(10, 'CLOSED'), 'delivered'],
    ['withdrawn', at(4), at(7, 'CLOSED'), 'withdrawn'],
    ['refused', at(1, 'ACCEPTANCE'), at(3, 'CLOSED'), 'refused'],
    ['stopped', at(4), at(8, 'CLOSED'), 'stopped'],
    ['alertsDecided', at(4), at(4), undefined],
    ['spineRestarted', at(4), at(4), undefined],
  ])('%s', (type, before, after, kind) => {
    expect(noticeOf(before, after, type)).toBe(kind);
  });

  test('an event that is not known here is told by what it does to the status, and never passed over', () => {
    expect(noticeOf(at(2), at(5), 'claimed')).toBe('supplementRequested');
    expect(noticeOf(at(5), at(4), 'claimed')).toBe('resumed');
    expect(noticeOf(at(9), at(4), 'claimed')).toBe('statusChanged');
    const codes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
    const silent = codes.flatMap((from) =>
      codes.filter((to) => to !== from && noticeOf(at(from), at(to), 'claimed') === undefined),
    );
    expect(silent).toEqual([]);
  });
});

test('on the usual way every change of status leaves and nothing else', () => {
  const { events } = until((d) => d.phase === 'CLOSED');
  const left = events.filter((event, i) =>
    isPublished(fold(events.slice(0, i)), must(fold(events.slice(0, i + 1))), event),
  );
  expect(left.map(({ type }) => type)).toEqual([
    ...['submitted', 'accepted', 'handedOver', 'documentsVerified', 'delivered'],
  ]);
});

test('alerts leave, and so does every event that issues a form, for that is how it is printed', () => {
  const alert = { of: 'promise', version: 1, raised: [], alert: 'BREACH' } as const;
  expect(isPublished(at(4), at(4), { type: 'alertsDecided', data: alert })).toBe(true);
  expect(isPublished(at(4), at(4), { type: 'released', data: {} })).toBe(false);
  const late = { type: 'consultationLapsed', data: { n: 2, outcome: 'late' } } as const;
  expect(alertOf(late)).toEqual({ stage: 'CONSULTATION_LATE', version: 2 });
  expect(alertOf({ ...late, data: { n: 2, outcome: 'agreedBySilence' } })).toBeUndefined();
  expect(isPublished(at(4), at(4), late)).toBe(true);
  expect(isPublished(at(10), at(10), { type: 'complaintOverdue', data: { n: 1 } })).toBe(true);
  const form = { n: 1, form: '05', number: '1/TB', template: '05@1', digest: '' } as const;
  const withdrawn = { reason: { digest: '', item: 'TEXT#000002' }, form, outcome: 'early' } as const;
  // Even if the status stayed what it was.
  expect(isPublished(at(7), at(7), { type: 'withdrawn', data: withdrawn })).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { apply } from '../../../functions/core/dossier/apply.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import { statusNames } from '../../../functions/core/dossier/status.ts';
import { type Handler, handlerOf } from '../../../functions/core/notices/handling.ts';
import { codeTables, wireCodes } from '../../../functions/core/partners/codes.ts';
import { sequenceText, statusEvent } from '../../../functions/core/partners/statusEvent.ts';
import { at } from '../calendar/support.ts';
import {
  FILES,
  follow,
  ID,
  numbers,
  owner,
  policy,
  type Story,
  submitted,
  system,
  until,
  verified,
} from '../dossier/support.ts';

const office = { unit: policy.unit, offsetMinutes: 420 };
/** As the staff directory knows them. */
const named = (handler: Handler): Handler =>
  handler.id === 'desk-1' ? { ...handler, name: 'Trần Văn Bình' } : handler;

const eventAt = (story: Story, seq: number, previousSequence?: number) => {
  let before: Dossier | undefined;
  for (const event of story.events) {
    const after = apply(before, event);
    const move = { before, after, event, previousSequence };
    if (event.seq === seq) return statusEvent(move, named(handlerOf(move)), office);
    before = after;
  }
  throw new Error(`no event ${seq}`);
};

describe('wire codes', () => {
  const change = (status: keyof typeof statusNames, previous?: keyof typeof statusNames) =>
    ({ status, previous, channel: 'online' }) as const;

  test('npsp@1 has the ten national codes', () => {
    const codes = ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const).map((s) => wireCodes(change(s))['npsp@1']);
    expect(codes).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  test('province@1 says 6 for a supplement that came and 11 for a filing at the counter', () => {
    expect(wireCodes(change(4, 5))['province@1']).toBe('6');
    expect(wireCodes(change(1, 5))['province@1']).toBe('6');
    expect(wireCodes(change(4, 2))['province@1']).toBe('4');
    expect(wireCodes({ status: 1, previous: undefined, channel: 'counter' })['province@1']).toBe('11');
    expect(wireCodes(change(6, 4))['province@1'], 'it has no code for payment').toBe('4');
  });

  test('every table has a code for every status and says where it comes from', () => {
    for (const [name, table] of Object.entries(codeTables)) {
      expect(name).toMatch(/^[a-z]+@\d+$/);
      expect(table.source.length).toBeGreaterThan(20);
      const statuses = new Set<number>(table.lines.map(({ status }) => status));
      expect([...statuses].sort((a, b) => a - b)).toEqual(Object.keys(statusNames).map(Number));
    }
  });
});

describe('the event for partners', () => {
  test('has the fields of NĐ 224/2026 Đ15, at acceptance', () => {
    const story = until((d) => d.status === 2, submitted(at('2026-11-16 08:30')));
    const { seq } = story.dossier;
    expect(eventAt(story, seq, 1)).toEqual({
      specversion: '1.0',
      id: `${ID}#${seq}`,
      source: '/units/SXD-H05',
      type: 'vn.mot-cua.dossier.status-changed',
      subject: '000.00.NN.H05-261102-0001',
      time: '2026-11-16T08:33:00+07:00',
      datacontenttype: 'application/json',
      sequence: '000004',
      data: {
        dossierId: ID,
        code: '000.00.NN.H05-261102-0001',
        procedure: '1.013236',
        procedureVersion: '1',
        channel: 'online',
        sequence: 4,
        previousSequence: 1,
        event: 'accepted',
        form: { n: 1, form: '01', number: '000.00.NN.H05-261102-0001/TN' },
        agency: { id: 'SXD-H05', code: '000.00.NN.H05', name: 'Sở Xây dựng tỉnh Bắc Ninh' },
        handledBy: { desk: 'frontDesk', id: 'desk-1', name: 'Trần Văn Bình' },
        previousStatus: 1,
        previousStatusName: 'Mới đăng ký',
        status: 2,
        statusName: 'Được tiếp nhận',
        codes: { 'npsp@1': '2', 'province@1': '2' },
        submittedAt: '2026-11-16T08:30:00+07:00',
        receivedAt: '2026-11-16T08:33:00+07:00',
        handledAt: '2026-11-16T08:33:00+07:00',
        // R1: ten working days from 16/11, 24/11 is a holiday.
        due: { kind: 'APPOINTED', at: '2026-12-01T17:00:00+07:00', provisional: false },
      },
    });
  });

  test('never names the applicant, whoever acts', () => {
    const withdrawn = follow(
      submitted(),
      { type: 'withdraw', reason: 'không làm nữa' },
      owner,
      at('2026-11-02 10:00'),
    );
    const delivered = until((d) => d.phase === 'CLOSED');
    for (const story of [withdrawn, delivered])
      for (const { seq } of story.events) {
        const text = JSON.stringify(eventAt(story, seq));
        expect(text).not.toContain(owner.subject);
        expect(text).not.toContain('không làm nữa');
      }
    expect(eventAt(withdrawn, 2).data).toMatchObject({ status: 7, handledBy: { desk: 'frontDesk' } });
  });

  test('a resolved dossier keeps the date it was promised for, a delivered one says when', () => {
    const story = until((d) => d.phase === 'CLOSED');
    const { dossier, events } = story;
    const resolved = events.findLast(({ type }) => type === 'documentsVerified')?.seq ?? 0;
    expect(eventAt(story, resolved).data).toMatchObject({
      status: 9,
      handledBy: { desk: 'clerk', id: 'clerk-1' },
      due: { kind: 'APPOINTED' },
      completedAt: expect.any(String),
    });
    expect(eventAt(story, dossier.seq).data).toMatchObject({
      status: 10,
      due: { kind: 'APPOINTED' },
      returnedAt: expect.any(String),
    });
  });

  test('refused files and alerts travel under other types, which partners do not listen to', () => {
    const refused = follow(submitted(), verified(numbers(FILES), [1]), system, at('2026-11-02 10:00'));
    expect(eventAt(refused, 2).type).toBe('vn.mot-cua.dossier.progressed');
  });

  test('sequences as texts are in the order of the numbers', () => {
    const texts = [1, 2, 9, 10, 99, 100, 12_345].map(sequenceText);
    expect(texts.toSorted()).toEqual(texts);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dynamoNoticeStore } from '../../functions/adapters/dynamo/noticeStore.ts';
import type { NoticeStore } from '../../functions/app/notices.ts';
import { RejectedByProvider, type SendNoticePorts, sendNotice } from '../../functions/app/sendNotice.ts';
import { at } from '../core/calendar/support.ts';
import { ID, policy, UNIT, until } from '../core/dossier/support.ts';
import { type Rig, rig } from '../local/dynamo/host.ts';

/** Notices on the real engine: each is sent once, whatever is delivered twice, late or breaks off in the middle. */
const story = until((d) => d.status === 2);
const SEQ = story.dossier.seq;
const MINUTE = 60_000;
const key = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

let engine: Rig;
let store: NoticeStore;
let now: number;
let sent: string[];
/** What the mailer does next: an error to throw, or nothing. */
let mailer: (() => Error | undefined) | undefined;

beforeEach(async () => {
  engine = await rig();
  await engine.host.createTable({
    TableName: 'Notices',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk', 'inboxPk', 'inboxSk'].map(key),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'inbox',
        KeySchema: [
          { AttributeName: 'inboxPk', KeyType: 'HASH' },
          { AttributeName: 'inboxSk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    stream: false,
  });
  store = dynamoNoticeStore(engine.db, 'Notices');
  now = at('2026-11-02 10:00');
  sent = [];
  mailer = undefined;
});
afterEach(() => engine.stop());

const ports = (notices: SendNoticePorts['notices'] = store): SendNoticePorts => ({
  reads: {
    events: async (_, after, limit) => story.events.filter(({ seq }) => seq > after).slice(0, limit),
  },
  catalogue: { policy: async () => policy },
  documents: { documents: async () => [] },
  staff: { record: async () => ({ delegations: [] }) },
  letters: {
    contact: async () => ({ name: 'Công ty TNHH Thử Nghiệm', email: 'a@example.vn', phone: '0912345678' }),
    text: async () => undefined,
    requested: async () => [],
  },
  notices,
  senders: {
    email: async ({ id }) => {
      const error = mailer?.();
      if (error) throw error;
      sent.push(id);
      return 'provider-1';
    },
    sms: async ({ id, to }) => {
      sent.push(`${id} ${to}`);
      return 'provider-2';
    },
  },
  clock: { now: () => now },
});
const tell = (again = false, notices = store) =>
  sendNotice(ports(notices))({ dossierId: ID, seq: SEQ, again });
const listed = async () => (await store.undelivered(UNIT, 10)).notices;
const email = async () => (await store.ofDossier(ID, 10)).notices.find(({ channel }) => channel === 'email');
const MAIL = `${ID}#${SEQ}#email`;
const SMS = `${ID}#${SEQ}#sms +84912345678`;
const failing = (name: string) => () => Object.assign(new Error('a@example.vn is full'), { name });

describe('a notice', () => {
  test('goes out by every way, and is noted with the id of the provider', async () => {
    expect(await tell()).toEqual([
      ['email', 'sent'],
      ['sms', 'sent'],
    ]);
    expect(sent).toEqual([MAIL, SMS]);
    expect((await store.ofDossier(ID, 10)).notices).toEqual([
      {
        ...{ dossierId: ID, seq: SEQ, channel: 'email', kind: 'accepted', status: 'SENT', attempts: 1 },
        ...{ providerId: 'provider-1', sentAt: now },
      },
      expect.objectContaining({ channel: 'sms', status: 'SENT', providerId: 'provider-2' }),
    ]);
    expect(await listed()).toEqual([]);
  });

  test('delivered twice, in turn or at once, it goes out once', async () => {
    await tell();
    now += 24 * 60 * MINUTE;
    expect(await tell(true)).toEqual([
      ['email', 'alreadySent'],
      ['sms', 'alreadySent'],
    ]);
    expect(sent).toEqual([MAIL, SMS]);
  });

  test('at once: one sends, the others find it in flight and are delivered again', async () => {
    const done = await Promise.allSettled([tell(), tell(), tell()]);
    expect(sent.toSorted()).toEqual([MAIL, SMS].toSorted());
    const refused = done.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    for (const reason of refused) expect(reason).toMatch(/NoticeNotSent.*in flight/);
    now += MINUTE;
    await tell();
    expect(sent).toHaveLength(2);
  });

  test('after a crash between sending and noting it goes out again with the same id: at least once', async () => {
    const crashing: NoticeStore = {
      ...store,
      sent: async () => {
        throw new Error('the machine died');
      },
    };
    await expect(tell(false, crashing)).rejects.toThrow(`${ID}#${SEQ}: email Error, sms Error`);
    expect(await email()).toMatchObject({ status: 'PENDING', attempts: 1 });
    await expect(tell(), 'the claim still stands').rejects.toThrow('in flight');
    now += MINUTE;
    await tell();
    expect(sent).toEqual([MAIL, SMS, MAIL, SMS]);
    expect(await email()).toMatchObject({ status: 'SENT', attempts: 2 });
    expect(await listed()).toEqual([]);
  });

  test('whose sender dies each time is listed from the second attempt on', async () => {
    await store.claim(
      { dossierId: ID, seq: SEQ, channel: 'email', kind: 'accepted', unit: UNIT },
      now,
      false,
    );
    expect(await listed(), 'Lambda itself runs it again in a minute').toEqual([]);
    now += MINUTE;
    await store.claim(
      { dossierId: ID, seq: SEQ, channel: 'email', kind: 'accepted', unit: UNIT },
      now,
      false,
    );
    expect(await listed()).toMatchObject([{ status: 'PENDING', attempts: 2, claimedUntil: now + 45_000 }]);
  });
});

describe('a mailer that fails', () => {
  test('for now: the other way is used, the failure is listed by name and thrown, and mended by a retry', async () => {
    mailer = failing('SendingPausedException');
    await expect(tell()).rejects.toMatchObject({
      name: 'NoticeNotSent',
      message: `${ID}#${SEQ}: email SendingPausedException`,
    });
    expect(sent).toEqual([SMS]);
    expect(await listed()).toMatchObject([
      {
        channel: 'email',
        status: 'FAILED',
        attempts: 1,
        lastError: 'SendingPausedException',
        rejected: false,
      },
    ]);
    now += MINUTE;
    await expect(tell()).rejects.toThrow('SendingPausedException');
    expect(await email()).toMatchObject({ status: 'FAILED', attempts: 2 });
    mailer = undefined;
    now += MINUTE;
    expect(await tell()).toEqual([
      ['email', 'sent'],
      ['sms', 'alreadySent'],
    ]);
    expect(await email()).not.toHaveProperty('lastError');
    expect(await listed()).toEqual([]);
  });

  test('for good: nothing is thrown, no retry tries again, a person can', async () => {
    let asked = 0;
    mailer = () => {
      asked++;
      return new RejectedByProvider('no', {
        cause: Object.assign(new Error('x'), { name: 'MessageRejected' }),
      });
    };
    expect(await tell()).toEqual([
      ['email', 'rejected'],
      ['sms', 'sent'],
    ]);
    now += MINUTE;
    await tell();
    expect(asked).toBe(1);
    expect(await listed()).toMatchObject([
      { status: 'FAILED', lastError: 'MessageRejected', rejected: true },
    ]);
    mailer = undefined;
    expect(await tell(true)).toContainEqual(['email', 'sent']);
    expect(await listed()).toEqual([]);
  });

  test('late: a failure of an attempt that was given up does not undo the one that went on', async () => {
    const notice = { dossierId: ID, seq: SEQ, channel: 'email', kind: 'accepted', unit: UNIT } as const;
    await store.claim(notice, now, false);
    now += MINUTE;
    await store.claim(notice, now, false);
    await store.failed(notice, 1, { error: 'TimeoutError', rejected: false }, now);
    expect(await email()).toMatchObject({ status: 'PENDING', attempts: 2 });
    await store.sent(notice, 'provider-1', now);
    await store.failed(notice, 2, { error: 'TimeoutError', rejected: false }, now);
    expect(await email()).toMatchObject({ status: 'SENT' });
  });
});

test('lists come page by page, without a gap and without a repetition', async () => {
  const notice = { dossierId: ID, kind: 'accepted', unit: UNIT } as const;
  for (const seq of [1, 2, 3])
    for (const channel of ['email', 'sms'] as const) {
      await store.claim({ ...notice, seq, channel }, now, false);
      await store.failed({ ...notice, seq, channel }, 1, { error: 'E', rejected: false }, now + seq);
    }
  const name = ({ seq, channel }: { seq: number; channel: string }) => `${seq} ${channel}`;
  const all = ['1 email', '1 sms', '2 email', '2 sms', '3 email', '3 sms'];
  const first = await store.ofDossier(ID, 4);
  const second = await store.ofDossier(ID, 4, first.next);
  expect([...first.notices, ...second.notices].map(name)).toEqual(all);
  expect(second.next).toBeUndefined();
  const page = await store.undelivered(UNIT, 4);
  const rest = await store.undelivered(UNIT, 4, page.next);
  expect([...page.notices, ...rest.notices].map(name)).toEqual(all);
  expect((await store.undelivered('ANOTHER-UNIT', 4)).notices).toEqual([]);
});

test('an applicant without address or with every way switched off is no failure', async () => {
  const silent = { ...ports(), senders: {} };
  expect(await sendNotice(silent)({ dossierId: ID, seq: SEQ, again: false })).toEqual([]);
  const nobody = { ...ports(), letters: { ...ports().letters, contact: async () => ({ name: 'A' }) } };
  expect(await sendNotice(nobody)({ dossierId: ID, seq: SEQ, again: false })).toEqual([]);
  expect(sent).toEqual([]);
});

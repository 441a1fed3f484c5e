import { ThrottlingException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TransactionBusyError, transact } from '../../functions/adapters/dynamo/transact.ts';
import { recorded } from './recorded.ts';

const write = (tag: 'head' | 'event') => ({ tag, write: { Put: { TableName: 'T', Item: { pk: tag } } } });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    ...{ $metadata: {}, message: 'cancelled' },
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
/** Answers the transaction with these, one after the other, then lets it through. */
const sent = async (...answers: Error[]) => {
  const { client, calls } = recorded(() => answers.shift() ?? {});
  const outcome = await transact(client, [write('head'), write('event')]).catch((error: unknown) => error);
  return { outcome, times: calls.length };
};

// No waiting between attempts.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => vi.restoreAllMocks());

test('what commits is sent once', async () => {
  expect(await sent()).toEqual({ outcome: undefined, times: 1 });
});

test.each([
  ['of the first write', ['ConditionalCheckFailed', 'None'], 'head'],
  ['of the second', ['None', 'ConditionalCheckFailed'], 'event'],
  ['of both: the first is told', ['ConditionalCheckFailed', 'ConditionalCheckFailed'], 'head'],
  ['beside a conflict', ['TransactionConflict', 'ConditionalCheckFailed'], 'event'],
])('a failed condition %s is an answer: nothing is sent again', async (_, codes, tag) => {
  expect(await sent(cancelled(...codes))).toEqual({ outcome: tag, times: 1 });
});

test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
  '%s is tried again',
  async (code) => {
    expect(await sent(cancelled('None', code), cancelled(code))).toEqual({ outcome: undefined, times: 3 });
  },
);

test('but not for ever', async () => {
  const { outcome, times } = await sent(
    ...Array.from({ length: 50 }, () => cancelled('TransactionConflict')),
  );
  expect(outcome).toBeInstanceOf(TransactionBusyError);
  expect(times).toBe(8);
});

test.each([
  ['a cancellation for another reason', cancelled('None', 'ValidationError')],
  ['one that gives no reason', new TransactionCanceledException({ $metadata: {}, message: 'cancelled' })],
  ['what is no cancellation', new ThrottlingException({ $metadata: {}, message: 'slow down' })],
])('%s is thrown at once', async (_, error) => {
  expect(await sent(error)).toEqual({ outcome: error, times: 1 });
});

import { expect, test } from 'vitest';
import { faultyWay } from '../../../local/dynamo/direct.ts';
import type { CallFault, Faults } from '../../../local/faults.ts';
import { LOCAL } from '../../../local/template/physical.ts';

const calm = { lateMs: 0, twice: false };
const unused: Omit<Faults, 'call'> = {
  ...{ batch: () => undefined, keeps: () => true },
  ...{ event: () => calm, schedule: () => calm, skewMs: () => 0 },
};

/** One call that fails in one way: what happens, in order, and what is answered. */
const ask = async (fault: CallFault | undefined, input: object = { TableName: 't' }) => {
  const happened: string[] = [];
  const way = async (key: string, operation: string) => {
    happened.push(`${operation} of ${key}`);
    return { status: 200, output: {} };
  };
  const faulty = faultyWay(way, { ...unused, call: () => fault }, (key) => happened.push(`${key} dies`));
  const { status, output } = await faulty('key', 'PutItem', input);
  return { happened, status, output: JSON.stringify(output) };
};
const done = 'PutItem of key';

test.each([
  [undefined, [done], 200, ''],
  ['crashBefore', ['key dies'], 500, ''],
  ['crashAfter', [done, 'key dies'], 500, ''],
  ['lost', [done], 500, 'InternalServerError'],
  ['throttled', [], 400, 'ThrottlingException'],
  ['down', [], 500, 'InternalServerError'],
  ['conflict', [], 400, 'TransactionConflictException'],
] as const)('%s: %j', async (fault, happened, status, said) => {
  const answer = await ask(fault);
  expect(answer).toMatchObject({ happened, status });
  expect(answer.output).toContain(said);
});

test('the administrator at the console is let through', async () => {
  const way = async (key: string) => ({ status: 200, output: { key } });
  const faulty = faultyWay(way, { ...unused, call: () => 'down' }, () => {});
  expect(await faulty(LOCAL.accessKeyId, 'Scan', {})).toMatchObject({ status: 200 });
});

test('a transaction that meets another one says for each of its items why it was cancelled', async () => {
  const { output } = await ask('conflict', { TransactItems: [{ Put: { a: 1 } }, { Update: { b: 1 } }] });
  expect(JSON.parse(output)).toMatchObject({
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
  });
});

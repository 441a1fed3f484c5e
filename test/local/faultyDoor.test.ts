import { expect, test } from 'vitest';
import { type CallFault, type Faults, faultyDoor } from '../../local/faults.ts';
import { createWire } from '../../local/front/wire.ts';
import { LOCAL } from '../../local/template/physical.ts';

const onTime = { lateMs: 0, twice: false };
const calm: Faults = {
  ...{ call: () => undefined, batch: () => undefined, keeps: () => true },
  ...{ event: () => onTime, schedule: () => onTime, skewMs: () => 0 },
};

/** One request through the door: what happens, in order, and the status; undefined when the connection breaks. */
const ask = async (faults: Partial<Faults>, operation = 'SendTaskSuccess', key = 'key') => {
  const happened: string[] = [];
  const blows = {
    crash: (whom: string) => void happened.push(`${whom} dies`),
    expire: (token: string) => void happened.push(`${token} runs out`),
  };
  const door = faultyDoor(
    async (_req, res) => {
      happened.push('done');
      res.writeHead(200).end('{}');
    },
    { ...calm, ...faults },
    blows,
  );
  const headers = {
    'x-amz-target': `AWSStepFunctions.${operation}`,
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260105/ap-southeast-1/states/aws4_request`,
  };
  const body = Buffer.from(JSON.stringify({ taskToken: 'token', output: '{}' }));
  const answer = await createWire(door)({ method: 'POST', path: '/', headers, body }).catch(() => undefined);
  return { happened, status: answer?.status };
};

test('a wait runs out before the answer through its token comes, if it races', async () => {
  expect(await ask({ races: () => true })).toEqual({ happened: ['token runs out', 'done'], status: 200 });
  expect(await ask({ races: () => false })).toEqual({ happened: ['done'], status: 200 });
});

test('nothing else is a race, nor is an answer of the administrator', async () => {
  expect((await ask({ races: () => true }, 'StartExecution')).happened).toEqual(['done']);
  expect((await ask({ races: () => true }, 'SendTaskSuccess', LOCAL.accessKeyId)).happened).toEqual(['done']);
});

test.each<[CallFault, readonly string[], number | undefined]>([
  ['crashBefore', ['key dies'], undefined],
  ['crashAfter', ['done', 'key dies'], undefined],
  ['lost', ['done'], 500],
  ['throttled', [], 400],
  ['down', [], 500],
])('%s: %j', async (fault, happened, status) => {
  expect(await ask({ call: () => fault })).toEqual({ happened, status });
});

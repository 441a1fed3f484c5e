import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SFNClient,
  SFNServiceException,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { stepFunctions, wakeScan } from '../../functions/adapters/stepFunctions.ts';
import { ID } from '../core/dossier/support.ts';

const ARN = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:dossier';

/** A client that answers every call with an error. */
const failing = (error: Error) => {
  const client = new SFNClient({ region: 'ap-southeast-1' });
  client.middlewareStack.add(
    () => async () => {
      throw error;
    },
    { step: 'initialize', priority: 'high', name: 'failing' },
  );
  return client;
};
const about = { $metadata: {}, message: 'no' };
const calls = (client: SFNClient) => {
  const workflow = stepFunctions(ARN, client);
  return {
    start: () => workflow.start({ name: 'n', dossierId: ID, run: 1 }),
    wake: () => workflow.wake('token', { wakeSeq: 2, phase: 'REVIEW', spineRun: 1 }),
    wakeScan: () => wakeScan('token', {}, client),
    stop: () => workflow.stop('n', 'replaced'),
    describe: () => workflow.describe('n'),
  };
};

describe('a wait that has ended by itself is no error', () => {
  test.each([
    ['timed out', new TaskTimedOut(about)],
    ['woken before', new TaskDoesNotExist(about)],
    ['of an execution that is gone', new InvalidToken(about)],
  ])('%s', async (_, error) => {
    const { wake, wakeScan } = calls(failing(error));
    expect(await wake()).toBe('over');
    await expect(wakeScan()).resolves.toBeUndefined();
  });
});

test('starting what runs already, and looking for or stopping what is gone, is no error', async () => {
  await expect(calls(failing(new ExecutionAlreadyExists(about))).start()).resolves.toBeUndefined();
  const gone = calls(failing(new ExecutionDoesNotExist(about)));
  expect(await gone.describe()).toBeUndefined();
  await expect(gone.stop()).resolves.toBeUndefined();
});

describe('a call that did not get through is thrown, so that it is made again', () => {
  const faults = [
    ...['ThrottlingException', 'ExecutionLimitExceeded', 'InternalServerError', 'ServiceUnavailable'].map(
      (name) => new SFNServiceException({ ...about, name, $fault: 'server' }),
    ),
    new Error('ECONNRESET'),
  ];
  test.each(faults.map((fault) => [fault.name, fault] as const))('%s', async (_, fault) => {
    for (const call of Object.values(calls(failing(fault)))) await expect(call()).rejects.toBe(fault);
  });
});

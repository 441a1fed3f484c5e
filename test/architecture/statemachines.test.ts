import { describe, expect, test } from 'vitest';
import { substitutionNames } from '../../infra/asl-rules.ts';
import { machines } from '../../infra/internals.ts';
import { pascal } from '../../infra/manifest.ts';
import { definition, definitions, evaluate, type State, targetsOf } from './asl.ts';

const waitsOf = (states: readonly State[]): State[] =>
  states.filter(({ Resource }) => Resource?.endsWith('.waitForTaskToken'));
const nextOn = ({ Catch }: State, error: string): string | undefined =>
  Catch.find(({ ErrorEquals }) => ErrorEquals.includes(error))?.Next;
const CONDITION = 'DynamoDb.ConditionalCheckFailedException';

test('there are definitions, each with a row in infra', () => {
  expect(definitions.map(({ name }) => name)).toEqual(machines.map(({ name }) => name).toSorted());
});

describe.each(definitions)('$name', ({ name, text, machine, states }) => {
  test('says in a comment what it is, and so does every state', () => {
    const silent = states.filter(({ Comment = '' }) => Comment.trim().length < 10);
    expect(silent.map((state) => state.name)).toEqual([]);
    expect(machine.Comment?.length).toBeGreaterThan(10);
    expect(machine.QueryLanguage).toBe('JSONata');
  });

  test('goes only to states that exist, and every state can be reached', () => {
    const lost = states.flatMap((state) =>
      targetsOf(state)
        .filter((next) => !(next in state.within.States))
        .map((next) => `${state.name} -> ${next}`),
    );
    expect(lost).toEqual([]);
    const reached = new Set(states.flatMap((state) => [state.within.StartAt, ...targetsOf(state)]));
    expect(states.filter((state) => !reached.has(state.name)).map((state) => state.name)).toEqual([]);
  });

  test('every wait for a task token has a timeout and knows what to do when it comes', () => {
    for (const wait of waitsOf(states)) {
      expect(wait.TimeoutSeconds, wait.name).toBeDefined();
      expect(nextOn(wait, 'States.Timeout'), wait.name).toBeDefined();
      expect(nextOn(wait, CONDITION), wait.name).toBeDefined();
    }
  });

  test('uses exactly the substitutions that its row in infra gives', () => {
    const row = machines.find((each) => each.name === name);
    const given = [
      ...(row?.state || row?.indexes ? ['StateTable'] : []),
      ...(row?.invokes ?? []).map((each) => `${pascal(each)}Function`),
      ...(row?.starts ?? []).map((each) => `${pascal(each)}StateMachine`),
    ];
    expect(substitutionNames(text)).toEqual(given.toSorted());
  });
});

describe('the waits of the spine', () => {
  const waits = waitsOf(definition('dossier').states);
  const first = waits[0];

  test('there is one for each kind of wait', () => {
    expect(waits.length).toBeGreaterThanOrEqual(8);
    expect(waits.filter(({ name }) => !name.startsWith('Await ')).map(({ name }) => name)).toEqual([]);
  });

  test.each(waits)('$name: woken -> Route, refused -> Read head, timed out -> Evaluate deadlines', (wait) => {
    expect(wait.Next).toBe('Route');
    expect(wait.Catch).toEqual([
      { ErrorEquals: [CONDITION], Next: 'Read head' },
      { ErrorEquals: ['States.Timeout'], Next: 'Evaluate deadlines' },
    ]);
    expect(wait.Assign).toEqual({ head: '{% $states.result %}' });
  });

  test.each(waits)('$name parks as the protocol says, and as every other wait', (wait) => {
    expect(wait.Arguments).toMatchObject({
      UpdateExpression: 'SET taskToken = :token, spineSeq = :seen, spineState = :state REMOVE stuckSince',
      ConditionExpression: 'wakeSeq = :seen AND spineRun = :run',
    });
    expect(wait.Arguments).not.toHaveProperty('ReturnValues');
    const { Arguments, TimeoutSeconds, Retry } = wait;
    expect({ Arguments, TimeoutSeconds, Retry }).toEqual({
      Arguments: first?.Arguments,
      TimeoutSeconds: first?.TimeoutSeconds,
      Retry: first?.Retry,
    });
  });

  test('a park that meets a transaction, throttling or an outage is tried again', () => {
    expect(first?.Retry.flatMap(({ ErrorEquals }) => ErrorEquals)).toEqual(
      expect.arrayContaining([
        'DynamoDb.TransactionConflictException',
        'DynamoDb.ProvisionedThroughputExceededException',
        'DynamoDb.ThrottlingException',
        'DynamoDb.InternalServerErrorException',
        'DynamoDb.SdkClientException',
      ]),
    );
  });

  const now = 1_794_793_800_000;
  test.each([
    ['no timer: a month, not a second', undefined, 2_592_000],
    ['a timer in the past: a minute', now - 5, 60],
    ['a timer soon: a minute', now + 1000, 60],
    ['a timer: its second, rounded up', now + 90_001, 91],
    ['a timer next year: a month at most', now + 31_536_000_000, 2_592_000],
  ])('waits until the next deadline: %s', async (_name, nextTimerAt, seconds) => {
    const head = { wakeSeq: 1, ...(nextTimerAt !== undefined && { nextTimerAt }) };
    expect(await evaluate(first?.TimeoutSeconds, { head, millis: () => now })).toBe(seconds);
  });
});

describe('the waits for a scan verdict', () => {
  const start = 1_794_793_800_000;
  const waits = waitsOf(definition('digitisation').states);
  const secondsAt = async (minutes: number): Promise<unknown[]> => {
    const states = { context: { Execution: { StartTime: new Date(start).toISOString() } } };
    const variables = { states, millis: () => start + minutes * 60_000 };
    return Promise.all(waits.map(({ TimeoutSeconds }) => evaluate(TimeoutSeconds, variables)));
  };

  test.each([
    ['at once', 0, [3600, 6000]],
    ['after the first', 60, [10, 2400]],
    ['of a file whose turn came late', 101, [10, 10]],
  ])('end an hour and 100 minutes after the run began: %s', async (_, minutes, seconds) => {
    expect(await secondsAt(minutes)).toEqual(seconds);
  });

  test('are one futex: both give way to a verdict that is there, and park in the same way', () => {
    const [first, second] = waits;
    expect([first?.name, second?.name]).toEqual(['Await verdict', 'Await second verdict']);
    expect(second?.Arguments).toEqual(first?.Arguments);
    expect([first, second].map((wait) => wait && nextOn(wait, CONDITION))).toEqual(['Inspect', 'Inspect']);
  });
});

import * as z from 'zod';
import type { CloudNames } from '../../local/names.ts';
import type { Aws } from './aws.ts';
import type { Shown } from './dossier.ts';
import type { Report } from './report.ts';

const machines = z.object({
  stateMachines: z.array(z.object({ stateMachineArn: z.string(), type: z.string() })),
});
const executions = z.object({ executions: z.array(z.object({ name: z.string(), status: z.string() })) });
const described = z.object({ name: z.string(), status: z.string(), input: z.string(), output: z.string() });
const history = z.object({
  events: z.array(
    z.object({
      id: z.int(),
      previousEventId: z.int(),
      type: z.string(),
      stateEnteredEventDetails: z.object({ name: z.string() }).optional(),
      taskScheduledEventDetails: z.object({ resource: z.string(), parameters: z.string() }).optional(),
    }),
  ),
});
const parked = z.object({
  ExpressionAttributeValues: z.object({ ':token': z.object({ S: z.string() }) }),
});

/** What the dossier waits for on its usual path, the result verified and archived like the first files. */
const WAITS = ['verification', 'acceptance', 'archiving', 'hand-over']
  .concat(Array.from({ length: 5 }, () => 'review step'))
  .concat('result', 'verification', 'archiving', 'delivery');

/** Step Functions as the operator lists it. */
export const checkStates = async (
  aws: Aws,
  { same }: Report,
  names: CloudNames,
  { dossier, text }: Shown,
): Promise<void> => {
  const { dossierStateMachineArn, digitisationStateMachineArn, slaSweepStateMachineArn } = names;
  const sfn = <T>(schema: z.ZodType<T>, ...args: string[]): Promise<T> =>
    aws.json(schema, 'stepfunctions', ...args);
  const list = (arn: string, ...args: string[]) =>
    sfn(executions, 'list-executions', '--state-machine-arn', arn, ...args);

  const { stateMachines } = await sfn(machines, 'list-state-machines');
  same(
    'three state machines, all Standard',
    stateMachines.map(({ stateMachineArn, type }) => `${stateMachineArn} ${type}`).toSorted(),
    [digitisationStateMachineArn, dossierStateMachineArn, slaSweepStateMachineArn]
      .map((arn) => `${arn} STANDARD`)
      .toSorted(),
  );
  const spines = await list(dossierStateMachineArn);
  same('one dossier execution, named by the code, SUCCEEDED', spines.executions, [
    { name: dossier.code, status: 'SUCCEEDED' },
  ]);
  const running = await list(dossierStateMachineArn, '--status-filter', 'RUNNING');
  same('no dossier execution is RUNNING', running.executions, []);
  const children = await list(digitisationStateMachineArn, '--page-size', '3');
  same(
    'four digitisation executions, two pages, newest first, all SUCCEEDED',
    children.executions,
    [18, 17, 3, 1].map((seq) => ({ name: `${dossier.code}--d${seq}`, status: 'SUCCEEDED' })),
  );

  const arn = `${dossierStateMachineArn.replace(':stateMachine:', ':execution:')}:${dossier.code}`;
  same(
    'describe-execution: input is the id and the run only',
    await sfn(described, 'describe-execution', '--execution-arn', arn),
    {
      name: dossier.code,
      status: 'SUCCEEDED',
      input: JSON.stringify({ dossierId: dossier.id, run: 1 }),
      output: '{}',
    },
  );
  const unknown = await aws.refusal('stepfunctions', 'describe-execution', '--execution-arn', `${arn}-no`);
  same('describe-execution of an unknown name', unknown, 'ExecutionDoesNotExist');

  const of = ['get-execution-history', '--execution-arn', arn];
  const { events } = await sfn(history, ...of, '--page-size', '50');
  const ids = events.map(({ id }) => id);
  same(
    'history over several pages: numbered without a gap',
    ids,
    ids.map((_, i) => i + 1),
  );
  same('history starts', events[0]?.type, 'ExecutionStarted');
  same('history ends', events.at(-1)?.type, 'ExecutionSucceeded');
  const entered = events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
  same(
    'history enters the await states of the usual path, in order',
    entered.filter((name) => name.startsWith('Await')),
    WAITS.map((wait) => `Await ${wait}`),
  );
  const [last] = (await sfn(history, ...of, '--reverse-order', '--max-items', '1')).events;
  same('history in reverse begins at the end', last, events.at(-1));

  const tokens = events
    .flatMap(({ taskScheduledEventDetails: task }) =>
      task?.resource.endsWith('.waitForTaskToken') ? task : [],
    )
    .map(({ parameters }) => parked.parse(JSON.parse(parameters)).ExpressionAttributeValues[':token'].S);
  same('each wait had a task token of its own', new Set(tokens).size, WAITS.length);
  const leaked = tokens.filter((token) => text.includes(token)).length;
  same('none of the task tokens is in what the API shows', leaked, 0);
};

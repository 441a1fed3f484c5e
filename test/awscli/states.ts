import * as z from 'zod';
import type { CloudNames } from '../../local/names.ts';
import { type Aws, jsonOf } from './aws.ts';
import type { Shown } from './dossier.ts';
import type { Report } from './report.ts';

const history = z.array(
  z.object({
    id: z.int(),
    type: z.string(),
    stateEnteredEventDetails: z.object({ name: z.string() }).optional(),
    taskScheduledEventDetails: z.object({ resource: z.string(), parameters: z.string() }).optional(),
  }),
);
const parked = z.object({
  ExpressionAttributeValues: z.object({ ':token': z.object({ S: z.string() }) }),
});

/** What a dossier waits for on its usual path; the result is verified and archived as the first files were. */
const WAITS = [
  ...['verification', 'acceptance', 'archiving', 'hand-over'],
  ...Array.from({ length: 5 }, () => 'review step'),
  ...['result', 'verification', 'archiving', 'delivery'],
].map((wait) => `Await ${wait}`);

/** Step Functions as the operator lists it. */
export const checkStates = async (
  aws: Aws,
  same: Report['same'],
  names: CloudNames,
  { dossier: { id, code }, text }: Shown,
): Promise<void> => {
  const json = jsonOf(aws);
  const { dossierStateMachineArn: spine, digitisationStateMachineArn: child } = names;
  same(
    'list-state-machines: five, all Standard',
    await json`stepfunctions list-state-machines --query sort(stateMachines[?type=='STANDARD'].stateMachineArn)`,
    [
      ...[spine, child, names.slaSweepStateMachineArn, names.recountStateMachineArn],
      names.fixityStateMachineArn,
    ].toSorted(),
  );
  same(
    'list-executions: one dossier, named by the code, SUCCEEDED',
    await json`stepfunctions list-executions --state-machine-arn ${spine} --query executions[].[name,status]`,
    [[code, 'SUCCEEDED']],
  );
  same(
    'list-executions: none RUNNING',
    await json`stepfunctions list-executions --state-machine-arn ${spine} --status-filter RUNNING`,
    { executions: [] },
  );
  same(
    'list-executions: four digitisations in two pages, newest first, SUCCEEDED',
    await json`stepfunctions list-executions --state-machine-arn ${child} --page-size 3
      --query executions[].[name,status]`,
    [20, 19, 4, 1].map((seq) => [`${code}--d${seq}`, 'SUCCEEDED']),
  );

  const arn = `${spine.replace(':stateMachine:', ':execution:')}:${code}`;
  same(
    'describe-execution: id and run are all its input',
    await json`stepfunctions describe-execution --execution-arn ${arn} --query [name,status,input,output]`,
    [code, 'SUCCEEDED', JSON.stringify({ dossierId: id, run: 1 }), '{}'],
  );
  const events = history.parse(
    await json`stepfunctions get-execution-history --execution-arn ${arn} --page-size 50 --query events`,
  );
  same(
    'get-execution-history: three pages, numbered without a gap',
    events.map((event) => event.id),
    Array.from({ length: Math.max(101, events.length) }, (_, i) => i + 1),
  );
  same(
    'get-execution-history: from start to success',
    [events[0]?.type, events.at(-1)?.type],
    ['ExecutionStarted', 'ExecutionSucceeded'],
  );
  const entered = events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
  same(
    'get-execution-history: the waits of the usual path in order',
    entered.filter((name) => name.startsWith('Await')),
    WAITS,
  );
  const tokens = events
    .flatMap(({ taskScheduledEventDetails: task }) =>
      task?.resource.endsWith('.waitForTaskToken') ? task : [],
    )
    .map(({ parameters }) => parked.parse(JSON.parse(parameters)).ExpressionAttributeValues[':token'].S);
  same('get-execution-history: a task token for each wait', new Set(tokens).size, WAITS.length);
  const leaked = tokens.filter((token) => text.includes(token)).length;
  same('the API shows none of these tokens', leaked, 0);
};

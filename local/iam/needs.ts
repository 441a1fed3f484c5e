/** Which action on which resource a request to DynamoDB, Step Functions, SNS, SES or EventBridge is. */
import * as z from 'zod';
import { busName } from '../events/put-events.ts';
import { LOCAL } from '../template/physical.ts';
import type { Need } from './access.ts';

const named = z.looseObject({ TableName: z.string() });
const DynamoInput = z.object({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  TransactItems: z.array(z.record(z.string(), named)).optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
});
const SfnInput = z.object({
  stateMachineArn: z.string().optional(),
  executionArn: z.string().optional(),
  taskToken: z.string().optional(),
});

/** Input that cannot be read needs a right that only an administrator has: nothing slips through by being odd. */
function read<S extends z.ZodType>(schema: S, body: string): z.infer<S> | undefined {
  try {
    return schema.parse(JSON.parse(body === '' ? '{}' : body));
  } catch {
    return undefined;
  }
}

const tableArn = (name: string): string =>
  name.startsWith('arn:') ? name : `arn:aws:dynamodb:${LOCAL.region}:${LOCAL.account}:table/${name}`;

/** A transaction needs the right of each of its parts, a batch its own right on each table, a query that of its index. */
export const dynamoNeeds = (operation: string, body: string): Need[] =>
  needsOfInput(operation, read(DynamoInput, body));

/** The same of an input that is no text. */
export const dynamoInputNeeds = (operation: string, input: unknown): Need[] =>
  needsOfInput(operation, DynamoInput.safeParse(input).data);

function needsOfInput(operation: string, input: z.infer<typeof DynamoInput> | undefined): Need[] {
  const { TableName, IndexName, TransactItems, RequestItems } = input ?? {};
  const need = (action: string, resource: string): Need => ({
    action: `dynamodb:${action}`,
    resources: [resource],
  });
  if (TransactItems)
    return TransactItems.flatMap(Object.entries<z.infer<typeof named>>).map(
      ([kind, part]) => need(`${kind}Item`, tableArn(part.TableName)), // Put, Update, Delete, ConditionCheck, Get
    );
  if (RequestItems) return Object.keys(RequestItems).map((table) => need(operation, tableArn(table)));
  if (TableName === undefined) return [need(operation, '*')];
  return [need(operation, `${tableArn(TableName)}${IndexName === undefined ? '' : `/index/${IndexName}`}`)];
}

/** A callback is checked against the machine whose task waits. */
export function sfnNeeds(
  operation: string,
  body: string,
  machinesOf: (taskToken: string) => readonly string[],
): Need[] {
  const { stateMachineArn, executionArn, taskToken } = read(SfnInput, body) ?? {};
  const resources =
    taskToken === undefined ? [stateMachineArn ?? executionArn ?? '*'] : machinesOf(taskToken);
  return [{ action: `states:${operation}`, resources }];
}

/** The query protocol: a form. A message to a telephone has no resource of its own. */
export function snsNeeds(body: string): Need[] {
  const form = new URLSearchParams(body);
  return [{ action: `sns:${form.get('Action') ?? ''}`, resources: [form.get('TopicArn') ?? '*'] }];
}

const EventsInput = z.object({ Entries: z.array(z.object({ EventBusName: z.string().default('default') })) });

/** Each bus that an entry names. */
export function eventsNeeds(operation: string, body: string): Need[] {
  const { Entries } = read(EventsInput, body) ?? { Entries: [] };
  const action = `events:${operation}`;
  if (Entries.length === 0) return [{ action, resources: ['*'] }];
  const buses = new Set(Entries.map(({ EventBusName }) => busName(EventBusName)));
  return [...buses].map((bus) => ({
    action,
    resources: [`arn:aws:events:${LOCAL.region}:${LOCAL.account}:event-bus/${bus}`],
  }));
}

/** A scan on demand has no resource of its own. */
export const guardDutyNeeds = (): Need[] => [{ action: 'guardduty:SendObjectMalwareScan', resources: ['*'] }];

const SesInput = z.object({ FromEmailAddress: z.string() });

/** SES checks the identity of the sender. */
export function sesNeeds(body: string): Need[] {
  const from = read(SesInput, body)?.FromEmailAddress ?? '*';
  return [
    {
      action: 'ses:SendEmail',
      resources: [`arn:aws:ses:${LOCAL.region}:${LOCAL.account}:identity/${from}`],
    },
  ];
}

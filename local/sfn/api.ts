import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { bodyOf } from '../body.ts';
import type { Service } from './service.ts';
import { type Execution, eventsOf } from './store.ts';
import { ApiError } from './tokens.ts';

const LIMIT = 262_144;
const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;
const execution = { executionArn: z.string() };
const machine = { stateMachineArn: z.string() };
const token = { taskToken: z.string().min(1) };
const failure = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() };
const page = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: z.string().optional() };

type Operation = (input: unknown) => unknown;

/** The Step Functions API over its JSON protocol (`X-Amz-Target: AWSStepFunctions.<Operation>`). */
export function createApi(service: Service): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const operations = operationsOf(service);
  return async (req, res) => {
    const release = service.options.clock.hold();
    try {
      const name = String(req.headers['x-amz-target'] ?? '').replace('AWSStepFunctions.', '');
      const operation = operations[name];
      if (!operation) throw new ApiError('UnknownOperationException', `${name} is not run here`);
      const answer = await operation(JSON.parse((await bodyOf(req)).toString() || '{}'));
      service.store.flush();
      send(res, 200, answer ?? {});
    } catch (error) {
      const { code, message } = refusalFor(error);
      send(res, code === 'InternalFailure' ? 500 : 400, { __type: code, message });
    } finally {
      release();
    }
  };
}

function refusalFor(error: unknown): { code: string; message: string } {
  if (error instanceof ApiError) return error;
  if (error instanceof z.ZodError) return { code: 'ValidationException', message: z.prettifyError(error) };
  return { code: 'InternalFailure', message: String(error) };
}

function send(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' });
  res.end(JSON.stringify(body));
}

const on = <S extends z.ZodRawShape>(
  shape: S,
  run: (input: z.infer<z.ZodObject<S>>) => unknown,
): Operation => {
  const schema = z.object(shape);
  return (input) => run(schema.parse(input));
};

function operationsOf(service: Service): Record<string, Operation> {
  const { options, store, machines } = service;
  return {
    StartExecution: on({ ...machine, name: z.string().optional(), input: z.string().default('{}') }, (i) => {
      const { name = options.randomId(), input } = i;
      if (name === '' || name.length > 80 || FORBIDDEN_IN_NAMES.test(name))
        throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
      checkJson(input, 'InvalidExecutionInput');
      const { arn, startDate } = service.start(i.stateMachineArn, name, input);
      return { executionArn: arn, startDate: seconds(startDate) };
    }),
    DescribeExecution: on(execution, (i) => {
      const found = store.get(i.executionArn);
      const why = service.notRedrivable(found);
      const redriveStatus = why === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE';
      return { ...describe(found), redriveStatus, redriveStatusReason: why };
    }),
    ListExecutions: on({ ...machine, ...page, statusFilter: z.string().optional() }, (i) => {
      const { stateMachineArn, statusFilter, maxResults, nextToken } = i;
      service.machine(stateMachineArn);
      const before = Number(nextToken ?? Number.POSITIVE_INFINITY);
      const all = [...store.executions.values()].filter(
        (e) =>
          e.machineArn === stateMachineArn && e.order < before && e.status === (statusFilter ?? e.status),
      );
      const { items, rest } = cut(all.reverse(), maxResults);
      return { executions: items.map(summary), nextToken: rest ? String(items.at(-1)?.order) : undefined };
    }),
    GetExecutionHistory: on({ ...execution, ...page, reverseOrder: z.boolean().optional() }, (i) => {
      const all = eventsOf(store.get(i.executionArn));
      const { items, nextToken } = pageOf(i.reverseOrder ? all.toReversed() : all, i);
      return { events: items.map((event) => ({ ...event, timestamp: seconds(event.timestamp) })), nextToken };
    }),
    StopExecution: on({ ...execution, ...failure }, async (i) => {
      const found = store.get(i.executionArn);
      found.running?.stop(i.error, i.cause);
      await found.running?.ending;
      return { stopDate: seconds(found.stopDate ?? options.clock.now()) };
    }),
    RedriveExecution: on({ ...execution, clientToken: z.string().min(1).max(64).optional() }, (i) => ({
      redriveDate: seconds(service.redrive(i.executionArn, i.clientToken)),
    })),
    SendTaskSuccess: on({ ...token, output: z.string() }, (i) => {
      checkJson(i.output, 'InvalidOutput');
      service.callback(i.taskToken, { output: JSON.parse(i.output) });
    }),
    SendTaskFailure: on({ ...token, ...failure }, ({ taskToken, error, cause }) =>
      service.callback(taskToken, { failure: { error, cause } }),
    ),
    SendTaskHeartbeat: on(token, (i) => service.heartbeat(i.taskToken)),
    UpdateStateMachine: on({ ...machine, definition: z.string() }, ({ stateMachineArn, definition }) => {
      // What runs goes on with the definition it was started with.
      service.createStateMachine({ ...service.machine(stateMachineArn), definition });
      return { updateDate: seconds(options.clock.now()) };
    }),
    DescribeStateMachine: on(machine, (i) => {
      const found = service.machine(i.stateMachineArn);
      const roleArn = `arn:aws:iam::${options.account}:role/${found.name}`;
      return { ...machineSummary(found), status: 'ACTIVE', definition: found.definition, roleArn };
    }),
    ListStateMachines: on(page, (i) => {
      const { items, nextToken } = pageOf([...machines.values()], i);
      return { stateMachines: items.map(machineSummary), nextToken };
    }),
  };
}

/** The wire carries instants as seconds. */
const seconds = (milliseconds: number): number => milliseconds / 1000;

function cut<T>(items: T[], maxResults: number | undefined): { items: T[]; rest: boolean } {
  const size = maxResults || 100;
  return { items: items.slice(0, size), rest: items.length > size };
}

/** One page of a list that only grows at its end. */
function pageOf<T>(all: T[], i: { maxResults?: number | undefined; nextToken?: string | undefined }) {
  const from = Number(i.nextToken ?? 0);
  const { items, rest } = cut(all.slice(from), i.maxResults);
  return { items, nextToken: rest ? String(from + items.length) : undefined };
}

function checkJson(text: string, code: string): void {
  if (Buffer.byteLength(text) > LIMIT)
    throw new ApiError('ValidationException', `longer than ${LIMIT} bytes`);
  try {
    JSON.parse(text);
  } catch {
    throw new ApiError(code, `${code}: not valid JSON`);
  }
}

function machineSummary({
  arn,
  name,
  type,
  createdAt,
}: {
  arn: string;
  name: string;
  type: string;
  createdAt: number;
}) {
  return { stateMachineArn: arn, name, type, creationDate: seconds(createdAt) };
}

function summary({ arn, machineArn, name, status, startDate, stopDate, redriven }: Execution) {
  const dates = {
    startDate: seconds(startDate),
    ...(stopDate !== undefined && { stopDate: seconds(stopDate) }),
    ...(redriven && { redriveDate: seconds(redriven.at) }),
  };
  const redriveCount = redriven?.count ?? 0;
  return { executionArn: arn, stateMachineArn: machineArn, name, status, ...dates, redriveCount };
}

function describe(found: Execution) {
  const { input, output, error, cause } = found;
  const details = { included: true };
  const outcome = output === undefined ? { error, cause } : { output, outputDetails: details };
  return { ...summary(found), input, inputDetails: details, ...outcome };
}

/** `events:PutEvents`: entries onto a bus, each taken or refused by itself. */
import * as z from 'zod';
import { bodyOf } from '../body.ts';
import type { Handler } from '../front/http.ts';
import { isRecord } from '../template/json.ts';
import { type Bus, DEFAULT_BUS } from './bus.ts';

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default(DEFAULT_BUS),
  Resources: z.array(z.string()).default([]),
  /** Seconds since 1970. */
  Time: z.number().optional(),
});
const Input = z.object({ Entries: z.array(Entry).min(1).max(10) });
type Entry = z.infer<typeof Entry>;

const SIZE_LIMIT = 256 * 1024;

/** The name of a bus that is given by its name or its ARN. */
export const busName = (nameOrArn: string): string => nameOrArn.replace(/^.*:event-bus\//, '');

/** Handles the JSON protocol of EventBridge; `buses` are those of the template. */
export function createEvents(o: { bus: Bus; buses: readonly string[] }): Handler {
  const put = (entry: Entry): object => {
    const problem = problemOf(entry, o.buses);
    if (problem) return problem;
    const { Source: source = '', DetailType: detailType = '', Resources: resources, Time } = entry;
    const at = Time === undefined ? {} : { at: Time * 1000 };
    const bus = busName(entry.EventBusName);
    return {
      EventId: o.bus.publish({ bus, source, detailType, resources, detail: detailOf(entry) ?? {}, ...at }),
    };
  };
  return async (req, res) => {
    const answer = (status: number, body: object): void => {
      res.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    };
    const refuse = (type: string, message: string): void => answer(400, { __type: type, message });
    if (req.headers['x-amz-target'] !== 'AWSEvents.PutEvents')
      return refuse('UnknownOperationException', 'Only PutEvents is supported locally');
    const text = (await bodyOf(req)).toString();
    const input = Input.safeParse(JSON.parse(text));
    if (!input.success) return refuse('ValidationException', z.prettifyError(input.error));
    if (Buffer.byteLength(text) > SIZE_LIMIT)
      return refuse('ValidationException', 'Total size of the entries in the request is over the limit.');
    const Entries = input.data.Entries.map(put);
    answer(200, { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries });
  };
}

function problemOf(entry: Entry, buses: readonly string[]): object | undefined {
  const { Source, DetailType, Detail } = entry;
  const problem = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
  if (!Source || !DetailType || !Detail)
    return problem('InvalidArgument', 'Parameters Source, DetailType and Detail must not be empty.');
  if (Source.startsWith('aws.')) return problem('NotAuthorizedForSourceException', 'Not authorized.');
  if (!buses.includes(busName(entry.EventBusName)))
    return problem('ResourceNotFoundException', `Event bus ${entry.EventBusName} does not exist.`);
  return detailOf(entry) ? undefined : problem('MalformedDetail', 'Detail is malformed.');
}

function detailOf({ Detail = '' }: Entry): Record<string, unknown> | undefined {
  try {
    const detail: unknown = JSON.parse(Detail);
    return isRecord(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A call as it would have gone to the database. */
export interface Call {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A client that goes nowhere: keeps what it is asked, answers nothing or what `answer` says, or throws it. */
export const recorded = (answer: (call: Call) => object | Error = () => ({})) => {
  const calls: Call[] = [];
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      ...{ region: 'ap-southeast-1', endpoint: 'http://127.0.0.1:9' },
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    }),
  );
  client.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => {
        const call = { name: commandName, input: { ...input } };
        calls.push(call);
        const output = answer(call);
        if (output instanceof Error) throw output;
        return { output: { $metadata: {}, ...output }, response: undefined };
      },
    { step: 'initialize', priority: 'high', name: 'recorded' },
  );
  return { client, calls };
};

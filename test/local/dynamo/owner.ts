// A process of its own for crash.test.ts: opens the folder, writes one item, then waits to be killed.
import { realClock } from '../../../local/clock.ts';
import { startDynamo } from '../../../local/dynamo/index.ts';
import { EVENT } from './host.ts';

const host = await startDynamo({ dir: process.argv[2], clock: realClock() });
await host.createTable(EVENT);
await fetch(host.endpoint, {
  method: 'POST',
  headers: {
    'x-amz-target': 'DynamoDB_20120810.PutItem',
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260105/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  },
  body: JSON.stringify({
    TableName: 'Event',
    Item: { pk: { S: 'a' }, seq: { N: '1' }, note: { S: 'from the child' } },
  }),
});
console.log('ready');
process.stdin.resume();

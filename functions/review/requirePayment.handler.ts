import { dynamoTextStore } from '../adapters/dynamo/textStore.ts';
import { askPayment } from '../app/requests.ts';
import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const ask = askPayment(dynamoTextStore(client, env.STATE_TABLE));

/** Yêu cầu nghĩa vụ tài chính: the front desk passes the review's request on; the clock stops. */
export const handler = commandHandler(review.requirePayment, executePorts(env), () => ask);

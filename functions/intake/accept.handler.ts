import { commandHandler, noBody } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';

/** Tiếp nhận: refused until every file is CLEAN; starts the clock and issues form 01. */
export const handler = commandHandler(executePorts(), noBody, () => ({ type: 'accept' }));

import { commandHandler, noBody } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';

/** The officer gives the step back to the group. */
export const handler = commandHandler(executePorts(), noBody, () => ({ type: 'release' }));

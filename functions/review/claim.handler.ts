import { commandHandler, noBody } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';

/** An officer takes the step that waits for the officer's role. */
export const handler = commandHandler(executePorts(), noBody, () => ({ type: 'claim' }));

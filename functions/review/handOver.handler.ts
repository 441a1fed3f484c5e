import { commandHandler, noBody } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';

/** Bàn giao: the front desk passes the accepted dossier to the division. */
export const handler = commandHandler(executePorts(), noBody, () => ({ type: 'handOver' }));

import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Cloud } from '../../../local/cloud.ts';
import { executions, sfn } from '../../support/tables.ts';
import { chanceOf } from '../alertsChance.ts';
import type { Agenda } from './agenda.ts';

const HOUR = 3_600_000;

/** Somebody with the console open, who every few hours stops an execution that runs. */
export const meddle = async (
  cloud: Cloud,
  agenda: Agenda,
  seed: number,
  rests: () => boolean,
  over: () => boolean,
): Promise<void> => {
  const chance = chanceOf(seed, 9);
  const client = sfn(cloud);
  while (!over()) {
    await agenda.until(agenda.now() + chance.between(2, 10) * HOUR);
    if (rests()) continue;
    const machine = chance.yes(0.7)
      ? cloud.names.dossierStateMachineArn
      : cloud.names.digitisationStateMachineArn;
    const running = (await executions(cloud, machine)).filter(({ status }) => status === 'RUNNING');
    if (running.length === 0) continue;
    const { executionArn } = chance.oneOf(running);
    await client.send(new StopExecutionCommand({ executionArn, error: 'Stopped', cause: 'by hand' }));
  }
};

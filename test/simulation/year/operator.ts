import { RedriveExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { dynamoCatalogue } from '../../../functions/adapters/dynamo/catalogueStore.ts';
import { dynamoDossierStore } from '../../../functions/adapters/dynamo/dossierStore.ts';
import { OPEN_SHARD } from '../../../functions/adapters/dynamo/keys.ts';
import { dynamoSpineStore } from '../../../functions/adapters/dynamo/spineStore.ts';
import { dynamoStaffReader } from '../../../functions/adapters/dynamo/staffStore.ts';
import { systemRandom } from '../../../functions/adapters/random.ts';
import { stepFunctions } from '../../../functions/adapters/stepFunctions.ts';
import { revive } from '../../../functions/app/revive.ts';
import { dossierId } from '../../../functions/core/dossier/ids.ts';
import type { Cloud } from '../../../local/cloud.ts';
import { dynamoNear, executions, scan, sfn, sfnNear } from '../../support/tables.ts';
import { chanceOf } from '../alertsChance.ts';
import type { Agenda } from './agenda.ts';

const HOUR = 3_600_000;

/** When somebody at the console acts, and when not. */
interface Shift {
  readonly agenda: Agenda;
  /** Whether nothing is to fail now. */
  readonly rests: () => boolean;
  readonly over: () => boolean;
}

/** Does something again and again, after so many hours each time, until it is over. */
const nowAndThen = async (
  { agenda, rests, over }: Shift,
  hours: () => number,
  act: () => Promise<void>,
): Promise<void> => {
  while (!over()) {
    await agenda.until(agenda.now() + hours() * HOUR);
    if (!rests()) await act();
  }
};

/** Somebody with the console open, who every few hours stops an execution that runs. */
export const meddle = (cloud: Cloud, seed: number, shift: Shift): Promise<void> => {
  const chance = chanceOf(seed, 9);
  const { dossierStateMachineArn, digitisationStateMachineArn } = cloud.names;
  return nowAndThen(
    shift,
    () => chance.between(2, 10),
    async () => {
      const machine = chance.yes(0.7) ? dossierStateMachineArn : digitisationStateMachineArn;
      const running = (await executions(cloud, machine)).filter(({ status }) => status === 'RUNNING');
      if (running.length === 0) return;
      const { executionArn } = chance.oneOf(running);
      await sfn(cloud).send(new StopExecutionCommand({ executionArn, error: 'Stopped', cause: 'by hand' }));
    },
  );
};

/** For so long Step Functions redrives what did not succeed. */
const REDRIVABLE = 14 * 24 * HOUR;

/** Somebody with the console open, who stops spines that run, and hours later redrives what has not succeeded, whoever goes on meanwhile. Answers how often it was redriven. */
export const redrive = async (cloud: Cloud, seed: number, shift: Shift): Promise<number> => {
  const chance = chanceOf(seed, 15);
  let redriven = 0;
  await nowAndThen(
    shift,
    () => chance.between(1, 6),
    async () => {
      const all = await executions(cloud, cloud.names.dossierStateMachineArn);
      const running = all.filter(({ status }) => status === 'RUNNING');
      const dead = all.filter(
        ({ status, stopDate }) =>
          status !== 'RUNNING' && status !== 'SUCCEEDED' && Number(stopDate) + REDRIVABLE > cloud.clock.now(),
      );
      const redrives = dead.length > 0 && chance.yes(0.6);
      const chosen = redrives ? dead : running;
      if (chosen.length === 0) return;
      const { executionArn } = chance.oneOf(chosen);
      if (redrives) {
        await sfn(cloud).send(new RedriveExecutionCommand({ executionArn }));
        redriven++;
      } else await sfn(cloud).send(new StopExecutionCommand({ executionArn, error: 'Stopped' }));
    },
  );
  return redriven;
};

/** Somebody at the command line, who once a day gives the spine of an open dossier another run, though nothing is wrong with it. Answers how often. */
export const restart = async (cloud: Cloud, seed: number, shift: Shift): Promise<number> => {
  const chance = chanceOf(seed, 14);
  const { stateTable: state, eventTable: event, dossierStateMachineArn } = cloud.names;
  const [client, { clock }] = [dynamoNear(cloud), cloud];
  const again = revive({
    store: dynamoDossierStore(client, { state, event }, clock),
    catalogue: dynamoCatalogue(client, state, clock),
    staff: dynamoStaffReader(client, state),
    spines: dynamoSpineStore(client, state),
    workflow: stepFunctions(dossierStateMachineArn, sfnNear(cloud)),
    ...{ clock, random: systemRandom },
  });
  let restarted = 0;
  await nowAndThen(
    shift,
    () => chance.between(12, 36),
    async () => {
      const heads = (await scan(cloud, state)).filter(({ sk }) => sk === 'HEAD');
      const open = heads.filter(({ shard }) => shard === OPEN_SHARD);
      const dossier = open.length > 0 && dossierId(String(chance.oneOf(open).pk).replace('DOSSIER#', ''));
      if (dossier && (await again({ dossierId: dossier, force: true })) === 'restarted') restarted++;
    },
  );
  return restarted;
};

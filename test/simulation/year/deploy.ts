import { DescribeStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Cloud } from '../../../local/cloud.ts';
import { sfn } from '../../support/tables.ts';
import type { Agenda } from './agenda.ts';

const definition = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) });

/** At an instant new definitions of both machines are deployed: what runs goes on with the old one, what starts has one state more. */
export const deploy = async (cloud: Cloud, agenda: Agenda, at: number): Promise<void> => {
  await agenda.until(at);
  const client = sfn(cloud);
  for (const stateMachineArn of [
    cloud.names.dossierStateMachineArn,
    cloud.names.digitisationStateMachineArn,
  ]) {
    const found = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const { StartAt, States, ...rest } = definition.parse(JSON.parse(found.definition ?? ''));
    const next = {
      ...{ ...rest, Comment: 'deployed in mid-flight', StartAt: 'Begin' },
      States: { Begin: { Type: 'Pass', Next: StartAt }, ...States },
    };
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(next) }));
  }
};

import { ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { ExecutionDoesNotExist } from '@aws-sdk/client-sfn';
import type { Cloud } from '../../../local/cloud.ts';
import { history } from '../../support/tables.ts';
import { childrenOf, type Remains } from './ended.ts';
import type { Place } from './inspector.ts';

/** Histories as Step Functions tells them, and the sheets of the forms: read by keys and names. */
export const remainsOf = async (
  cloud: Cloud,
  objects: S3Client,
  { spines, forms }: Place,
): Promise<Remains> => {
  const histories: Record<string, string> = {};
  /** Nothing of a run that never started: another took its place before, or its start failed until its spine was stopped. */
  const read = async (machine: string, name: string): Promise<string> => {
    const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
    const told = await history(cloud, executionArn).catch((error: unknown) => {
      if (error instanceof ExecutionDoesNotExist) return undefined;
      throw error;
    });
    if (told === undefined) return '[]';
    histories[name] = JSON.stringify(told);
    return histories[name];
  };
  for (const spine of spines)
    for (const child of childrenOf(spine, await read(cloud.names.dossierStateMachineArn, spine)))
      await read(cloud.names.digitisationStateMachineArn, child);
  if (forms === undefined) return { histories, sheets: [] };
  // The date of functions is that of the last one that ran; a request is signed with the cloud's.
  objects.config.systemClockOffset = cloud.clock.now() - Date.now();
  const { Versions = [] } = await objects.send(
    new ListObjectVersionsCommand({ Bucket: cloud.names.archiveBucket, Prefix: forms }),
  );
  return { histories, sheets: Versions.map(({ Key = '' }) => Key) };
};

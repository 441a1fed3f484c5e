import type { Deployment } from './template/deployment.ts';
import { RUN_HERE } from './template/support.ts';

/** Physical names of what tests and tools look at. */
export interface CloudNames {
  readonly stateTable: string;
  readonly eventTable: string;
  readonly quarantineBucket: string;
  readonly archiveBucket: string;
  readonly dossierStateMachineArn: string;
  readonly digitisationStateMachineArn: string;
  readonly slaSweepStateMachineArn: string;
  readonly recountStateMachineArn: string;
  readonly fixityStateMachineArn: string;
  readonly alertTopicArn: string;
  readonly eventBus: string;
}

/** Reads the names where the product itself gets them: the environment of its functions and the schedule. */
export function cloudNames(deployment: Deployment): CloudNames {
  const env: Record<string, string> = {};
  for (const { props } of deployment.all(RUN_HERE['AWS::Lambda::Function']))
    Object.assign(env, props.Environment?.Variables);
  const started = deployment.all(RUN_HERE['AWS::Scheduler::Schedule']).map(({ props }) => props.Target.Arn);
  const machine = (name: string) => started.find((arn) => arn.endsWith(name)) ?? '';
  return {
    stateTable: env.STATE_TABLE ?? '',
    eventTable: env.EVENT_TABLE ?? '',
    quarantineBucket: env.QUARANTINE_BUCKET ?? '',
    archiveBucket: env.ARCHIVE_BUCKET ?? '',
    dossierStateMachineArn: env.DOSSIER_STATE_MACHINE_ARN ?? '',
    digitisationStateMachineArn: env.DIGITISATION_STATE_MACHINE_ARN ?? '',
    slaSweepStateMachineArn: machine('-sla-sweep'),
    recountStateMachineArn: machine('-recount'),
    fixityStateMachineArn: machine('-fixity'),
    alertTopicArn: env.ALERT_TOPIC_ARN ?? '',
    eventBus: env.EVENT_BUS ?? '',
  };
}

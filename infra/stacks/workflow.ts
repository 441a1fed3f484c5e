import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type StageConfig, stackName } from '../config.ts';
import { BoundFunction } from '../constructs/bound-function.ts';
import { OperationsDashboard } from '../constructs/dashboard.ts';
import { Machine } from '../constructs/machine.ts';
import { NoticeSenders } from '../constructs/notice-senders.ts';
import { watchOffice } from '../constructs/office-alarms.ts';
import { PeopleLinks } from '../constructs/people-links.ts';
import { Schedules } from '../constructs/schedules.ts';
import { watchWorkflow } from '../constructs/workflow-alarms.ts';
import { connectTriggers, WorkflowQueues } from '../constructs/workflow-triggers.ts';
import { internals, machines } from '../internals.ts';
import { type MachineSpec, pascal } from '../manifest.ts';
import type { DataStack } from './data.ts';

export interface WorkflowStackProps extends StackProps {
  readonly data: DataStack;
  readonly bundles: string;
  readonly definitions: string;
}

/** The state machines, the functions behind them, and everything that wakes them. */
export class WorkflowStack extends Stack {
  constructor(scope: Construct, config: StageConfig, props: WorkflowStackProps) {
    super(scope, stackName(config, 'Workflow'), props);
    const { data, bundles, definitions } = props;
    const { bound } = data;
    this.addStackDependency(data);
    const senders = new NoticeSenders(this, 'NoticeSenders', config.parameters);

    const links = new PeopleLinks(this, 'Links', config.parameters);

    const functions = new Map<string, BoundFunction>();
    for (const spec of internals)
      functions.set(spec.name, new BoundFunction(this, spec, { config, bundles, bound }));
    const made = new Map<string, Machine>();
    for (const spec of machines) {
      made.set(
        spec.name,
        new Machine(this, spec, { config, definitions, state: bound.state, functions, machines: made }),
      );
    }
    const machine = (name: MachineSpec['name']): Machine => {
      const one = made.get(name);
      if (one === undefined) throw new Error(`infra/operations.ts has no state machine "${name}".`);
      return one;
    };

    for (const fn of functions.values()) {
      const { dossier, digitisation, mail, sms, links: linked } = fn.spec.bind;
      if (dossier !== undefined) machine('dossier').bound('DOSSIER_STATE_MACHINE_ARN').bind(fn, dossier);
      if (digitisation !== undefined)
        machine('digitisation').bound('DIGITISATION_STATE_MACHINE_ARN').bind(fn, digitisation);
      if (mail !== undefined) senders.bindMail(fn);
      if (sms !== undefined) senders.bindSms(fn);
      if (linked) links.bind(fn);
    }
    const topicArn = bound.alerts.topicArn;
    const queues = new WorkflowQueues(this, 'DeadLetters', { config, topicArn });
    connectTriggers(functions.values(), queues, {
      streamArn: data.eventStreamArn,
      quarantineName: bound.quarantine.bucketName,
      busName: bound.bus.busName,
      watchedMachineArns: [
        machine('dossier').machine.stateMachineArn,
        machine('digitisation').machine.stateMachineArn,
      ],
    });
    new Schedules(this, 'Schedules', {
      ...{ config, functions, deadLetters: queues.schedule.queue },
      ...{ sweep: machine('sla-sweep'), recount: machine('recount'), fixity: machine('fixity') },
    });
    watchWorkflow({ config, topicArn, functions, machine });
    watchOffice(this, config, topicArn);
    new OperationsDashboard(this, 'Operations', { config, functions, queues, machine });
    for (const spec of machines) {
      new CfnOutput(this, `${pascal(spec.name)}StateMachineArn`, {
        value: machine(spec.name).machine.stateMachineArn,
      });
    }
  }
}

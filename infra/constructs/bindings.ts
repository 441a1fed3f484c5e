import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { BucketAction, EventIndexName, IndexName, MachineAction, TableAction } from '../manifest.ts';
import type { Bindable, Grantee } from './grants.ts';

type AnyIndex = IndexName | EventIndexName;

/** A table as its users see it: a name, an ARN, and grant + environment in one call. */
export class BoundTable {
  readonly variable: string;
  readonly tableName: string;
  readonly tableArn: string;

  constructor(variable: string, tableName: string, tableArn: string) {
    this.variable = variable;
    this.tableName = tableName;
    this.tableArn = tableArn;
  }

  /** Adds exactly these actions on the table, and Query on exactly these indexes. */
  permit(target: Grantee, actions: readonly TableAction[] = [], indexes: readonly AnyIndex[] = []): void {
    if (actions.length > 0)
      target.allow(
        actions.map((action) => `dynamodb:${action}`),
        [this.tableArn],
      );
    if (indexes.length > 0)
      target.allow(
        ['dynamodb:Query'],
        indexes.map((index) => `${this.tableArn}/index/${index}`),
      );
  }

  /** The same, and tells the function the table's name. */
  bind(target: Bindable, actions: readonly TableAction[] = [], indexes: readonly AnyIndex[] = []): void {
    this.permit(target, actions, indexes);
    target.set(this.variable, this.tableName);
  }
}

/** A bucket as its users see it. */
export class BoundBucket {
  readonly variable: string;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly #prefix: string;

  /** `prefix`: where all keys of the bucket begin, if the server makes them so. */
  constructor(variable: string, bucketName: string, bucketArn: string, prefix = '') {
    this.variable = variable;
    this.bucketName = bucketName;
    this.bucketArn = bucketArn;
    this.#prefix = prefix;
  }

  /** Adds exactly these actions on this bucket's objects (ListBucket: on the bucket) and sets its name. */
  bind(target: Bindable, actions: readonly BucketAction[]): void {
    const onObjects = actions.filter((action) => action !== 'ListBucket').map((action) => `s3:${action}`);
    if (onObjects.length > 0) {
      target.allow(
        onObjects,
        [`${this.bucketArn}/${this.#prefix}*`],
        'Object keys are made by the server as dossiers arrive.',
      );
    }
    if (actions.includes('ListBucket')) target.allow(['s3:ListBucket'], [this.bucketArn]);
    target.set(this.variable, this.bucketName);
  }
}

/** The topic for alerts. */
export class BoundTopic {
  readonly topicArn: string;

  constructor(topicArn: string) {
    this.topicArn = topicArn;
  }

  /** Adds sns:Publish on this topic and sets its ARN. */
  bind(target: Bindable, _actions: readonly ['Publish']): void {
    target.allow(['sns:Publish'], [this.topicArn]);
    target.set('ALERT_TOPIC_ARN', this.topicArn);
  }
}

/** The bus for everything that leaves. */
export class BoundBus {
  readonly busName: string;
  readonly busArn: string;

  constructor(busName: string, busArn: string) {
    this.busName = busName;
    this.busArn = busArn;
  }

  /** Adds events:PutEvents on this bus and sets its name. */
  bind(target: Bindable, _actions: readonly ['PutEvents']): void {
    target.allow(['events:PutEvents'], [this.busArn]);
    target.set('EVENT_BUS', this.busName);
  }
}

/** The actions that IAM checks against the state machine; all others name an execution. */
const machineActions: readonly MachineAction[] = ['StartExecution', 'SendTaskSuccess'];

/** A state machine as functions see it. */
export class BoundMachine {
  readonly variable: string;
  readonly machineArn: string;
  readonly executionArns: string;

  constructor(scope: Construct, variable: string, machineArn: string, machineName: string) {
    this.variable = variable;
    this.machineArn = machineArn;
    this.executionArns = Stack.of(scope).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${machineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** Adds exactly these actions; IAM knows those that name an execution only by the execution's ARN. */
  bind(target: Bindable, actions: readonly MachineAction[]): void {
    const onMachine = actions.filter((action) => machineActions.includes(action));
    const onExecutions = actions.filter((action) => !machineActions.includes(action));
    if (onMachine.length > 0)
      target.allow(
        onMachine.map((action) => `states:${action}`),
        [this.machineArn],
      );
    if (onExecutions.length > 0) {
      target.allow(
        onExecutions.map((action) => `states:${action}`),
        [this.executionArns],
        'Executions are named by dossier code and run; all of them belong to this one state machine.',
      );
    }
    target.set(this.variable, this.machineArn);
  }
}

/** Everything a function's row in operations.ts can be bound to. */
export interface Bound {
  readonly state: BoundTable;
  readonly event: BoundTable;
  readonly quarantine: BoundBucket;
  readonly archive: BoundBucket;
  readonly alerts: BoundTopic;
  readonly bus: BoundBus;
}

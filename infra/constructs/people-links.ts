import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DeployParameters } from '../config.ts';
import type { Bindable } from './grants.ts';

/** Where a mail sends people, as parameters: the console of the account, and the runbook as the installation keeps it. */
export class PeopleLinks extends Construct {
  readonly #console: CfnParameter;
  readonly #runbook: CfnParameter;

  constructor(scope: Construct, id: string, parameters: Pick<DeployParameters, 'consoleUrl' | 'runbookUrl'>) {
    super(scope, id);
    const stack = Stack.of(this);
    const allowedPattern = '^$|^https://[^\\s#]+[^/\\s#]$';
    this.#console = new CfnParameter(stack, 'ConsoleUrl', {
      default: parameters.consoleUrl,
      allowedPattern,
      description: 'Base of the AWS console in links to executions; empty: the ARN is named instead.',
    });
    this.#runbook = new CfnParameter(stack, 'RunbookUrl', {
      default: parameters.runbookUrl,
      allowedPattern,
      description: 'Where docs/runbook.md can be read; empty: its path is named instead.',
    });
  }

  /** Tells the function both addresses. */
  bind(target: Pick<Bindable, 'set'>): void {
    target.set('CONSOLE_URL', this.#console.valueAsString);
    target.set('RUNBOOK_URL', this.#runbook.valueAsString);
  }
}

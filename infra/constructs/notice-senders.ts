import { CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { DeployParameters } from '../config.ts';
import type { BoundFunction } from './bound-function.ts';
import { acknowledge } from './grants.ts';

/**
 * How applicants are told, as parameters: mail in the name of `NoticeSender`, text messages if `SmsEnabled`. What is off
 * is not there: no identity and no right to send.
 */
export class NoticeSenders extends Construct {
  readonly #sender: CfnParameter;
  readonly #sms: CfnParameter;
  readonly #hasSender: CfnCondition;
  readonly #hasSms: CfnCondition;

  constructor(scope: Construct, id: string, parameters: Pick<DeployParameters, 'noticeSender' | 'sms'>) {
    super(scope, id);
    const stack = Stack.of(this);
    this.#sender = new CfnParameter(stack, 'NoticeSender', {
      default: parameters.noticeSender,
      allowedPattern: '^$|^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
      constraintDescription: 'NoticeSender is an e-mail address, or empty for no mail.',
      description:
        'Address in whose name applicants get mail (SES sends a verification to it); empty for no mail.',
    });
    this.#sms = new CfnParameter(stack, 'SmsEnabled', {
      default: parameters.sms,
      allowedValues: ['true', 'false'],
      description: 'Whether applicants get text messages.',
    });
    this.#hasSender = new CfnCondition(this, 'HasSender', {
      expression: Fn.conditionNot(Fn.conditionEquals(this.#sender.valueAsString, '')),
    });
    this.#hasSms = new CfnCondition(this, 'HasSms', {
      expression: Fn.conditionEquals(this.#sms.valueAsString, 'true'),
    });
    const identity = new CfnEmailIdentity(this, 'Sender', { emailIdentity: this.#sender.valueAsString });
    identity.cfnOptions.condition = this.#hasSender;
  }

  /** Tells the function the sender's address and lets it send in this name only. */
  bindMail(fn: BoundFunction): void {
    fn.set('NOTICE_SENDER', this.#sender.valueAsString);
    const resource = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: this.#sender.valueAsString,
    });
    const allow = { Effect: 'Allow', Action: 'ses:SendEmail', Resource: resource };
    policy(fn, 'SendMail', [allow]).cfnOptions.condition = this.#hasSender;
  }

  /** Tells the function whether there are text messages, and lets it send them and nothing to a topic. */
  bindSms(fn: BoundFunction): void {
    fn.set('SMS_ENABLED', this.#sms.valueAsString);
    const topics = Stack.of(this).formatArn({ service: 'sns', region: '*', account: '*', resource: '*' });
    const sms = policy(fn, 'SendSms', [
      { Effect: 'Allow', Action: 'sns:Publish', Resource: '*' },
      { Effect: 'Deny', Action: 'sns:Publish', Resource: topics },
    ]);
    sms.cfnOptions.condition = this.#hasSms;
    acknowledge(
      sms,
      'IAM5[Resource::*]',
      'A telephone number is no resource: sns:Publish to one is allowed on * only; topics are denied.',
    );
  }
}

const policy = (fn: BoundFunction, name: string, statements: readonly object[]): CfnPolicy =>
  new CfnPolicy(fn, name, {
    policyName: name,
    roles: [fn.role.roleName],
    policyDocument: { Version: '2012-10-17', Statement: statements },
  });

/** The integrations of state machines: each call is made with the key of the machine's role. */
import type { Clock } from '../clock.ts';
import type { Wire } from '../front/wire.ts';
import type { LambdaPool } from '../lambda/pool.ts';
import { sdkInvoker, type TaskInvoker } from '../sfn/index.ts';
import type { Deployment } from '../template/deployment.ts';
import { LOCAL } from '../template/physical.ts';
import { RUN_HERE } from '../template/support.ts';
import type { Access } from './access.ts';

/** Calls the services through the front door and functions in the pool. */
export function machineInvoker(o: {
  deployment: Deployment;
  access: Access;
  pool: LambdaPool;
  clock: Clock;
  wire: Wire;
}): TaskInvoker {
  const keys = new Map(
    o.deployment
      .all(RUN_HERE['AWS::StepFunctions::StateMachine'])
      .map(({ arn, props }) => [arn, o.access.credentialsOf(props.RoleArn).accessKeyId]),
  );
  return sdkInvoker({
    wire: o.wire,
    clock: o.clock,
    accessKeyId: (executionArn) =>
      keys.get(executionArn.replace(':execution:', ':stateMachine:').replace(/:[^:]*$/, '')) ?? '',
    async invokeFunction(nameOrArn, payload, accessKeyId) {
      // An ARN with a qualifier is a resource of its own: `…:function:name` does not cover it, `…:function:name:*` does.
      const resource = nameOrArn.startsWith('arn:')
        ? nameOrArn
        : `arn:aws:lambda:${LOCAL.region}:${LOCAL.account}:function:${nameOrArn}`;
      const why = o.access.refusal(accessKeyId, { action: 'lambda:InvokeFunction', resources: [resource] });
      if (why !== undefined) return { error: { errorType: 'Lambda.AWSLambdaException', errorMessage: why } };
      const outcome = await o.pool.invoke(nameOrArn, payload);
      return outcome.ok ? { ok: outcome.payload } : { error: { ...outcome.error } };
    },
  });
}

import type { LinkPort } from '../app/notify.ts';

/**
 * Addresses for people. `console` is the base of the AWS console; without one (no console, as in the embedded cloud) an
 * execution is named by its ARN. `runbook` is where docs/runbook.md can be read; without one its path is named.
 */
export const linksOf = (o: {
  readonly stateMachineArn: string;
  readonly console: string | undefined;
  readonly runbook: string | undefined;
}): LinkPort => ({
  execution(name) {
    const arn = `${o.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const [, , , region] = o.stateMachineArn.split(':');
    return o.console === undefined
      ? arn
      : `${o.console}/states/home?region=${region}#/v2/executions/details/${arn}`;
  },
  runbook: (anchor) => `${o.runbook ?? 'docs/runbook.md'}#${anchor}`,
});

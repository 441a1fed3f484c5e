import { HeartbeatMissed, TaskError } from '../errors.ts';
import { type Frame, serialise } from '../frame.ts';
import type { Park } from '../run.ts';
import type { Resource } from './resource.ts';

/** A scheduled call, or (after a restart, without arguments) the wait that is left of one. */
export interface Call {
  readonly resource: Resource;
  readonly park: Park;
  readonly args?: unknown;
  readonly log: (type: string, details?: Record<string, unknown>) => void;
}

/** Separates the failure of the call itself, which the history records, from an end from outside. */
export class CallFailed extends Error {
  readonly failure: TaskError;

  constructor(failure: TaskError) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The call's result: what the integration returned, or what came through the token. */
export function answer(frame: Frame, call: Call): Promise<unknown> {
  const { host, executionArn } = frame.run;
  const { park, resource } = call;
  return frame.strand.wait<unknown>(({ done, fail }) => {
    let open = true;
    const failWith = (error: TaskError): void => fail(new CallFailed(error));
    const limits = armLimits(frame, call, failWith);
    // Opened before the call: a callback may arrive while the integration call is still under way.
    if (resource.waitsForToken)
      host.opened(
        park.token,
        { succeed: done, fail: failWith, heartbeat: limits.beat },
        frame.top ? park : undefined,
      );
    const submitted = (first: unknown): void => {
      if (!open) return;
      call.log('Submitted', { output: serialise(first).text, outputDetails: { truncated: false } });
      if (resource.waitsForToken) host.submitted(park.token);
    };
    const context = {
      executionArn,
      ...(resource.waitsForToken && { taskToken: park.token }),
      ...(resource.waitsForJob && { submitted }),
    };
    if ('args' in call)
      frame.run
        .invoke(resource.name, call.args, context)
        .then(resource.waitsForToken ? submitted : done, (error) => failWith(toTaskError(error)));
    return () => {
      open = false;
      limits.cancel();
      if (resource.waitsForToken) host.closed(park.token);
    };
  });
}

function toTaskError(thrown: unknown): TaskError {
  return thrown instanceof TaskError ? thrown : new TaskError('States.TaskFailed', String(thrown));
}

function armLimits(frame: Frame, call: Call, failWith: (error: TaskError) => void) {
  const { clock } = frame.run;
  const { deadline, heartbeatSeconds } = call.park;
  const late = (): void => failWith(new TaskError('States.Timeout'));
  const stopDeadline = deadline === undefined ? undefined : clock.timer(deadline, late);
  let stopHeartbeat: (() => void) | undefined;
  const beat = (): void => {
    stopHeartbeat?.();
    if (heartbeatSeconds === undefined || !call.resource.waitsForToken) return;
    const missed = (): void => failWith(new HeartbeatMissed('States.Timeout'));
    stopHeartbeat = clock.timer(clock.now() + heartbeatSeconds * 1000, missed);
  };
  beat();
  return {
    beat,
    cancel: () => {
      stopDeadline?.();
      stopHeartbeat?.();
    },
  };
}

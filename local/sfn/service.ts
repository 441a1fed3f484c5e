import {
  type Ending,
  type Engine,
  Evaluator,
  execute,
  type Host,
  InvalidDefinition,
  loadMachine,
  type Machine,
  type OpenWait,
  parseResource,
  statesOf,
  TaskError,
} from '../asl/index.ts';
import type { MachineSpec, SfnOptions } from './index.ts';
import { type Callback, type Execution, Store } from './store.ts';
import { ApiError, findToken, newToken, type OpenToken } from './tokens.ts';

/** For so long an execution that did not succeed can be redriven. */
const REDRIVABLE = 14 * 86_400_000;

/** Machines, executions and tokens behind the API. */
export class Service {
  readonly machines = new Map<string, MachineSpec & { machine: Machine; createdAt: number }>();
  readonly store: Store;
  readonly options: SfnOptions;
  private readonly tokens = new Map<string, OpenToken>();
  private readonly engine: Engine;

  constructor(options: SfnOptions) {
    const { clock, random, region, invoke } = options;
    this.options = options;
    this.store = new Store(options.dir, clock.now());
    this.engine = {
      clock,
      random,
      region,
      evaluator: new Evaluator({ now: () => clock.now(), random }),
      invoke: async (resource, args, ctx) => {
        this.store.flush();
        return invoke(resource, args, ctx);
      },
    };
  }

  createStateMachine(spec: MachineSpec): void {
    const machine = loadMachine(spec.definition, this.engine.evaluator);
    for (const [at, { Resource }] of statesOf(machine)) {
      const { invoke } = this.options;
      const why = typeof Resource === 'string' && invoke.refusal?.(parseResource(Resource).name);
      if (why) throw new InvalidDefinition(`State machine ${spec.name}, ${at}: ${why}`);
    }
    this.machines.set(spec.arn, { ...spec, machine, createdAt: this.options.clock.now() });
  }

  machine(arn: string) {
    const found = this.machines.get(arn);
    if (!found) throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return found;
  }

  /** Starts an execution; the same name and input while it runs gives the running one. */
  start(machineArn: string, name: string, input: string): Execution {
    this.machine(machineArn);
    const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const earlier = this.store.executions.get(arn);
    if (earlier?.status === 'RUNNING' && earlier.input === input) return earlier;
    if (earlier) throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    const startDate = this.options.clock.now();
    this.store.apply({ arn, new: { arn, machineArn, name, input, startDate, status: 'RUNNING' } });
    const execution = this.store.get(arn);
    this.tell(execution);
    this.run(execution);
    return execution;
  }

  /** What came through a token; written down before it is acknowledged. */
  callback(token: string, callback: Callback): void {
    const { wait, arn, durable } = findToken(this.tokens, token);
    if (durable) this.store.apply({ arn, set: { callback } });
    this.store.flush();
    deliver(wait, callback);
  }

  /** The machine whose task waits for a token; of a token that is used up any may be meant. */
  machinesOf(token: string): string[] {
    const open = this.tokens.get(token);
    return open ? [this.store.get(open.arn).machineArn] : [...this.machines.keys()];
  }

  expire(token: string): void {
    this.tokens.get(token)?.wait.fail(new TaskError('States.Timeout'));
  }

  heartbeat(token: string): void {
    findToken(this.tokens, token).wait.heartbeat();
  }

  /** Goes on with what was running when the host went down. */
  resume(): void {
    for (const execution of this.store.executions.values())
      if (execution.status === 'RUNNING' && !execution.running) this.run(execution);
  }

  /** Runs an execution that did not succeed once more, from the state in which it ended. Answers when (epoch ms). */
  redrive(arn: string, clientToken: string | undefined): number {
    const execution = this.store.get(arn);
    const { status, redriven } = execution;
    const known = redriven && clientToken !== undefined && redriven.clientToken === clientToken;
    if (status === 'RUNNING' && known) return redriven.at;
    const why = this.notRedrivable(execution);
    if (why !== undefined) throw new ApiError('ExecutionNotRedrivable', why);
    const at = this.options.clock.now();
    this.store.apply({ arn, redrive: { at, clientToken } });
    this.tell(execution);
    this.run(execution, true);
    return at;
  }

  /** Why an execution cannot be redriven; undefined if it can. */
  notRedrivable({ status, stopDate = 0, position, machineArn, machine }: Execution): string | undefined {
    if (status === 'RUNNING' || status === 'SUCCEEDED')
      return `Execution is ${status} and cannot be redriven`;
    if (this.options.clock.now() - stopDate > REDRIVABLE) return 'Execution redrivable period exceeded';
    const states = (machine ?? this.machines.get(machineArn)?.machine)?.States;
    const type = states?.[position?.state ?? '']?.Type;
    // AWS runs again only the iterations or branches that failed.
    return type === 'Map' || type === 'Parallel'
      ? `Execution ended in a ${type} state, which is not redriven here`
      : undefined;
  }

  private run(execution: Execution, again = false): void {
    const { arn, machineArn, name, park, submitted, callback, events, redriven } = execution;
    const found = this.machines.get(machineArn);
    if (!found) {
      const cause = `The state machine ${machineArn} no longer exists.`;
      this.end(execution, { status: 'FAILED', error: 'States.Runtime', cause });
      return;
    }
    const lastEventId = typeof events === 'string' ? 0 : (events.at(-1)?.id ?? 0);
    // A wait whose integration call had not returned is entered again, with a new token.
    const parked = (submitted || callback) && park ? park : undefined;
    execution.machine ??= found.machine;
    const spec = {
      machine: execution.machine,
      machineArn,
      machineName: found.name,
      arn,
      name,
      roleArn: `arn:aws:iam::${this.options.account}:role/${found.name}`,
      input: JSON.parse(execution.input),
      startedAt: execution.startDate,
      redriven,
      resume: { position: execution.position ?? undefined, parked, lastEventId, again },
    };
    const running = execute(this.engine, spec, this.hostFor(execution), (event) =>
      this.store.apply({ arn, event }),
    );
    execution.running = running;
    void running.ending.then((ending) => this.end(execution, ending));
  }

  private hostFor(execution: Execution): Host {
    const { arn } = execution;
    return {
      newToken: () => newToken(this.options.randomId),
      opened: (token, wait, park) => {
        this.tokens.set(token, { wait, arn, durable: park !== undefined });
        if (!park) return;
        const known = execution.park?.token === token;
        if (!known) this.store.apply({ arn, set: { park, submitted: false, callback: null } });
        else if (execution.callback) deliver(wait, execution.callback);
      },
      submitted: (token) => {
        if (execution.park?.token === token) this.store.apply({ arn, set: { submitted: true } });
      },
      closed: (token) => {
        this.tokens.delete(token);
        if (execution.park?.token === token) this.store.apply({ arn, set: { park: null, callback: null } });
      },
      entered: (position) => this.store.apply({ arn, set: { position } }),
    };
  }

  private end(execution: Execution, ending: Ending): void {
    const { status, error, cause } = ending;
    const output = status === 'SUCCEEDED' ? JSON.stringify(ending.output) : undefined;
    const stopDate = this.options.clock.now();
    const done = status === 'SUCCEEDED' && { position: null };
    const set = { status, stopDate, output, error, cause, park: null, ...done };
    this.store.apply({ arn: execution.arn, set });
    this.store.flush();
    this.tell(execution);
  }

  private tell(execution: Execution): void {
    const { arn, machineArn, name, status, startDate, stopDate, input, output, error, cause } = execution;
    const subject = { executionArn: arn, stateMachineArn: machineArn, name };
    this.options.onStatus({ ...subject, status, startDate, stopDate, input, output, error, cause });
  }
}

function deliver(wait: OpenWait, { output, failure }: Callback): void {
  if (failure) wait.fail(new TaskError(failure.error, failure.cause));
  else wait.succeed(output);
}

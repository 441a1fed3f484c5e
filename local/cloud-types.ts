/** What the embedded cloud offers, and how it is started. */
import type { Clock } from './clock.ts';
import type { Direct } from './dynamo/direct.ts';
import type { MemoryOptions } from './dynamo/index.ts';
import type { DeadLetter } from './events/delivery.ts';
import type { Scanner } from './events/scan.ts';
import type { Faults } from './faults.ts';
import type { TokenClaims } from './front/issuer.ts';
import type { Message } from './front/outbox.ts';
import type { Wire } from './front/wire.ts';
import type { Shortcut } from './lambda/inline.ts';
import type { CloudNames } from './names.ts';

/** A running embedded cloud. */
export interface Cloud {
  readonly url: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly names: CloudNames;
  /** Types of the template that have no effect here, and why. */
  readonly inert: readonly { type: string; count: number; why: string }[];
  /** What scans uploads for malware. */
  readonly scanner: string;
  /** A request to the front door without the network. */
  readonly wire: Wire;
  /** DynamoDB without a protocol, where the tables are in memory and nothing fails. */
  readonly database: Direct | undefined;
  token(claims: TokenClaims): Promise<string>;
  outbox(): readonly Message[];
  deadLetters(): readonly DeadLetter[];
  stop(): Promise<void>;
}

/** How to start it. */
export interface CloudOptions {
  /** The folder `cdk.out`. */
  readonly assembly: string;
  /** Data folder; undefined = nothing survives. */
  readonly dir?: string;
  /** 0 or undefined = any free port; a busy one = the next. */
  readonly port?: number;
  /** Giving a clock makes it a simulation: time and randomness in functions come from it and from `seed`. */
  readonly clock?: Clock;
  readonly seed?: number;
  /** What goes wrong in a simulation. */
  readonly faults?: Faults;
  /** Values of template parameters, in place of the local ones. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Worker threads for functions; by default at most 4, and 1 in a simulation, whose order must not depend on the machine. */
  readonly workers?: number;
  /** For simulations: the tables in memory; they are written into the data folder at the end. */
  readonly memory?: MemoryOptions;
  /** In a simulation: functions on this thread, without sockets, of the bundle that lies in `dirOf` their name, if not in the assembly's. */
  readonly inline?: { dirOf?(functionName: string): string; readonly shortcut?: Shortcut | undefined };
  /** What scans uploads for malware; by default the EICAR stub. */
  readonly scanner?: Scanner;
  log?(line: string): void;
}

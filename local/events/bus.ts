/** The default EventBridge bus: rules, and their targets delivered at least once. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { LOCAL } from '../template/physical.ts';
import { type DeadLetter, deliver, type Target } from './delivery.ts';
import type { List } from './list.ts';
import { checkPattern, matches } from './pattern.ts';

/** An event before the bus has stamped it. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: Record<string, unknown>;
}

/** A rule and where it sends. */
export interface Rule {
  readonly name: string;
  readonly pattern: Record<string, unknown>;
  readonly targets: readonly Target[];
}

/** The bus. */
export interface Bus {
  /** Returns once the event is on disk; what matches no rule is forgotten. */
  publish(event: BusEvent): void;
  /** Delivers again what a crash interrupted. */
  resume(): void;
}

const Stamped = z.looseObject({ id: z.string() });

/** Creates the bus; a pattern it cannot honour throws. `dir` keeps the events under way. */
export function createBus(o: {
  clock: Clock;
  rules: readonly Rule[];
  dir: string;
  randomId(): string;
  deadLetters: List<DeadLetter>;
}): Bus {
  for (const rule of o.rules) checkPattern(rule.pattern, `rule ${rule.name}`);
  mkdirSync(o.dir, { recursive: true });

  async function send(file: string, event: z.infer<typeof Stamped>): Promise<void> {
    const targets = o.rules.filter((rule) => matches(rule.pattern, event)).flatMap((rule) => rule.targets);
    await Promise.all(targets.map((target) => deliver(o, target, event, event.id)));
    rmSync(file, { force: true });
  }

  return {
    publish({ source, detailType, resources, detail }) {
      const event = {
        version: '0',
        id: o.randomId(),
        'detail-type': detailType,
        source,
        account: LOCAL.account,
        time: `${new Date(o.clock.now()).toISOString().slice(0, 19)}Z`,
        region: LOCAL.region,
        resources,
        detail,
      };
      if (!o.rules.some((rule) => matches(rule.pattern, event))) return;
      const file = join(o.dir, `${event.id}.json`);
      writeFileSync(file, JSON.stringify(event));
      void send(file, event);
    },
    resume() {
      for (const name of readdirSync(o.dir).sort()) {
        const file = join(o.dir, name);
        const event = read(file);
        // A torn file belongs to an event whose publisher was never answered and will publish again.
        if (event) void send(file, event);
        else rmSync(file);
      }
    },
  };
}

function read(file: string): z.infer<typeof Stamped> | undefined {
  try {
    return Stamped.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

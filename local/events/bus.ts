/** EventBridge buses: rules, and their targets delivered at least once. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Delay, Faults } from '../faults.ts';
import { LOCAL } from '../template/physical.ts';
import { type DeadLetter, deliver, type Target } from './delivery.ts';
import type { List } from './list.ts';
import { checkPattern, matches } from './pattern.ts';

/** The bus on which AWS's own services report. */
export const DEFAULT_BUS = 'default';

/** An event before the bus has stamped it. */
export interface BusEvent {
  /** By default the default bus. */
  readonly bus?: string;
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: Record<string, unknown>;
  /** When it happened, if that was not now. */
  readonly at?: number;
}

/** A rule and where it sends. */
export interface Rule {
  readonly name: string;
  readonly bus: string;
  readonly pattern: Record<string, unknown>;
  readonly targets: readonly Target[];
}

/** The buses. */
export interface Bus {
  /** Returns the event's id once it is on disk; what matches no rule is forgotten. */
  publish(event: BusEvent): string;
  /** Delivers again what a crash interrupted. */
  resume(): void;
}

const AT_ONCE: Delay = { lateMs: 0, twice: false };

const Stamped = z.looseObject({ id: z.string() });
const Kept = z.object({ bus: z.string(), event: Stamped });
/** An event that came over a bus of the product's own: what a partner's rule there would see. */
export const Passed = Kept;
type Kept = z.infer<typeof Kept>;

/** Creates the buses; a pattern they cannot honour throws. `dir` keeps the events under way, if they are to survive, `passed` what custom buses saw. */
export function createBus(o: {
  clock: Clock;
  rules: readonly Rule[];
  dir: string | undefined;
  randomId(): string;
  deadLetters: List<DeadLetter>;
  passed?: List<Kept>;
  faults?: Pick<Faults, 'event'> | undefined;
}): Bus {
  for (const rule of o.rules) checkPattern(rule.pattern, `rule ${rule.name}`);
  const { dir } = o;
  if (dir !== undefined) mkdirSync(dir, { recursive: true });

  const listening = ({ bus, event }: Kept): Rule[] =>
    o.rules.filter((rule) => rule.bus === bus && matches(rule.pattern, event));

  async function send(file: string | undefined, kept: Kept): Promise<void> {
    const targets = listening(kept).flatMap((rule) => rule.targets);
    const now = (): Promise<unknown> =>
      Promise.all(targets.map((target) => deliver(o, target, kept.event, kept.event.id)));
    const { source, detail } = kept.event;
    const isAws = kept.bus === DEFAULT_BUS;
    const { lateMs, twice, never } = (isAws && o.faults?.event(JSON.stringify([source, detail]))) || AT_ONCE;
    if (twice) await now();
    if (lateMs > 0) await new Promise<void>((done) => o.clock.timer(o.clock.now() + lateMs, done));
    if (!never) await now();
    if (file !== undefined) rmSync(file, { force: true });
  }

  return {
    publish({ bus = DEFAULT_BUS, source, detailType, resources, detail, at = o.clock.now() }) {
      const event = {
        version: '0',
        id: o.randomId(),
        'detail-type': detailType,
        source,
        account: LOCAL.account,
        time: `${new Date(at).toISOString().slice(0, 19)}Z`,
        region: LOCAL.region,
        resources,
        detail,
      };
      const kept = { bus, event };
      if (bus !== DEFAULT_BUS) o.passed?.append(kept);
      if (listening(kept).length === 0) return event.id;
      const file = dir === undefined ? undefined : join(dir, `${event.id}.json`);
      if (file !== undefined) writeFileSync(file, JSON.stringify(kept));
      void send(file, kept);
      return event.id;
    },
    resume() {
      if (dir === undefined) return;
      for (const name of readdirSync(dir).sort()) {
        const file = join(dir, name);
        const kept = read(file);
        // A torn file belongs to an event whose publisher was never answered and will publish again.
        if (kept) void send(file, kept);
        else rmSync(file);
      }
    },
  };
}

function read(file: string): Kept | undefined {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

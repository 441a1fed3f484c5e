import type { Clock } from '../clock.ts';
import type { Strand } from './strand.ts';

/** One event, in the shape in which GetExecutionHistory returns it; the timestamp is epoch milliseconds. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

/** Writes the events of one execution: ids in order, each pointing at its predecessor in its own branch. */
export class Recorder {
  private readonly clock: Clock;
  private readonly sink: (event: HistoryEvent) => void;
  private nextId: number;

  constructor(clock: Clock, sink: (event: HistoryEvent) => void, lastId: number) {
    this.clock = clock;
    this.sink = sink;
    this.nextId = lastId + 1;
  }

  /** Adds an event of `type` with its details on `strand` and returns its id. */
  add(strand: Strand, type: string, details?: Record<string, unknown>): number {
    strand.check();
    const id = this.nextId++;
    const head = { id, previousEventId: strand.lastEventId, timestamp: this.clock.now(), type };
    this.sink(details ? { ...head, [detailsKey(type)]: withoutUndefined(details) } : head);
    strand.lastEventId = id;
    return id;
  }
}

function detailsKey(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

function withoutUndefined(details: Record<string, unknown>): Record<string, unknown> {
  for (const key of Object.keys(details)) if (details[key] === undefined) delete details[key];
  return details;
}

import type { MapState, ParallelState, StateGroup } from '../definition.ts';
import { TaskError } from '../errors.ts';
import { count, evaluate, type Frame, failure, record, typed } from '../frame.ts';
import type { Strand } from '../strand.ts';

/** Runs the states of a group on a strand of its own and returns the last output. */
export type RunGroup = (
  frame: Frame,
  group: StateGroup,
  input: unknown,
  strand: Strand,
  context: Frame['context'],
) => Promise<unknown>;

/** All branches at once; the first failure ends the others. */
export async function attemptParallel(frame: Frame, state: ParallelState, run: RunGroup): Promise<unknown> {
  const input = 'Arguments' in state ? await evaluate(frame, state.Arguments, 'Arguments') : frame.input;
  record(frame, 'ParallelStateStarted');
  return join(frame, () =>
    state.Branches.map((branch) =>
      frame.strand.fork((strand) => run(frame, branch, input, strand, frame.context)),
    ),
  );
}

/** The processor over all items, at most MaxConcurrency at once. */
export async function attemptMap(frame: Frame, state: MapState, run: RunGroup): Promise<unknown> {
  const { name, strand } = frame;
  const items = await itemsOf(frame, state);
  const concurrency = (await count(frame, state.MaxConcurrency, 'MaxConcurrency')) || 40;
  const tolerated = await toleratedOf(frame, state, items.length);
  const outputs = new Map<number, unknown>();
  const inFlight = new Set<number>();
  let next = 0;
  let failures = 0;

  const iterate = async (index: number, own: Strand): Promise<void> => {
    const log = (type: string) => frame.run.recorder.add(own, `MapIteration${type}`, { name, index });
    const context = { ...frame.context, Map: { Item: { Index: index, Value: items[index] } } };
    log('Started');
    inFlight.add(index);
    try {
      const selector = state.ItemSelector ?? items[index];
      const input =
        'ItemSelector' in state ? await evaluate(frame, selector, 'ItemSelector', { context }) : selector;
      outputs.set(index, await run(frame, state.ItemProcessor, input, own, context));
      log('Succeeded');
    } catch (error) {
      log('Failed');
      failures++;
      if (tolerated === undefined) throw error;
      if (failures > tolerated) throw exceeded();
    } finally {
      if (!own.stopped) inFlight.delete(index);
    }
  };
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      await strand.fork((own) => iterate(index, own));
    }
  };

  record(frame, 'MapStateStarted', { length: items.length });
  try {
    await join(frame, () => Array.from({ length: Math.min(concurrency, items.length) }, work));
  } catch (error) {
    for (const index of inFlight) record(frame, 'MapIterationAborted', { name, index });
    throw error;
  }
  record(frame, 'MapStateSucceeded');
  return items.flatMap((_, index) => (outputs.has(index) ? [outputs.get(index)] : []));
}

/** Waits for all of `start`'s parties; when one fails, the strands below are ended. */
async function join(frame: Frame, start: () => Promise<unknown>[]): Promise<unknown[]> {
  try {
    return await frame.strand.wait<unknown[]>(({ done, fail }) => {
      Promise.all(start()).then(done, fail);
      return () => {};
    });
  } catch (error) {
    frame.strand.stopChildren(`'${frame.name}' has failed`);
    throw error;
  }
}

async function itemsOf(frame: Frame, state: MapState): Promise<readonly unknown[]> {
  if ('Items' in state) return typed(frame, state.Items, 'Items', 'array', isArray);
  if (isArray(frame.input)) return frame.input;
  throw failure(frame, `Map state input must be an array but was: ${JSON.stringify(frame.input)}`);
}

/** How many iterations may fail; undefined when none was named, so that the first error is the Map's own. */
async function toleratedOf(frame: Frame, state: MapState, length: number): Promise<number | undefined> {
  const most = await count(frame, state.ToleratedFailureCount, 'ToleratedFailureCount');
  const percentage = await count(frame, state.ToleratedFailurePercentage, 'ToleratedFailurePercentage');
  const share = percentage === undefined ? most : Math.floor((length * percentage) / 100);
  return share === undefined ? undefined : Math.min(share, most ?? share);
}

const exceeded = (): TaskError =>
  new TaskError(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
const isArray = (value: unknown): value is unknown[] => Array.isArray(value);

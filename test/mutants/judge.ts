import type { Failure } from './events.ts';
import type { Layer } from './layers.ts';
import { runAgain } from './suite.ts';
import type { Workspace } from './workspace.ts';

/** Whether a file passes on the tree without the patch; asked once per file. */
export type Plain = (layer: Layer, failure: Failure) => Promise<boolean>;

export const plainTree = (space: Workspace): Plain => {
  const known = new Map<string, Promise<boolean>>();
  return (layer, failure) => {
    const asked =
      known.get(failure.file) ?? runAgain(space, layer, failure).then((found) => found.length === 0);
    known.set(failure.file, asked);
    return asked;
  };
};

/** What a busy machine can do to a healthy test. */
const busy = /timed? ?out|ECONNRESET|ECONNREFUSED|EADDRINUSE|ENOSPC|socket hang up/i;

/**
 * The one place that decides whether a failure is the patch's doing. The same file must pass without the patch. What could
 * be the machine's doing (a timeout, a whole cloud, an error outside of every test) must also fail a second time with it.
 */
export const isByPatch = async (
  patched: Workspace,
  plain: Plain,
  layer: Layer,
  failure: Failure,
): Promise<boolean> => {
  if (!(await plain(layer, failure))) return false;
  const doubtful =
    layer.cloud === true || failure.hangs || failure.title.startsWith('(') || busy.test(failure.message);
  if (!doubtful) return true;
  return (await runAgain(patched, layer, failure)).length > 0;
};

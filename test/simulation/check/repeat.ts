import { canonical } from '../../../functions/core/canonical.ts';
import { BrokenInvariant } from './broken.ts';
import type { CheckedStore } from './store.ts';

interface Answer {
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

/**
 * I10: sends a wish once more under its Idempotency-Key, and compares answer and log. Upload slots are signed anew each time and
 * left out; a repetition that fails for a reason that passes says nothing.
 */
export const pressAgain = async (
  store: CheckedStore,
  path: string,
  first: Answer,
  send: () => Promise<Answer>,
): Promise<void> => {
  const id = path.split('/')[2] ?? '';
  const seqOf = async (): Promise<number> => (await store.standings([id]))[0]?.seq ?? 0;
  const before = await seqOf();
  const second = await send();
  const after = await seqOf();
  const said = ({ status, answer: { uploads: _, ...answer } }: Answer) => canonical({ status, answer });
  const passes = second.status >= 500 || second.status === 429;
  const other = !passes && said(first) !== said(second);
  const faults = [
    ...(other ? [`I10 POST ${path}: ${said(first)}, then ${said(second)}`] : []),
    ...(before === after ? [] : [`I10 POST ${path}: the log goes on from ${before} to ${after}`]),
  ];
  if (faults.length > 0) throw new BrokenInvariant(faults, 'repeated with the same key', []);
};

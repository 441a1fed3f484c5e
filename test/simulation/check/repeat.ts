import { canonical } from '../../../functions/core/canonical.ts';
import { BrokenInvariant, findingOf } from './broken.ts';

interface Answer {
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

/** I10: sends another wish under the key of one that was granted: it must be refused, and the log stays as it is. */
export const misuse = async (
  seqOf: (id: string) => Promise<number>,
  path: string,
  send: () => Promise<Answer>,
): Promise<void> => {
  const id = path.split('/')[2] ?? '';
  const before = await seqOf(id);
  const { status } = await send();
  const after = await seqOf(id);
  const faults = [
    ...(status < 300 ? [`I10 POST ${path}: another wish under the same key is answered with ${status}`] : []),
    ...(before === after ? [] : [`I10 POST ${path}: the log goes on from ${before} to ${after}`]),
  ];
  if (faults.length > 0) throw new BrokenInvariant(findingOf(faults, 'another wish with the same key', []));
};

/**
 * I10: sends a wish once more under its Idempotency-Key, and compares answer and log (`seqOf` reads the number of its newest
 * event). Upload slots are signed anew each time and left out; a repetition that fails for a reason that passes says nothing.
 */
export const pressAgain = async (
  seqOf: (id: string) => Promise<number>,
  path: string,
  first: Answer,
  send: () => Promise<Answer>,
): Promise<void> => {
  const id = path.split('/')[2] ?? '';
  const before = await seqOf(id);
  const second = await send();
  const after = await seqOf(id);
  const said = ({ status, answer: { uploads: _, ...answer } }: Answer) => canonical({ status, answer });
  const passes = second.status >= 500 || second.status === 429;
  const other = !passes && said(first) !== said(second);
  const faults = [
    ...(other ? [`I10 POST ${path}: ${said(first)}, then ${said(second)}`] : []),
    ...(before === after ? [] : [`I10 POST ${path}: the log goes on from ${before} to ${after}`]),
  ];
  if (faults.length > 0) throw new BrokenInvariant(findingOf(faults, 'repeated with the same key', []));
};

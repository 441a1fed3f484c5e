/** A thread that checks a simulation while it runs, so that looking takes none of its time. Each message is a step, in order. */
import { parentPort } from 'node:worker_threads';
import * as z from 'zod';
import { BrokenInvariant, type Finding } from './broken.ts';
import { Inspector, type Place } from './inspector.ts';
import { Change, Mirror } from './mirror.ts';

const changes = z.array(Change).default([]);
const names = z.array(z.string());
export const Step = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begin'), calm: z.boolean(), answered: z.boolean(), outage: z.boolean() }),
  z.object({ type: z.literal('act'), changes, id: z.string(), what: z.string(), now: z.number() }),
  z.object({ type: z.literal('rest'), changes, now: z.number() }),
  z.object({ type: z.literal('midnight'), changes, now: z.number(), running: names, sent: names }),
  z.object({
    type: z.literal('ended'),
    id: z.string(),
    remains: z.object({ histories: z.record(z.string(), z.string()), sheets: names }),
  }),
  z.object({ type: z.literal('log'), id: z.string() }),
]);
/** What the thread is told. */
export type Step = z.infer<typeof Step>;

/** What it says: the first thing that is wrong, and an answer to each midnight and each question for a log. */
export type Said =
  | { readonly type: 'broken'; readonly finding: Finding }
  | { readonly type: 'midnight'; readonly ended: readonly Place[]; readonly looks: number }
  | { readonly type: 'log'; readonly lines: readonly string[] };

let mirror = new Mirror();
let inspector = new Inspector(mirror, { calm: true, answered: true, outage: false });
let isBroken = false;

const take = (step: Step): Said | undefined => {
  switch (step.type) {
    case 'begin':
      mirror = new Mirror();
      inspector = new Inspector(mirror, step);
      return undefined;
    case 'act':
      mirror.take(step.changes);
      inspector.afterAct(step.id, step.what, step.now);
      return undefined;
    case 'rest':
      mirror.take(step.changes);
      inspector.rest(step.now);
      return undefined;
    case 'midnight':
      mirror.take(step.changes);
      return { type: 'midnight', ended: inspector.midnight(step), looks: inspector.looks };
    case 'ended':
      inspector.close(step.id, step.remains);
      return undefined;
    case 'log':
      return { type: 'log', lines: inspector.logOf(step.id) };
  }
};

parentPort?.on('message', (told: unknown) => {
  const step = Step.parse(told);
  if (step.type === 'begin') isBroken = false; // another simulation
  if (isBroken && step.type !== 'log') return; // the first thing that is wrong is told, and nothing after it
  try {
    const said = take(step);
    if (said) parentPort?.postMessage(said);
  } catch (error) {
    if (!(error instanceof BrokenInvariant)) throw error;
    isBroken = true;
    parentPort?.postMessage({ type: 'broken', finding: error.finding } satisfies Said);
  }
});

import * as z from 'zod';
import { statusNames } from '../../functions/core/dossier/status.ts';

/** What the demo prints, read from the API's own answers. */
const event = z.looseObject({
  at: z.string(),
  type: z.string(),
  actor: z.object({ kind: z.string(), subject: z.string() }),
  data: z.record(z.string(), z.unknown()),
});
const due = z.object({ due: z.number(), kind: z.string(), version: z.number() });
const derivation = z.object({
  rule: z.string(),
  article: z.string(),
  calendar: z.string(),
  counted: z.array(z.object({ from: z.string(), to: z.string(), n: z.number() })),
  skipped: z.array(
    z.object({ from: z.string(), to: z.string(), reason: z.string(), name: z.string().optional() }),
  ),
});
const dossierSchema = z.looseObject({
  code: z.string(),
  status: z.union([z.literal(9), z.literal(10)]),
  outcome: z.string(),
  forms: z.array(z.object({ form: z.string(), number: z.string(), derivation: derivation.optional() })),
  files: z.array(
    z.looseObject({
      component: z.string(),
      name: z.string(),
      size: z.number(),
      sha256: z.string(),
      archive: z.object({ key: z.string() }),
    }),
  ),
});

/** Events that change the national status, and to which. */
const statusAfter: Readonly<Record<string, keyof typeof statusNames>> = {
  submitted: 1,
  accepted: 2,
  handedOver: 4,
  delivered: 10,
};

const heading = (text: string): void => console.log(`\n${text}\n${'─'.repeat(text.length)}`);
const clock = (iso: string): string => `${iso.slice(8, 10)}/${iso.slice(5, 7)} ${iso.slice(11, 16)}`;

/** What happened, when, by whom, and what it did to the deadline. */
export const printTimeline = (
  log: unknown,
  dossier: unknown,
  outbox: readonly { subject?: string | undefined; at: number }[],
): void => {
  const { events } = z.object({ events: z.array(event) }).parse(log);
  const { code, outcome } = dossierSchema.parse(dossier);
  heading(`Hồ sơ ${code}: dòng thời gian / timeline`);
  const lines = events.map(({ at, type, actor, data }) => {
    const status = type === 'documentsVerified' && data.completed !== undefined ? 9 : statusAfter[type];
    const change = status === undefined ? '' : `→ ${status} ${statusNames[status].vi}`;
    return { at, text: `${type.padEnd(18)} ${actor.subject.padEnd(16)} ${change}${detail(type, data)}` };
  });
  const alerts = outbox.map(({ subject, at }) => ({
    at: localIso(at),
    text: `e-mail to leaders   ${subject ?? ''}`,
  }));
  for (const { at, text } of [...lines, ...alerts].toSorted((a, b) =>
    a.at.slice(0, 16) < b.at.slice(0, 16) ? -1 : 1,
  )) {
    console.log(`${clock(at)}  ${text.trimEnd()}`);
  }
  console.log(`Kết quả / outcome: ${outcome}`);
};

const detail = (type: string, data: Record<string, unknown>): string => {
  if (type === 'stepCompleted') return `${String(data.step)} (${String(data.result)})`;
  const promise = due.safeParse(data.deadline);
  return promise.success
    ? `  due ${clock(localIso(promise.data.due))} (${promise.data.kind}, version ${promise.data.version})`
    : '';
};

/** Vietnam has one fixed offset. */
const localIso = (at: number): string => new Date(at + 7 * 3_600_000).toISOString();

export const printForms = (dossier: unknown): void => {
  heading('Biểu mẫu đã phát hành / forms issued');
  for (const { form, number, derivation: d } of dossierSchema.parse(dossier).forms) {
    console.log(`Mẫu ${form}  số ${number}`);
    if (!d) continue;
    console.log(`  ${d.rule} (${d.article}), calendar ${d.calendar}`);
    for (const run of d.counted) console.log(`  counted ${run.from} … ${run.to}: ${run.n}`);
    for (const run of d.skipped) console.log(`  skipped ${run.from} … ${run.to}: ${run.name ?? run.reason}`);
  }
};

export const printArchive = (dossier: unknown): void => {
  heading('Kho lưu trữ / archive');
  for (const { name, size, sha256, archive } of dossierSchema.parse(dossier).files) {
    console.log(`${name} (${size} bytes)\n  sha256 ${sha256}\n  ${archive.key}`);
  }
};

export const printMetrics = (metrics: unknown): void => {
  heading('Số liệu tháng 11/2026 / metrics of November 2026');
  const { totals } = z.object({ totals: z.record(z.string(), z.number()) }).parse(metrics);
  console.log(
    Object.entries(totals)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
      .join(' · '),
  );
};

import { expect } from 'vitest';
import { type Answer, call, sha256, slotsOf, upload } from './api.ts';
import { holderOf, type Person, tokenOf } from './cast.ts';
import { shipped } from './catalogue.ts';
import type { CloudLike } from './cloudLike.ts';
import { makePdf } from './pdf.ts';
import { accept, act, filingOf, type Paper, uploadAll, view } from './play.ts';

/** Steps of the lifecycle that several end-to-end tests take, each checked as it is taken. */

const papersOf = (code: string): Promise<Paper[]> =>
  Promise.all(
    shipped(code)
      .components.filter(({ requirement }) => requirement === 'required')
      .map(async ({ id }) => ({ component: id, name: `${id}.pdf`, bytes: await makePdf(`${code} ${id}`) })),
  );

/** Filed with every required component and submitted; all files verified clean. */
export const filed = async (
  cloud: CloudLike,
  code = '1.013236',
  over: Record<string, unknown> = {},
  who: Person = 'citizen',
): Promise<string> => {
  const papers = await papersOf(code);
  const created = await call(cloud, 'POST', '/dossiers', {
    token: await tokenOf(cloud, who),
    body: { ...filingOf(papers), procedure: code, ...over },
  });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  await uploadAll(slotsOf(created), papers);
  await cloud.clock.settle();
  const id = String(created.body.id);
  tracking.set(id, String(created.body.trackingToken));
  await does(cloud, who, id, 'submit');
  return id;
};

const tracking = new Map<string, string>();

/** What the public sees of a dossier. */
export const tracked = async (cloud: CloudLike, id: string): Promise<Record<string, unknown>> =>
  (await call(cloud, 'GET', `/track/${tracking.get(id) ?? ''}`)).body;

/** An act that must succeed; answers the body. */
export const does = async (
  cloud: CloudLike,
  who: Person,
  id: string,
  verb: string,
  body: unknown = {},
): Promise<Record<string, unknown>> => {
  const answer = await act(cloud, who, id, verb, body);
  expect(answer.status, `${verb}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};

export const seen = async (
  cloud: CloudLike,
  id: string,
  who: Person = 'citizen',
): Promise<Record<string, unknown>> => (await view(cloud, who, id)).body;

/** Accepted and handed over: the first review step waits. */
export const handedOver = async (
  cloud: CloudLike,
  code = '1.013236',
  body: unknown = {},
): Promise<string> => {
  const id = await filed(cloud, code);
  const accepted = await accept(cloud, id, body);
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
  await does(cloud, 'desk', id, 'hand-over');
  return id;
};

/** Completes the review steps before the named one, each by its role; without a name, all of them. */
export const reviewedTo = async (cloud: CloudLike, id: string, step?: string): Promise<void> => {
  for (const each of shipped('1.013236').steps.filter(({ phase }) => phase === 'review')) {
    if (each.id === step) return;
    await does(cloud, holderOf[each.role] ?? 'desk', id, 'complete-step', { step: each.id });
  }
};

/** From the appraisal on to the result. */
export const reviewOn = async (cloud: CloudLike, id: string): Promise<void> => {
  for (const [who, step] of [
    ['appraiser', 'APPRAISE'],
    ['head', 'DIVISION-REVIEW'],
    ['leader', 'APPROVE'],
    ['clerk', 'STAMP'],
  ] as const)
    await does(cloud, who, id, 'complete-step', { step });
};

/** Waits in the appraiser's step. */
export const inAppraisal = async (cloud: CloudLike, code?: string, body?: unknown): Promise<string> => {
  const id = await handedOver(cloud, code, body);
  await reviewedTo(cloud, id, 'APPRAISE');
  return id;
};

/** Declares files of a supplement and uploads them; a file of `text` instead of a PDF is a bad one. */
export const uploadSupplement = async (
  cloud: CloudLike,
  id: string,
  component: string,
  o: { bad?: boolean; who?: Person } = {},
): Promise<Answer> => {
  const bytes = o.bad ? new TextEncoder().encode('this is no PDF') : await makePdf(`supplement ${component}`);
  const file = {
    ...{ component, name: 'bổ sung.pdf', mediaType: 'application/pdf' },
    ...{ size: bytes.length, sha256: sha256(bytes) },
  };
  const declared = await act(cloud, o.who ?? 'citizen', id, 'supplement-files', { files: [file] });
  expect(declared.status, JSON.stringify(declared.body)).toBe(200);
  for (const slot of slotsOf(declared)) expect(await upload(slot, bytes)).toBe(204);
  await cloud.clock.settle();
  return declared;
};

/** The types of a dossier's events, in order. */
export const eventsOf = async (cloud: CloudLike, id: string): Promise<string[]> => {
  const answer = await call(cloud, 'GET', `/dossiers/${id}/events`, { token: await tokenOf(cloud, 'desk') });
  const { events } = answer.body;
  return Array.isArray(events) ? events.map((event) => String(event.type)) : [];
};

/** What people wrote in the log, as this person may read it. */
export const wordsOf = async (cloud: CloudLike, who: Person, id: string): Promise<string[]> => {
  const answer = await call(cloud, 'GET', `/dossiers/${id}/events`, { token: await tokenOf(cloud, who) });
  const { events } = answer.body;
  return Array.isArray(events) ? events.flatMap(({ words }) => Object.values(words ?? {}).map(String)) : [];
};

/** Form and number of every form issued so far. */
export const formsOf = async (cloud: CloudLike, id: string): Promise<string[]> => {
  const { forms } = await seen(cloud, id);
  return Array.isArray(forms)
    ? forms.map(({ form, number }) => `${form} ${String(number).split('/')[1]}`)
    : [];
};

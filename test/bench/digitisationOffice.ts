import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import * as z from 'zod';
import { filingExample } from '../../functions/contract/filing.ts';
import { limits } from '../support/limits.ts';
import { type CloudApart, cloudApart, type Place, type Resident } from './child.ts';
import type { Held } from './digitisationFiles.ts';

const Slots = z.object({
  id: z.string(),
  uploads: z.array(z.object({ url: z.string(), fields: z.record(z.string(), z.string()) })),
});
const Seen = z.object({
  phase: z.string(),
  files: z.array(z.object({ reasons: z.array(z.object({ code: z.string() })).default([]) })).default([]),
});

/** A procedure of which one paper is enough, and another may come any number of times. */
const PROCEDURE = '1.013235';
const POLL_MS = 250;
/** In which no dossier may stay in one phase. */
const PATIENCE_MS = 15 * 60_000;

/** The embedded cloud in a process of its own, and the people who use it over HTTP. */
export class Office {
  readonly #cloud: CloudApart;
  readonly #at: Place;
  #calls = 0;

  private constructor(cloud: CloudApart) {
    this.#cloud = cloud;
    this.#at = cloud.at;
  }

  static async open(dir: string): Promise<Office> {
    return new Office(await cloudApart(dir));
  }

  close(): Promise<void> {
    return this.#cloud.stop();
  }

  memory(): Promise<Resident> {
    return this.#cloud.memory();
  }

  /** Files the papers, has them accepted once they are clean, and waits until the archive holds them. */
  async archived(papers: readonly Held[]): Promise<void> {
    const id = await this.#filed(papers, false);
    await this.#until(id, 'ACCEPTANCE');
    const identifier = { kind: 'work', identifier: 'VN-H05-2026-000123' };
    await this.#call(this.#at.desk, 'POST', `/dossiers/${id}/national-id`, identifier);
    await this.#call(this.#at.desk, 'POST', `/dossiers/${id}/accept`, {});
    await this.#until(id, 'HAND_OVER');
  }

  /** Files papers that are larger than may be, and waits until they are refused for that. */
  async refused(papers: readonly Held[]): Promise<void> {
    const id = await this.#filed(papers, true);
    const { files } = await this.#until(id, 'REPLACEMENT');
    const tooLarge = files.filter(({ reasons }) => reasons.some(({ code }) => code === 'too-large'));
    if (tooLarge.length !== papers.length) throw new Error(`${id}: ${tooLarge.length} are too large`);
  }

  async #filed(papers: readonly Held[], isOver: boolean): Promise<string> {
    const components = papers.map(({ size, sha256 }, nth) => ({
      component: nth === 0 ? 'DON' : 'GPXD',
      name: `${nth + 1}.pdf`,
      mediaType: 'application/pdf',
      ...{ size: isOver ? limits.maxBytes : size, sha256 },
    }));
    const filing = { ...filingExample, procedure: PROCEDURE, components };
    const { id, uploads } = Slots.parse(await this.#call(this.#at.applicant, 'POST', '/dossiers', filing));
    for (const [nth, { content }] of papers.entries()) {
      const slot = isOver ? await this.#ownSlot(`SXD-H05/${id}/${nth + 1}`) : uploads[nth];
      if (!slot) throw new Error(`no slot ${nth + 1}`);
      const form = new FormData();
      for (const [name, value] of Object.entries(slot.fields)) form.append(name, value);
      form.append('file', content, 'file');
      const { status } = await fetch(slot.url, { method: 'POST', body: form });
      if (status !== 204) throw new Error(`upload answered ${status}`);
    }
    await this.#call(this.#at.applicant, 'POST', `/dossiers/${id}/submit`, {});
    return id;
  }

  /** A form that the owner of the bucket signs, without a limit of the length. */
  #ownSlot(Key: string) {
    const { url: endpoint, quarantine: Bucket, credentials } = this.#at;
    const s3 = new S3Client({ endpoint, credentials, region: credentials.region, forcePathStyle: true });
    const Fields = { 'Content-Type': 'application/pdf' };
    return createPresignedPost(s3, {
      Bucket,
      Key,
      Fields,
      Conditions: [{ 'Content-Type': 'application/pdf' }],
    });
  }

  async #until(id: string, phase: string): Promise<z.infer<typeof Seen>> {
    for (const since = performance.now(); performance.now() - since < PATIENCE_MS; await sleep(POLL_MS)) {
      const seen = Seen.parse(await this.#call(this.#at.desk, 'GET', `/dossiers/${id}`));
      if (seen.phase === phase) return seen;
      if (phase === 'ACCEPTANCE' && seen.phase !== 'VERIFY') throw new Error(`${id} is in ${seen.phase}`);
    }
    throw new Error(`${id} does not come to ${phase}`);
  }

  async #call(token: string, method: string, path: string, body?: object): Promise<unknown> {
    this.#calls += 1;
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': `bench-${this.#calls}`,
    };
    const response = await fetch(`${this.#at.url}${path}`, {
      ...{ method, headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}

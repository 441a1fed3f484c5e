import { Worker } from 'node:worker_threads';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Cloud } from '../../../local/cloud.ts';
import type { Wrote } from '../../../local/dynamo/memory/index.ts';
import { executions, s3Near } from '../../support/tables.ts';
import { BrokenInvariant } from './broken.ts';
import type { Weather } from './inspector.ts';
import { type Change, changeOf } from './mirror.ts';
import { remainsOf } from './remains.ts';
import type { Said, Step } from './watcher.ts';

/** Threads that have finished: the next simulation of this process takes one, whose modules are loaded. */
const idle: Worker[] = [];

/**
 * Has a simulation checked by another thread: it is told each write and each act of a person, in order, and asks the cloud for
 * nothing. A simulation waits for it at midnight only, for what it had to say of the midnight before, so that what is asked of
 * the cloud is asked at instants that do not depend on the machine. Methods throw BrokenInvariant once it has found something.
 */
export class Watch {
  private readonly worker = idle.pop() ?? new Worker(new URL('./watcher.ts', import.meta.url));
  private readonly answers: Said[] = [];
  private readonly waiting: { take(said: Said): void; fail(error: Error): void }[] = [];
  private changes: Change[] = [];
  private objects: S3Client | undefined;
  private mails = 0;
  private asked = false;
  private broken: BrokenInvariant | undefined;
  private died: Error | undefined;
  /** Nothing is left to be answered. */
  private finished = false;
  /** How often a dossier was looked at, as of the last midnight that was answered. */
  looks = 0;

  constructor(weather: Weather) {
    this.worker.ref();
    this.worker.on('message', this.heard);
    this.worker.on('error', this.failed);
    this.tell({ type: 'begin', ...weather });
  }

  private readonly heard = (said: Said): void => this.hear(said);
  private readonly failed = (error: Error): void => {
    // What a thread throws loses its name and sometimes its words on the way.
    this.died = new Error(`the checking thread died: ${error.stack || error.message || error.name}`);
    for (const { fail } of this.waiting.splice(0)) fail(this.died);
  };

  /** Takes down what is written. */
  readonly wrote: Wrote = (write) => void this.changes.push(changeOf(write));

  /** After something that a person did to a dossier, at an instant (epoch ms). */
  afterAct(id: string, what: string, now: number): void {
    this.refuse();
    this.tell({ type: 'act', changes: this.newChanges(), id, what, now });
  }

  /** At an instant (epoch ms) at which nobody does anything. */
  rest(now: number): void {
    this.refuse();
    this.tell({ type: 'rest', changes: this.newChanges(), now });
  }

  /** At midnight. */
  async midnight(cloud: Cloud): Promise<void> {
    await this.catchUp(cloud);
    const running = await executions(cloud, cloud.names.dossierStateMachineArn, 'RUNNING');
    const all = cloud.outbox();
    const sent = all.slice(this.mails).flatMap(({ headers }) => headers?.['X-Notice-Id'] ?? []);
    this.mails = all.length;
    const names = running.map(({ name = '' }) => name);
    this.tell({ type: 'midnight', changes: this.newChanges(), now: cloud.clock.now(), running: names, sent });
    this.asked = true;
  }

  /** When all is over: checks everything there is, and waits for what is found. */
  async finish(cloud: Cloud): Promise<void> {
    await this.midnight(cloud);
    await this.catchUp(cloud);
    await this.logOf(''); // whatever was told before it has been looked at
    this.refuse();
    this.finished = true;
  }

  /** Waits for the last midnight's answer, and hands over what is left of the dossiers that had ended. */
  private async catchUp(cloud: Cloud): Promise<void> {
    this.refuse();
    if (!this.asked) return;
    const said = await this.answer();
    this.asked = false;
    this.refuse();
    if (said.type !== 'midnight') return;
    this.looks = said.looks;
    const objects = this.objects ?? s3Near(cloud, cloud.wire);
    this.objects = objects;
    for (const place of said.ended)
      this.tell({ type: 'ended', id: place.id, remains: await remainsOf(cloud, objects, place) });
  }

  /** The log of a dossier as far as it was looked at. */
  async logOf(id: string): Promise<readonly string[]> {
    this.asked = false;
    this.tell({ type: 'log', id });
    for (;;) {
      const said = await this.answer(); // before it may come what was asked before, and what was found
      if (said.type === 'log') return said.lines;
    }
  }

  async close(): Promise<void> {
    this.worker.off('message', this.heard).off('error', this.failed);
    if (!this.finished) return void (await this.worker.terminate());
    this.worker.unref();
    idle.push(this.worker);
  }

  private tell(step: Step): void {
    this.worker.postMessage(step);
  }

  private newChanges(): Change[] {
    const { changes } = this;
    this.changes = [];
    return changes;
  }

  private hear(said: Said): void {
    if (said.type === 'broken') this.broken = new BrokenInvariant(said.finding);
    const next = this.waiting.shift();
    if (next) next.take(said);
    else if (said.type !== 'broken') this.answers.push(said);
  }

  private answer(): Promise<Said> {
    const known = this.answers.shift();
    if (known) return Promise.resolve(known);
    return new Promise((take, fail) => {
      if (this.died) fail(this.died);
      else this.waiting.push({ take, fail });
    });
  }

  private refuse(): void {
    if (this.died) throw this.died;
    if (this.broken) throw this.broken;
  }
}

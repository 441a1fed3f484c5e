import type { Cloud } from '../../../local/cloud.ts';
import { type Rules, rulesOf } from '../../support/dossierInvariants.ts';
import { executions } from '../../support/tables.ts';
import { BrokenInvariant, localTime, logLines } from './broken.ts';
import { brokenRest, Held, lookAt } from './dossiers.ts';
import { brokenEnd } from './ended.ts';
import { CheckedStore } from './store.ts';
import { Totals } from './totals.ts';

/** What is known of the weather. */
export interface Weather {
  /** Nothing fails in this run: what a sweep would heal must hold at once. */
  readonly calm: boolean;
  /** No call fails, so that no message is sent a second time because nobody knows of the first. */
  readonly answered: boolean;
}

/**
 * Looks at a simulation while it runs: the touched dossier after each act of a person, at midnight those that have changed since
 * and those that have ended. A dossier that was looked at after its end is not read again unless somebody touches it. Throws
 * BrokenInvariant at the first thing that is wrong.
 */
export class Inspector {
  private readonly cloud: Cloud;
  private readonly weather: Weather;
  private readonly store: CheckedStore;
  private readonly open = new Map<string, Held>();
  private readonly ended = new Map<string, Held>();
  private readonly totals = new Totals();
  private rules: Rules | undefined;
  private mails = 0;
  private readonly mailed = new Set<string>();
  private last = '';
  private act = 'nobody has done anything';
  /** How often a dossier was looked at. */
  looks = 0;

  constructor(cloud: Cloud, weather: Weather) {
    this.cloud = cloud;
    this.weather = weather;
    this.store = new CheckedStore(cloud);
  }

  /** After something that a person did to a dossier. */
  async afterAct(id: string, what: string): Promise<void> {
    this.last = id;
    this.act = `${what} on ${id} at ${localTime(this.cloud.clock.now())}`;
    const held = this.open.get(id) ?? this.ended.get(id) ?? new Held(id);
    this.ended.delete(id);
    this.open.set(id, held);
    await this.look(held);
  }

  /** At midnight: whatever has changed, the sums, the spines, the messages. */
  async midnight(): Promise<void> {
    for (const { id, seq, spine } of await this.store.standings([...this.open.keys()])) {
      const held = this.open.get(id);
      if (!held) continue;
      held.item = { ...held.item, ...spine };
      if (seq !== held.seq || held.dossier?.phase === 'CLOSED') await this.look(held);
      else this.refuse(brokenRest(held, this.cloud.clock.now(), this.weather.calm), held);
    }
    const standing = [...this.open.values()].flatMap(({ dossier }) => dossier ?? []);
    this.refuse(await this.totals.broken(this.store, standing));
    if (this.weather.calm) this.refuse(await this.brokenRuns());
    this.refuse(this.brokenMessages());
    for (const held of [...this.open.values()]) await this.close(held);
  }

  /** The log of a dossier as far as it was looked at. */
  logOf(id: string): readonly string[] {
    return logLines((this.open.get(id) ?? this.ended.get(id))?.log ?? []);
  }

  private async look(held: Held): Promise<void> {
    this.looks++;
    const raw = await this.store.events(held.id, held.seq);
    const items = await this.store.dossier(held.id);
    const rules = await this.rulesFor(items.find(({ sk }) => sk === 'HEAD'));
    this.refuse(lookAt(held, items, raw, rules, this.totals.take), held);
    this.refuse(brokenRest(held, this.cloud.clock.now(), this.weather.calm), held);
  }

  /** The catalogue, read again when a calendar is named that was not there. */
  private async rulesFor(head: object | undefined): Promise<Rules> {
    const named = /"calendar":"([^"]+)"/.exec(JSON.stringify(head ?? {}))?.[1];
    if (!this.rules || (named !== undefined && !this.rules.calendars.has(named)))
      this.rules = rulesOf(await this.store.items('CATALOGUE'));
    return this.rules;
  }

  private async close(held: Held): Promise<void> {
    const { id, dossier, log, items, wakes } = held;
    if (dossier?.phase !== 'CLOSED') return;
    const { calm } = this.weather;
    this.refuse(await brokenEnd(this.cloud, { dossier, log, items, wakes, calm }), held);
    held.forget();
    this.open.delete(id);
    this.ended.set(id, held);
  }

  /** I9: nothing runs but the spines of open dossiers, one each, under the newest name. */
  private async brokenRuns(): Promise<string[]> {
    const wanted = new Set(
      [...this.open.values()].flatMap(({ dossier, item }) => {
        if (!dossier || dossier.phase === 'CLOSED') return [];
        return item.spineRun === 1 ? dossier.code : `${dossier.code}--r${String(item.spineRun)}`;
      }),
    );
    const running = await executions(this.cloud, this.cloud.names.dossierStateMachineArn, 'RUNNING');
    const other = running.filter(({ name = '' }) => !wanted.delete(name));
    return [
      ...other.map(({ name }) => `I9 ${name}: runs beside the live spine`),
      ...[...wanted].map((name) => `I8 ${name}: does not run`),
    ];
  }

  /** I6: no notice is sent twice. */
  private brokenMessages(): string[] {
    const all = this.cloud.outbox();
    const ids = all.slice(this.mails).flatMap(({ headers }) => headers?.['X-Notice-Id'] ?? []);
    this.mails = all.length;
    return ids.flatMap((id) => {
      const again = this.mailed.has(id) && this.weather.answered;
      this.mailed.add(id);
      return again ? [`I6 ${id}: sent twice`] : [];
    });
  }

  private refuse(faults: readonly string[], held?: Held): void {
    if (faults.length === 0) return;
    const when = `at ${localTime(this.cloud.clock.now())}; the last thing that a person did: ${this.act}`;
    const named = [...this.open.values()].find(({ dossier, id }) =>
      faults.some((fault) => fault.includes(id) || (dossier && fault.includes(dossier.code))),
    );
    // A sum belongs to nobody: the log of whoever was touched last may tell.
    const shown = held ?? named ?? this.open.get(this.last);
    throw new BrokenInvariant(faults, when, shown?.log ?? []);
  }
}

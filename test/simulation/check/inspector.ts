import * as z from 'zod';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import { type Rules, rulesOf } from '../../support/dossierInvariants.ts';
import { BrokenInvariant, findingOf, localTime, logLines } from './broken.ts';
import { brokenRest, Held, lookAt } from './dossiers.ts';
import { brokenEnd, placeOf, type Remains } from './ended.ts';
import type { Mirror } from './mirror.ts';
import { type Books, brokenPromise, brokenStages, tablesOf } from './promises.ts';
import { Totals } from './totals.ts';

/** What is known of the weather. */
export interface Weather {
  /** Nothing fails in this run: what a sweep would heal must hold at once. */
  readonly calm: boolean;
  /** No call fails, so that no message is sent a second time because nobody knows of the first. */
  readonly answered: boolean;
  /** Something is away for hours, so that only a sweep heals what has gone wrong meanwhile. */
  readonly outage: boolean;
}

/** What stands outside the tables at midnight. */
export interface Midnight {
  /** Epoch ms. */
  readonly now: number;
  /** Names of the spines that run. */
  readonly running: readonly string[];
  /** Ids of the notices that were sent since the last midnight, one for each message. */
  readonly sent: readonly string[];
}

/** Where to find what is left of an ended dossier outside the tables. */
export type Place = ReturnType<typeof placeOf>;

/**
 * Looks at a simulation while it runs: the touched dossier after each act of a person, at midnight those that have changed since
 * and those that have ended. A dossier that was looked at after its end is not read again unless somebody touches it. Throws
 * BrokenInvariant at the first thing that is wrong.
 */
export class Inspector {
  private readonly tables: Mirror;
  private readonly weather: Weather;
  private readonly open = new Map<string, Held>();
  private readonly ended = new Map<string, Held>();
  private readonly totals = new Totals();
  private rules: Rules | undefined;
  private readonly tablesOf = new WeakMap<Rules, Books['tables']>();
  private readonly mailed = new Set<string>();
  private now = 0;
  private last = '';
  private act = 'nobody has done anything';
  /** How often a dossier was looked at. */
  looks = 0;

  constructor(tables: Mirror, weather: Weather) {
    this.tables = tables;
    this.weather = weather;
  }

  /** After something that a person did to a dossier. */
  afterAct(id: string, what: string, now: number): void {
    this.now = now;
    this.last = id;
    this.act = `${what} on ${id} at ${localTime(now)}`;
    const held = this.open.get(id) ?? this.ended.get(id) ?? new Held(id);
    this.ended.delete(id);
    this.open.set(id, held);
    this.look(held);
  }

  /** At any instant: whatever has changed, and what must not be left as it is. */
  rest(now: number): void {
    this.now = now;
    for (const held of this.open.values()) {
      const head = this.tables.head(held.id);
      if (!head) continue; // a draft
      held.item = { ...held.item, ...spineOf(head) };
      if (head.seq !== held.seq || held.dossier?.phase === 'CLOSED') this.look(held);
      else this.refuse(brokenRest(held, now, this.weather), held);
    }
  }

  /** At midnight: whatever has changed, the sums, the spines, the messages. Answers what has ended, to be closed. */
  midnight({ now, running, sent }: Midnight): Place[] {
    this.rest(now);
    const standing = [...this.open.values()].flatMap(({ dossier }) => dossier ?? []);
    this.refuse(this.totals.broken(this.tables, standing));
    if (this.weather.calm) this.refuse(this.brokenRuns(running));
    this.refuse(this.brokenMessages(sent));
    return [...this.open.values()].flatMap(({ dossier, log, items }) =>
      dossier?.phase === 'CLOSED' ? placeOf({ dossier, log, items }) : [],
    );
  }

  /** Looks a last time at a dossier that has ended, and lets go of it unless somebody has touched it since. */
  close(id: string, remains: Remains): void {
    const held = this.open.get(id);
    if (held?.dossier?.phase !== 'CLOSED') return;
    const { dossier, log, items, wakes } = held;
    this.refuse(brokenEnd({ dossier, log, items, wakes, calm: this.weather.calm }, remains), held);
    const { code } = dossier;
    const books = this.booksOf(dossier);
    this.refuse(brokenPromise(code, log, books), held);
    if (this.weather.calm && books.tables.size === 1) this.refuse(brokenStages(code, log, books), held);
    held.forget();
    this.open.delete(id);
    this.ended.set(id, held);
  }

  /** The log of a dossier as far as it was looked at. */
  logOf(id: string): readonly string[] {
    return logLines((this.open.get(id) ?? this.ended.get(id))?.log ?? []);
  }

  private look(held: Held): void {
    this.looks++;
    const items = this.tables.dossier(held.id);
    const raw = this.tables.events(held.id, held.seq);
    const rules = this.rulesFor(items.find(({ sk }) => sk === 'HEAD'));
    try {
      this.refuse(lookAt(held, items, raw, rules, this.totals.take), held);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      this.refuse([`I4 ${held.id}: an item cannot be read: ${z.prettifyError(error)}`], held);
    }
    this.refuse(brokenRest(held, this.now, this.weather), held);
  }

  /** The catalogue, read again when a calendar is named that was not there. */
  private rulesFor(head: object | undefined): Rules {
    const named = /"calendar":"([^"]+)"/.exec(JSON.stringify(head ?? {}))?.[1];
    if (!this.rules || (named !== undefined && !this.rules.calendars.has(named)))
      this.rules = rulesOf(this.tables.items('CATALOGUE'));
    return this.rules;
  }

  /** What the verifier needs to know of a dossier beside its log. */
  private booksOf({ procedure, version, unit }: Dossier): Books {
    const rules = this.rulesFor(undefined);
    const { documents } = rules;
    const tables = this.tablesOf.get(rules) ?? tablesOf(documents);
    this.tablesOf.set(rules, tables);
    return {
      procedure: documents.get(`PROCEDURE#${procedure}#${version}`),
      unit: documents.get(`UNIT#${unit}`),
      tables,
    };
  }

  /** I9: nothing runs but the spines of open dossiers, one each, under the newest name. */
  private brokenRuns(running: readonly string[]): string[] {
    const wanted = new Set(
      [...this.open.values()].flatMap(({ dossier, item }) => {
        if (!dossier || dossier.phase === 'CLOSED') return [];
        return item.spineRun === 1 ? dossier.code : `${dossier.code}--r${String(item.spineRun)}`;
      }),
    );
    const other = running.filter((name) => !wanted.delete(name));
    return [
      ...other.map((name) => `I9 ${name}: runs beside the live spine`),
      ...[...wanted].map((name) => `I8 ${name}: does not run`),
    ];
  }

  /** I6: no notice is sent twice. */
  private brokenMessages(sent: readonly string[]): string[] {
    return sent.flatMap((id) => {
      const again = this.mailed.has(id) && this.weather.answered;
      this.mailed.add(id);
      return again ? [`I6 ${id}: sent twice`] : [];
    });
  }

  private refuse(faults: readonly string[], held?: Held): void {
    if (faults.length === 0) return;
    const when = `at ${localTime(this.now)}; the last thing that a person did: ${this.act}`;
    const named = [...this.open.values()].find(({ dossier, id }) =>
      faults.some((fault) => fault.includes(id) || (dossier && fault.includes(dossier.code))),
    );
    // A sum belongs to nobody: the log of whoever was touched last may tell.
    const shown = held ?? named ?? this.open.get(this.last);
    throw new BrokenInvariant(findingOf(faults, when, shown?.log ?? [], this.now));
  }
}

/** What the spine has written on the head, which no event tells. */
const SPINE = ['spineRun', 'spineSeq', 'taskToken', 'stuckSince'];
const spineOf = (head: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(SPINE.map((name) => [name, head[name]]));

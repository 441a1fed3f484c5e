import { createHash } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Cloud } from '../../../local/cloud.ts';
import { UNIT } from '../../support/cast.ts';
import { makePdf, makeSignedPdf } from '../../support/pdf.ts';
import { dynamo } from '../../support/tables.ts';
import { misuse, pressAgain } from '../check/repeat.ts';
import type { Agenda } from './agenda.ts';

/** Whoever calls: an applicant or a member of the staff. */
export interface Caller {
  readonly sub: string;
  readonly roles: readonly string[];
}
export const staffCaller = (sub: string, role: string): Caller => ({ sub, roles: [role] });

const body = z.record(z.string(), z.unknown());
export type Body = z.infer<typeof body>;
const slots = z.array(z.object({ n: z.int(), url: z.string(), fields: z.record(z.string(), z.string()) }));
const refusal = z.looseObject({ code: z.string().default(''), reason: z.string().default('') });

export interface Paper {
  readonly component: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly declared: Body;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Again after a minute: the cloud or the network had a moment. */
const AGAIN = 40;
/** Again after a quarter of an hour: something else has to happen first (a file is being verified). */
const LATER = 200;

/** A refusal that does not pass and that nobody can explain: a person may do what was asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** What was asked, and the answer: `POST accept 409 WRONG_STATE`. */
  readonly code: string;
  readonly dossier: string;
  /** The number of the filing; undefined for what is nobody's. */
  readonly arrival: number | undefined;

  constructor(
    who: Caller,
    path: string,
    key: string,
    answer: { readonly status: number; readonly told: Body },
  ) {
    const { code, reason } = refusal.parse(answer.told);
    super(`${who.sub} POST ${path}: ${answer.status} ${code} ${reason} ${JSON.stringify(answer.told)}`);
    this.code = `POST ${path.split('/').at(-1)} ${answer.status} ${code}`;
    this.dossier = path.split('/')[2] ?? '';
    const n = /^(\d+)-/.exec(key)?.[1];
    this.arrival = n === undefined ? undefined : Number(n);
  }
}

/** The system as its users see it: the HTTP API and the upload slots. Persistent like people: what fails for a reason that passes is tried again. */
export class Client {
  private readonly tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
  private readonly cloud: Cloud;
  private readonly agenda: Agenda;
  /** Whether a wish is sent once more after its answer. */
  private readonly twice: (key: string) => boolean;
  /** Attempts that had to be repeated. */
  repeated = 0;

  constructor(cloud: Cloud, agenda: Agenda, twice: (key: string) => boolean = () => false) {
    this.cloud = cloud;
    this.twice = twice;
    this.agenda = agenda;
  }

  /** POSTs as somebody until it has happened. `key` names the wish: repeated with the same key it happens once. Throws when it is refused for good. */
  async post(who: Caller, path: string, key: string, payload: unknown = {}): Promise<Body> {
    for (let tries = 0, wishes = 0; ; ) {
      const send = () => this.send(who, 'POST', path, payload, `${key}-${wishes}`);
      const first = await send();
      const { status, answer } = first;
      if (status < 300) {
        if (this.twice(key)) {
          await pressAgain((id) => this.newest(id), path, first, send);
          const other = changed(payload);
          const again = () => this.send(who, 'POST', path, other, `${key}-${wishes}`);
          if (other) await misuse((id) => this.newest(id), path, again);
        }
        return answer;
      }
      const passes = status >= 500 || status === 429;
      const early = status === 409 && !passes && wishes < LATER;
      if (!(passes ? tries++ < AGAIN : early)) throw new Refused(who, path, key, { status, told: answer });
      this.repeated++;
      if (early) [wishes, tries] = [wishes + 1, 0];
      await this.agenda.until(this.agenda.now() + (early ? 15 : Math.min(60, 2 ** tries)) * MINUTE);
    }
  }

  async get(who: Caller, path: string): Promise<Body> {
    for (let tries = 0; ; tries++) {
      const { status, answer } = await this.send(who, 'GET', path);
      if (status < 300) return answer;
      if (status < 500 || tries >= AGAIN)
        throw new Error(`${who.sub} GET ${path}: ${status} ${JSON.stringify(answer)}`);
      this.repeated++;
      await this.agenda.until(this.agenda.now() + Math.min(60, 2 ** tries) * MINUTE);
    }
  }

  /** Uploads papers into the slots of an answer, as a browser does; an expired slot is asked for again by `anew`. */
  async upload(
    who: Caller,
    id: string,
    key: string,
    answer: Body,
    papers: readonly Paper[],
    anew: (n: number, key: string) => Promise<Body> = (n, wish) =>
      this.post(who, `/dossiers/${id}/documents/${n}/upload`, wish),
  ): Promise<void> {
    for (const [i, slot] of slots.parse(answer.uploads).entries()) {
      const paper = papers[i];
      if (!paper) throw new Error(`no paper for slot ${slot.n}`);
      let use: z.infer<typeof slots>[number] | undefined = slot;
      for (let tries = 0; ; tries++) {
        if (use && (await this.put(use, paper.bytes))) break;
        if (tries >= AGAIN) throw new Error(`the upload ${slot.n} of ${id} does not arrive`);
        this.repeated++;
        await this.agenda.until(this.agenda.now() + MINUTE);
        const again = await anew(slot.n, `${key}-slot-${i}-${tries}`);
        use = slots.parse(again.uploads)[0];
      }
    }
    await this.cloud.clock.settle();
  }

  /** The number of a dossier's newest event; none, for a draft. */
  private async newest(id: string): Promise<number> {
    const Key = { pk: `DOSSIER#${id}`, sk: 'HEAD' };
    const read = { TableName: this.cloud.names.stateTable, Key, ConsistentRead: true };
    const { Item } = await dynamo(this.cloud).send(new GetCommand(read));
    return Number(Item?.seq ?? 0);
  }

  private async put(slot: z.infer<typeof slots>[number], bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const form = new FormData();
    for (const [name, value] of Object.entries(slot.fields)) form.append(name, value);
    form.append('file', new Blob([bytes]), 'file');
    const { pathname, host } = new URL(slot.url);
    const encoded = new Response(form);
    const headers = { host, 'content-type': encoded.headers.get('content-type') ?? '' };
    const body = Buffer.from(await encoded.arrayBuffer());
    try {
      const request = { ...headers, 'content-length': String(body.length) };
      const { status } = await this.cloud.wire({ method: 'POST', path: pathname, headers: request, body });
      return status === 204;
    } catch {
      return false;
    }
  }

  private async send(who: Caller, method: string, path: string, payload?: unknown, key?: string) {
    const headers: Record<string, string> = { authorization: `Bearer ${await this.token(who)}` };
    if (key !== undefined) headers['idempotency-key'] = key;
    if (payload !== undefined) headers['content-type'] = 'application/json';
    try {
      const sent = Buffer.from(payload === undefined ? '' : JSON.stringify(payload));
      const answer = await this.cloud.wire({ method, path, headers, body: sent });
      const text = answer.body.toString();
      await this.cloud.clock.settle();
      return { status: answer.status, answer: text === '' ? {} : body.parse(JSON.parse(text)) };
    } catch (error) {
      return { status: 599, answer: { reason: String(error) } }; // the connection broke: nobody knows
    }
  }

  private token({ sub, roles }: Caller): Promise<string> {
    const known = this.tokens.get(sub);
    if (known && known.until > this.agenda.now()) return known.token;
    const unit = roles.includes('applicant') ? {} : { unit: UNIT };
    const token = this.cloud.token({ sub, roles: [...roles], ...unit, expiresInSeconds: 86_400 });
    this.tokens.set(sub, { token, until: this.agenda.now() + DAY - 10 * MINUTE });
    return token;
  }
}

const reasoned = z.looseObject({ reason: z.string() });
/** The same wish for another reason; undefined where none is given. */
const changed = (payload: unknown): object | undefined => {
  const { data } = reasoned.safeParse(payload);
  return data && { ...data, reason: `${data.reason}, như đã trao đổi` };
};

/** The paper that the office itself makes, with its signature. */
export const RESULT = 'KETQUA';

const made = new Map<string, Promise<Paper>>();

/** A paper of a component; each kind is drawn once, since what stands in it matters to nobody here. */
export const paperOf = (component: string): Promise<Paper> => {
  const known = made.get(component) ?? draw(component);
  made.set(component, known);
  return known;
};

const draw = async (component: string): Promise<Paper> => {
  const bytes = await (component === RESULT ? makeSignedPdf : makePdf)(component);
  const name = `${component}.pdf`;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { name, mediaType: 'application/pdf', size: bytes.length, sha256 };
  return { component, name, bytes, declared: file };
};

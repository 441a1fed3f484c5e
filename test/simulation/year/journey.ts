import * as z from 'zod';
import { UNIT } from '../../support/cast.ts';
import type { Agenda } from './agenda.ts';
import { type Arrival, localDay } from './arrivals.ts';
import { type Aside, aside, isAside } from './asides.ts';
import { type Body, type Caller, type Client, type Paper, paperOf, RESULT, staffCaller } from './client.ts';
import type { Department, Job, Officer } from './office.ts';
import type { Staffing, Task } from './staffing.ts';

/** What dossiers and people share. */
export interface Scene {
  readonly agenda: Agenda;
  readonly client: Client;
  readonly department: Department;
  readonly staffing: Staffing;
  /** Appraisals that wait for somebody, by dossier. */
  readonly appraisals: Map<string, Job>;
  /** Told whenever somebody has done something to a dossier; the act ends when it has looked. */
  readonly touched: (id: string, what: string) => Promise<void>;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Longer than the time in which an applicant must answer: 15 working days, Tết among them. */
const SILENCE = 32 * DAY;
const promised = z.object({ at: z.string() });
const caller = ({ subject, role }: Officer): Caller => staffCaller(subject, role);

/** The life of one dossier, from the person who files it to the counter where it ends. */
export class Journey {
  private readonly a: Arrival;
  private readonly s: Scene;
  private readonly citizen: Caller;
  private id = '';
  private acts = 0;
  /** It has come to its end before its time. */
  private isOver = false;

  constructor(arrival: Arrival, scene: Scene) {
    this.a = arrival;
    this.s = scene;
    this.citizen = { sub: `e-id:nguoi-nop-${arrival.n}`, roles: ['applicant'] };
  }

  async run(): Promise<void> {
    await this.s.agenda.until(this.a.at);
    if (this.a.onSpot) return this.atTheCounter();
    await this.file();
    const desk = await this.work('frontDesk', 'check');
    if (this.a.turn === 'withdrawn') {
      await this.act(this.citizen, 'withdraw', { reason: 'Thay đổi kế hoạch' });
      return;
    }
    if (this.a.turn === 'refused') {
      await this.act(caller(desk), 'refuse', { reason: 'Hồ sơ không thuộc thẩm quyền giải quyết' });
      return;
    }
    if (this.a.turn === 'supplement' || this.a.turn === 'silent') {
      const items = [{ component: 'HOSO', reason: 'Thiếu bản vẽ hiện trạng' }];
      await this.act(caller(desk), 'request-supplement', { items });
      if (this.a.turn === 'silent') return this.s.agenda.until(this.s.agenda.now() + SILENCE); // the time limit ends it
      await this.supplement();
      await this.work('frontDesk', 'check');
    }
    await this.act(caller(desk), 'accept');
    await this.act(caller(desk), 'hand-over');
    const due = this.dueGuess();
    for (const step of this.a.procedure.steps.filter(({ phase }) => phase === 'review')) {
      await this.step(step.id, due);
      if (this.isOver) return;
    }
    await this.result(await this.work('clerk', 'result', due));
    await this.deliver(
      this.a.channel === 'online' ? undefined : await this.work('frontDesk', 'deliver', due),
    );
  }

  /** "5 tại chỗ": one sitting at the counter; whoever received it may not approve it. */
  private async atTheCounter(): Promise<void> {
    const urgent = this.s.agenda.now();
    const receiver = await this.s.department.work('frontDesk', this.minutes('onSpot'), urgent);
    const here = { place: 'oneStop' };
    const other = this.s.department.officers.find(
      (each) => each.role === 'frontDesk' && each !== receiver && this.s.department.present(each),
    );
    if (!other) throw new Error('nobody else is at the counter');
    await this.declare(caller(receiver));
    await this.act(caller(receiver), 'accept', here);
    await this.act(caller(receiver), 'hand-over');
    await this.act(caller(other), 'complete-step', { step: 'APPRAISE', ...here });
    await this.act(caller(other), 'complete-step', { step: 'APPROVE', ...here });
    const clerk = this.s.department.leastLoaded('clerk');
    await this.act(caller(clerk), 'complete-step', { step: 'STAMP', ...here });
    await this.result(clerk, here);
    await this.deliver(receiver, here);
  }

  private async file(): Promise<void> {
    await this.declare(
      this.a.channel === 'online' ? this.citizen : caller(await this.work('frontDesk', 'file')),
    );
  }

  private async declare(by: Caller): Promise<void> {
    const { procedure, channel, n } = this.a;
    const papers = await Promise.all(procedure.components.map(({ id }) => paperOf(id)));
    const own = by === this.citizen;
    const created = await this.s.client.post(by, '/dossiers', this.key(), {
      ...{ unit: UNIT, procedure: procedure.code, channel, filedBy: own ? 'self' : 'officer-assisted' },
      applicant: {
        ...{
          kind: 'person',
          name: `Người nộp số ${n}`,
          identifier: String(27_000_000_000 + n).padStart(12, '0'),
        },
        ...{ subject: this.citizen.sub, email: `nguoi-nop-${n}@example.vn` },
      },
      components: papers.map(({ component, declared }) => ({ component, ...declared })),
    });
    this.id = String(created.id);
    await this.s.client.upload(by, this.id, this.key(), created, papers);
    await this.s.touched(this.id, `${by.sub} filed papers`);
    await this.act(by, 'submit');
  }

  /** The applicant thinks about it for some days, and hands in what was asked for where the papers came from. */
  private async supplement(): Promise<void> {
    await this.s.agenda.until(this.s.agenda.now() + this.a.chance.between(6 * 60, 8 * 24 * 60) * MINUTE);
    const by = this.a.channel === 'online' ? this.citizen : caller(await this.work('frontDesk', 'file'));
    const paper = await paperOf('BOSUNG');
    const file = { component: 'HOSO', ...paper.declared };
    const path = `/dossiers/${this.id}/supplement-files`;
    const declared = await this.s.client.post(by, path, this.key(), { files: [file] });
    await this.s.client.upload(by, this.id, this.key(), declared, [paper]);
    await this.s.touched(this.id, `${by.sub} handed in a supplement`);
    await this.act(by, 'supply');
  }

  private async step(step: string, due: number): Promise<void> {
    if (step === 'ASSIGN') {
      const head = await this.work('divisionHead', 'assign', due);
      await this.act(caller(head), 'complete-step', { step });
      const appraiser = this.s.department.leastLoaded('appraiser');
      await this.act(caller(head), 'assign', { to: appraiser.subject });
      return this.appraise(due, appraiser);
    }
    if (step === 'APPRAISE') return; // done with the assignment
    const role =
      step === 'DIVISION-REVIEW' ? 'divisionHead' : step === 'APPROVE' ? 'departmentLeader' : 'clerk';
    const task = step === 'DIVISION-REVIEW' ? 'review' : 'approve';
    const officer = await this.work(role, task, due);
    if (step === 'DIVISION-REVIEW' && this.a.turn === 'sentBack') {
      await this.act(caller(officer), 'send-back', { to: 'APPRAISE', reason: 'Thuyết minh chưa rõ' });
      await this.appraise(due, undefined, 0.3);
      await this.work(role, task, due);
    }
    await this.act(caller(officer), 'complete-step', { step });
  }

  private async appraise(due: number, by: Officer | undefined, share = 1): Promise<void> {
    const [low, high] = this.s.staffing.appraisalPerDay;
    const days = this.a.procedure.limit?.amount ?? 1;
    const minutes = Math.ceil(this.a.chance.between(low, high) * days * share);
    const queued = (job: Job): void => {
      this.s.appraisals.set(this.id, job);
    };
    const officer = await this.s.department.work('appraiser', minutes, due, { ...(by && { by }), queued });
    this.s.appraisals.delete(this.id);
    const last = isAside(this.a.turn) ? await this.aside(this.a.turn, officer) : officer;
    if (last === undefined) this.isOver = true;
    else await this.act(caller(last), 'complete-step', { step: 'APPRAISE' });
  }

  private aside(what: Aside, appraiser: Officer): Promise<Officer | undefined> {
    const { agenda, client, department } = this.s;
    return aside(what, {
      appraiser,
      act: (by, verb, body) => this.act(caller(by), verb, body),
      work: (role) => this.work(role, role === 'frontDesk' ? 'check' : 'approve'),
      other: (than) => department.leastLoaded(than.role, than),
      later: (least, most) => agenda.until(agenda.now() + this.a.chance.between(least, most) * MINUTE),
      supplement: () => this.supplement(),
      dayAfterDue: async () => {
        const { due } = await client.get(caller(appraiser), `/dossiers/${this.id}`);
        const [day, today] = [promised.parse(due).at.slice(0, 10), localDay(agenda.now())];
        return department.workingDayAfter(day > today ? day : today);
      },
      silence: () => agenda.until(agenda.now() + SILENCE),
      now: () => agenda.now(),
    });
  }

  private async result(clerk: Officer, place: object = {}): Promise<void> {
    const kind = this.a.turn === 'denied' ? 'refused' : 'granted';
    await this.act(caller(clerk), 'result-number', { kind, notation: 'KQ-SXD', signer: 'Phó Giám đốc Sở' });
    const paper: Paper = await paperOf(RESULT);
    const path = `/dossiers/${this.id}/result-file`;
    // A result is the office's own paper: whose slot has expired declares it again.
    const declare = (key: string) => this.s.client.post(caller(clerk), path, key, paper.declared);
    const slot = await declare(this.key());
    await this.s.client.upload(caller(clerk), this.id, this.key(), slot, [paper], (_n, key) => declare(key));
    await this.s.touched(this.id, `${clerk.subject} handed in the result`);
    await this.act(caller(clerk), 'result', place);
  }

  private async deliver(desk: Officer | undefined, place: object = {}): Promise<void> {
    const by = desk ?? this.s.department.leastLoaded('frontDesk');
    await this.act(caller(by), 'deliver', { method: this.a.channel, ...place });
    if (!this.a.rates) return;
    await this.s.agenda.until(this.s.agenda.now() + this.a.chance.between(10, 3 * 24 * 60) * MINUTE);
    const mark = () => this.a.chance.between(3, 5);
    const marks = { attitude: mark(), waiting: mark(), facilities: mark() };
    await this.act(this.citizen, 'rate', { occasion: 'delivery', ...marks });
  }

  private async act(by: Caller, verb: string, body: object = {}): Promise<Body> {
    const answer = await this.s.client.post(by, `/dossiers/${this.id}/${verb}`, this.key(), body);
    await this.s.touched(this.id, `${by.sub} ${verb}`);
    return answer;
  }

  private work(role: Officer['role'], task: Task, due = this.s.agenda.now()): Promise<Officer> {
    return this.s.department.work(role, this.minutes(task), due);
  }

  private minutes(task: Task): number {
    const [low, high] = this.s.staffing.minutes[task];
    return this.a.chance.between(low, high);
  }

  private key(): string {
    this.acts++;
    return `${this.a.n}-${this.acts}`;
  }

  /** By when people think it is due: calendar days, which is enough to put urgent work first. */
  private dueGuess(): number {
    return this.s.agenda.now() + (this.a.procedure.limit?.amount ?? 1) * 1.4 * DAY;
  }
}

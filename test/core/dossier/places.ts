import type { Command } from '../../../functions/core/dossier/commands.ts';
import { roles } from '../../../functions/core/dossier/status.ts';
import { transitions } from '../../../functions/core/dossier/transitions.ts';
import { local } from '../calendar/support.ts';
import type { Place } from './matrix.ts';
import {
  archived,
  declare,
  declareFile,
  desk,
  FILES,
  follow,
  issue,
  leader,
  must,
  nationalId,
  numbers,
  officer,
  owner,
  register,
  rulesWith,
  type Story,
  staff,
  submitted,
  system,
  verified,
} from './support.ts';
import { asked, inPhase, inStep, items, lastEvent, onwards, passOn, propose, tell } from './tell.ts';

/** A dossier in every place of the matrix, with whatever its commands need, and each command with fitting arguments. */

const MORNING = '2026-11-02 09:00';
export const everyone = staff('everyone', roles);

/** The building permit with one extension and with consultations whose silence means nothing, so that each row can be reached. */
const rules = rulesWith({
  extension: { times: 1, atMost: 'originalLimit', article: 'test', certainty: 'text' },
  consultations: [],
});

const consult: Command = { type: 'consult', agency: 'PCCC-H05', question: 'q' };
const rating: Command = {
  ...{ type: 'rate', occasion: 'form01', attitude: 2, waiting: 1, facilities: 3 },
  ...{ onAppointedDate: false, apologyReceived: false },
};

/** Being appraised, with a request for an opinion that is open, late, or was never made. */
const appraised = (consulted: 'no' | 'open' | 'late'): Story => {
  const story = onwards(submitted(undefined, rules), MORNING, inStep('APPRAISE'));
  if (consulted === 'no') return story;
  const open = tell(story, MORNING, consult, officer('appraiser'));
  const lapse: Command = { type: 'lapseConsultation', n: 1 };
  // Three working days from Mon 02/11/2026 where the procedure names none.
  return consulted === 'open' ? open : tell(open, '2026-11-05 17:00', lapse, system);
};

const place = (at: Place, consulted: 'no' | 'open' | 'late'): Story => {
  const start = submitted(undefined, rules);
  const usually = (phase: Parameters<typeof inPhase>[0]) => onwards(start, MORNING, inPhase(phase));
  const review = () => appraised(consulted);
  const later = (story: Story) => local(lastEvent(story).at);
  const further = (wanted: Parameters<typeof onwards>[2]) => {
    const story = review();
    return onwards(story, later(story), wanted);
  };
  switch (at) {
    case 'VERI':
      return start;
    case 'REPL':
      return tell(start, MORNING, verified(numbers(FILES), [2]), system);
    case 'ACCE':
      return tell(usually('ACCEPTANCE'), MORNING, nationalId, desk);
    case 'SUPI': {
      const request = tell(usually('ACCEPTANCE'), MORNING, { type: 'requestSupplement', items }, desk);
      return tell(request, MORNING, declare, owner);
    }
    case 'ARCH':
      return usually('ARCHIVE');
    case 'HAND':
      return usually('HAND_OVER');
    case 'REVI':
      return follow(review(), { type: 'claim' }, everyone, lastEvent(review()).at);
    case 'REQS':
      return propose(review(), MORNING, 'supplement');
    case 'REQP':
      return propose(review(), MORNING, 'payment');
    case 'SUPR':
      return tell(asked(review(), MORNING, 'supplement'), MORNING, declare, owner);
    case 'VSUP':
      return tell(place('SUPR', consulted), MORNING, { type: 'supply' }, owner);
    case 'ASUP':
      return tell(place('VSUP', consulted), MORNING, verified([FILES + 1]), system);
    case 'PAYM':
      return asked(review(), MORNING, 'payment');
    case 'RESU':
      return further((d) => d.phase === 'RESULT' && d.result !== undefined);
    case 'VRES':
      return further(inPhase('VERIFY_RESULT'));
    case 'ARES':
      return further(inPhase('ARCHIVE_RESULT'));
    case 'DELI':
      return further(inPhase('DELIVERY'));
    case 'DONE':
      return further(inPhase('CLOSED'));
    case 'WITH':
      return tell(review(), MORNING, { type: 'withdraw', reason: 'r' }, owner);
    case 'REFU':
      return tell(usually('ACCEPTANCE'), MORNING, { type: 'refuse', reason: 'r' }, desk);
    case 'STOP':
      return tell(review(), MORNING, { type: 'stop', reason: 'r', legalBasis: 'b' }, leader);
  }
};

/** A dossier that stands in the place. */
export const storyIn = (at: Place): Story => place(at, 'no');

const occasions = { SUPI: 'form02', REFU: 'form03', DONE: 'delivery' } as const;
const ratingIn = (at: Place): Command =>
  at === 'SUPI' || at === 'REFU' || at === 'DONE' ? { ...rating, occasion: occasions[at] } : rating;

/** The dossier in its place, made ready for one command: what the command is about must be there. */
const readyFor = (type: string, at: Place): Story => {
  if (type === 'answerConsultation' || type === 'lapseConsultation') {
    // A step is not completed while an opinion is awaited: later than review it can only have been late.
    return place(at, ['RESU', 'VRES', 'ARES', 'DELI', 'DONE'].includes(at) ? 'late' : 'open');
  }
  const story = storyIn(at);
  if (type === 'recordNationalId') {
    const { nationalId: _, ...without } = story.dossier;
    return { ...story, dossier: without };
  }
  if (type === 'registerResult' && at === 'RESU') {
    return onwards(appraised('no'), MORNING, inPhase('RESULT'));
  }
  if (type === 'decideAlerts' && ['VSUP', 'VRES', 'ARES'].includes(at)) {
    const { digitisation } = story.dossier;
    return digitisation
      ? { ...story, dossier: { ...story.dossier, digitisation: { ...digitisation, attempt: 5 } } }
      : story;
  }
  if (type === 'acknowledgeAlert') return { ...story, dossier: { ...story.dossier, alertedAt: 1 } };
  const isAsked = !['VERI', 'REPL', 'ACCE'].includes(at);
  if ((type === 'answerComplaint' || type === 'noteComplaintOverdue') && isAsked) {
    return follow(story, ratingIn(at), owner, lastEvent(story).at);
  }
  return story;
};

/** The command, with arguments that fit wherever it is legal at all. */
const commandIn = (type: string, at: Place, { dossier }: Story): Command => {
  const step = dossier.phase === 'REVIEW' ? dossier.step.id : 'ASSIGN';
  const supplement = 'supplement' in dossier ? dossier.supplement.declared : undefined;
  const files = 'result' in dossier && dossier.result ? [dossier.result.document] : numbers(FILES);
  const all: readonly Command[] = [
    verified(supplement ?? files),
    { type: 'replaceDocuments' },
    nationalId,
    { type: 'accept' },
    archived(supplement ?? files),
    ...([{ type: 'restartDigitisation' }, { type: 'handOver' }, { type: 'claim' }] as const),
    ...([{ type: 'release' }, { type: 'completeStep', step }] as const),
    { type: 'assign', to: everyone.subject, assignee: everyone },
    { type: 'reassign', to: everyone.subject, assignee: everyone, reason: 'r' },
    { type: 'sendBack', to: 'ASSIGN', reason: 'r' },
    { type: 'proposeRequest', request: { kind: 'supplement', items } },
    { type: 'declineRequest', reason: 'r' },
    { type: 'allowSupplement', legalBasis: 'b' },
    at === 'REQS' ? passOn.supplement : { type: 'requestSupplement', ...(at === 'ACCE' && { items }) },
    declare,
    { type: 'supply' },
    at === 'REQP' ? passOn.payment : { type: 'requirePayment' },
    { type: 'confirmPayment', reference: 'BL-1' },
    { type: 'lapse' },
    { type: 'lapseReplacement' },
    consult,
    { type: 'answerConsultation', n: 1, opinion: 'agree', text: 't' },
    { type: 'lapseConsultation', n: 1 },
    { type: 'reappoint', newDue: { year: 2026, month: 11, day: 30 }, reason: 'r' },
    { type: 'extend', by: { amount: 5, unit: 'workingDay' }, reason: 'r' },
    register,
    declareFile,
    issue,
    { type: 'deliver', method: 'post' },
    { type: 'correctResult', fault: 'agency', reason: 'r' },
    ...([
      { type: 'withdraw', reason: 'r' },
      { type: 'refuse', reason: 'r' },
    ] as const),
    { type: 'stop', reason: 'r', legalBasis: 'NĐ 217/2026 Đ76.5' },
    ratingIn(at),
    { type: 'answerComplaint', upheld: true, text: 't' },
    ...([
      { type: 'decideAlerts' },
      { type: 'acknowledgeAlert' },
      { type: 'noteComplaintOverdue' },
      { type: 'redate', days: [] },
    ] as const),
    { type: 'restartSpine', run: 2 },
  ];
  return must(all.find((command) => command.type === type));
};

/** Someone whose rights are beyond doubt. */
const actorFor = (type: string) => {
  const own = must(Object.entries(transitions).find(([key]) => key === type)).at(1);
  const by = typeof own === 'object' && 'by' in own ? own.by : [];
  return by.some((who) => who === 'system') ? system : by.some((who) => who === 'owner') ? owner : everyone;
};

/** A time at which whatever can be due is due. */
const timeFor = (type: string, { dossier, events }: Story): number => {
  const { deadline, complaint, digitisation } = dossier;
  if (type === 'decideAlerts') return Math.max(deadline?.due ?? 0, digitisation?.until ?? 0);
  if ((type === 'lapse' || type === 'lapseReplacement') && deadline) return deadline.due;
  if (type === 'noteComplaintOverdue' && complaint) return complaint.due;
  if (type === 'lapseConsultation' && 'consultations' in dossier) {
    return Math.max(must(events.at(-1)).at, ...dossier.consultations.map(({ due }) => due));
  }
  return must(events.at(-1)).at;
};

/** One cell of the matrix: the dossier, the command, who asks and when. */
export const cellOf = (type: string, at: Place) => {
  const story = readyFor(type, at);
  return {
    story,
    command: commandIn(type, at, story),
    actor: actorFor(type),
    when: timeFor(type, story),
  };
};

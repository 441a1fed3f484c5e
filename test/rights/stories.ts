import type { Command } from '../../functions/core/dossier/commands.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import {
  archived,
  clerk,
  declareFile,
  desk,
  FILES,
  follow,
  issue,
  MORNING,
  must,
  nationalId,
  numbers,
  officer,
  owner,
  register,
  type Story,
  staff,
  submitted,
  system,
  until,
  verified,
} from '../core/dossier/support.ts';

/** For every command a dossier in a state in which it is legal, and the command with arguments that fit. */
const HOUR = 3_600_000;
const phase = (wanted: Dossier['phase']) => until((d) => d.phase === wanted);
const step = (id: string) => until((d) => d.phase === 'REVIEW' && d.step.id === id);
const then = (story: Story, command: Command, actor = desk): Story =>
  follow(story, command, actor, must(story.events.at(-1)).at);

export const appraiser = staff('appraiser-5', ['appraiser']);
const items = [{ component: 'BANVE', reason: 'thiếu bản vẽ' }];
const money = { amount: 1_000_000, reason: 'tiền sử dụng đất' };
const files = [
  { component: 'BANVE', name: 'b.pdf', mediaType: 'application/pdf', size: 9, sha256: 'f'.repeat(64) },
];

const inReview = () => step('APPRAISE');
const proposed = () =>
  then(inReview(), { type: 'proposeRequest', request: { kind: 'supplement', items } }, officer('appraiser'));
const priced = () =>
  then(inReview(), { type: 'proposeRequest', request: { kind: 'payment', ...money } }, officer('appraiser'));
const supplementing = () => then(proposed(), { type: 'requestSupplement', proposed: items });
const declared = () => then(supplementing(), { type: 'declareSupplement', files }, owner);
const paying = () => then(priced(), { type: 'requirePayment', proposed: money });
const consulting = () =>
  then(inReview(), { type: 'consult', agency: 'SNNMT-H05', question: 'q' }, officer('appraiser'));
const bad = () => then(submitted(), verified(numbers(FILES), [1]), system);
const registered = () => then(phase('RESULT'), register, clerk);
const result = () => then(registered(), declareFile, clerk);
const claimed = () => then(inReview(), { type: 'claim' }, appraiser);
const rating = {
  ...({ occasion: 'form01', attitude: 1, waiting: 1, facilities: 1 } as const),
  ...{ onAppointedDate: false, apologyReceived: false },
};
const accepted = () => phase('HAND_OVER');
const alerted = () => ({ ...inReview(), dossier: { ...inReview().dossier, alertedAt: 1 } });
const complained = () => then(accepted(), { type: 'rate', ...rating, comment: 'chậm' }, owner);

/** The story, the command, and how long after the last event it is given. */
export interface Case {
  readonly story: () => Story;
  readonly command: (dossier: Dossier) => Command;
  readonly after?: number;
}

const one = (story: () => Story, command: Command, after = 0): Case => ({
  story,
  command: () => command,
  after,
});
const YEAR = 300 * 24 * HOUR;

export const cases: Readonly<Record<Command['type'], Case>> = {
  documentsVerified: one(submitted, verified(numbers(FILES))),
  replaceDocuments: one(bad, { type: 'replaceDocuments' }),
  recordNationalId: one(() => phase('ACCEPTANCE'), nationalId),
  accept: one(() => then(phase('ACCEPTANCE'), nationalId), { type: 'accept' }),
  documentsArchived: one(() => phase('ARCHIVE'), archived(numbers(FILES))),
  restartDigitisation: one(submitted, { type: 'restartDigitisation' }),
  handOver: one(accepted, { type: 'handOver' }),
  claim: one(inReview, { type: 'claim' }),
  release: one(claimed, { type: 'release' }),
  assign: one(inReview, { type: 'assign', to: appraiser.subject, assignee: appraiser }),
  reassign: one(inReview, { type: 'reassign', to: appraiser.subject, assignee: appraiser, reason: 'r' }),
  completeStep: one(inReview, { type: 'completeStep', step: 'APPRAISE' }),
  sendBack: one(inReview, { type: 'sendBack', to: 'ASSIGN', reason: 'r' }),
  proposeRequest: one(inReview, { type: 'proposeRequest', request: { kind: 'supplement', items } }),
  declineRequest: one(proposed, { type: 'declineRequest', reason: 'r' }),
  allowSupplement: one(inReview, { type: 'allowSupplement', legalBasis: 'NĐ 61/2018 Đ19' }),
  requestSupplement: one(proposed, { type: 'requestSupplement', proposed: items }),
  declareSupplement: one(supplementing, { type: 'declareSupplement', files }),
  supply: one(declared, { type: 'supply' }),
  requirePayment: one(priced, { type: 'requirePayment', proposed: money }),
  confirmPayment: one(paying, { type: 'confirmPayment', reference: 'BL-1' }),
  lapseReplacement: one(bad, { type: 'lapseReplacement' }, YEAR),
  lapse: one(supplementing, { type: 'lapse' }, YEAR),
  consult: one(inReview, { type: 'consult', agency: 'SNNMT-H05', question: 'q' }),
  answerConsultation: one(consulting, { type: 'answerConsultation', n: 1, opinion: 'agree', text: 't' }),
  lapseConsultation: one(consulting, { type: 'lapseConsultation', n: 1 }, YEAR),
  reappoint: one(inReview, { type: 'reappoint', newDue: { year: 2026, month: 12, day: 1 }, reason: 'r' }),
  extend: one(inReview, { type: 'extend', by: { amount: 1, unit: 'workingDay' }, reason: 'r' }),
  registerResult: one(() => phase('RESULT'), register),
  declareResult: one(registered, declareFile),
  issueResult: one(result, issue),
  deliver: one(() => phase('DELIVERY'), { type: 'deliver', method: 'counter' }),
  correctResult: one(() => phase('DELIVERY'), { type: 'correctResult', fault: 'agency', reason: 'r' }),
  withdraw: one(inReview, { type: 'withdraw', reason: 'r' }),
  refuse: one(() => phase('ACCEPTANCE'), { type: 'refuse', reason: 'r' }),
  stop: one(inReview, { type: 'stop', reason: 'r', legalBasis: 'b' }),
  rate: one(accepted, { type: 'rate', ...rating }),
  answerComplaint: one(complained, { type: 'answerComplaint', upheld: true, text: 't' }),
  decideAlerts: one(inReview, { type: 'decideAlerts' }, YEAR),
  acknowledgeAlert: one(alerted, { type: 'acknowledgeAlert' }, YEAR),
  noteComplaintOverdue: one(complained, { type: 'noteComplaintOverdue' }, YEAR),
  redate: one(inReview, { type: 'redate', days: [] }),
  restartSpine: one(submitted, { type: 'restartSpine', run: 2 }),
};

export const timeOf = ({ story, after = 0 }: { story: Story; after?: number | undefined }): number =>
  (story.events.at(-1)?.at ?? MORNING) + after;

import * as z from 'zod';
import type { Derivation } from '../../core/calendar/index.ts';
import type { DossierEvent, EventType } from '../../core/dossier/events.ts';
import { paymentMethods } from '../../core/dossier/parts.ts';
import { workStages } from '../../core/sla/stages.ts';
import { countedShape } from './countedIndex.ts';
import { lookUpSchema, originSchema } from './filingSchema.ts';
import * as s from './partSchemas.ts';

/** Schemas of the log as it is read back. Strict: a field that does not belong would not be covered by the fold. */
const text = z.strictObject({ digest: z.string(), item: z.string() });
const formName = z.enum(['01', '02', '03', '04', '05', '06', '07']);
const form = z.strictObject({
  n: z.int(),
  form: formName,
  number: z.string(),
  template: z.string(),
  digest: z.string(),
});
const verdict = z.enum(['CLEAN', 'REFUSED', 'NONE']);
const content = { n: z.int(), versionId: z.string(), sha256: z.string() };
const finding = z.strictObject({
  ...content,
  verdict,
  bytes: z.int(),
  mediaType: z.string(),
  reasons: z.array(z.string()),
});
const archived = z.strictObject({ ...content, key: z.string() });
const run = { from: z.string(), to: z.string() };
const reason = z.enum(['weeklyRest', 'holiday', 'rolledForward', 'beforeRestart', 'overdue']);
const derivation: z.ZodType<Derivation> = z.strictObject({
  rule: z.string(),
  article: z.string(),
  calendar: z.string(),
  start: z.string(),
  counted: z.array(z.strictObject({ ...run, n: z.number() })),
  skipped: z.array(
    z.strictObject({
      ...run,
      reason,
      decision: z.exactOptional(z.string()),
      name: z.exactOptional(z.string()),
    }),
  ),
  paused: z.array(z.strictObject({ ...run, reason: z.string() })),
});
const dayChange = z.strictObject({
  date: z.string(),
  change: z.enum(['off', 'worked', 'hours']),
  name: z.exactOptional(z.string()),
  decision: z.exactOptional(z.string()),
});
const promise = { deadline: s.deadlineSchema, derivation };
/** Re-used papers: their numbers in the dossier and where they come from. */
const reused = z.exactOptional(z.array(originSchema.extend({ n: z.int() })));
const watch = { watchUntil: s.instant };
const worked = z.strictObject({ minutes: z.int().nonnegative(), budget: z.int().nonnegative() });
const onSpot = z.exactOptional(s.onSpotSchema);
const resumed = z.strictObject({ ...promise, pause: s.pauseSchema, step: s.stepSchema });
const opinion = z.enum(['agree', 'disagree', 'comment']);
const lapsedBase = { of: z.enum(['SUPPLEMENT', 'PAYMENT']), reason: text };
const lapsed = z.discriminatedUnion('outcome', [
  z.strictObject({ ...lapsedBase, outcome: z.literal('stopped'), form, timeliness: s.outcomeSchema }),
  z.strictObject({ ...lapsedBase, outcome: z.literal('mustRefuse'), resumed }),
]);

const alerts = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('promise'),
    alert: s.stageSchema,
    version: z.int(),
    raised: z.array(s.stageSchema),
  }),
  z.strictObject({ of: z.literal('work'), alert: z.enum(workStages), version: z.int() }),
]);

const event = <T extends EventType, D extends z.ZodRawShape>(type: T, data: D) =>
  eventWith(type, z.strictObject(data));

const eventWith = <T extends EventType, D extends z.ZodType>(type: T, data: D) =>
  z.strictObject({
    type: z.literal(type),
    data,
    dossierId: s.idSchema,
    seq: z.int().positive(),
    at: s.instant,
    actor: z.strictObject({
      kind: z.enum(['applicant', 'staff', 'system']),
      subject: s.subjectSchema,
      delegation: z.exactOptional(z.string()),
    }),
    outlook: s.outlookSchema,
    prevHash: z.string(),
    hash: z.string(),
    // Marks for the stream filters, derived from the event itself.
    wakes: z.literal(1).optional(),
    published: z.literal(1).optional(),
    ...countedShape,
  });

const schemas = z.discriminatedUnion('type', [
  event('submitted', {
    id: s.idSchema,
    unit: s.unitSchema,
    code: s.codeSchema,
    procedure: z.string(),
    version: z.string(),
    channel: s.channelSchema,
    filedBy: s.filedBySchema,
    subject: s.subjectSchema,
    applicant: text,
    restricted: z.exactOptional(z.literal(true)),
    documents: z.int(),
    replaced: z.exactOptional(z.array(z.string())),
    gaps: z.exactOptional(z.array(lookUpSchema)),
    reused,
    shown: z.exactOptional(
      z.strictObject({ components: z.array(z.string()), by: s.subjectSchema, at: s.instant }),
    ),
    related: z.exactOptional(s.relatedSchema),
    ...promise,
    ...watch,
  }),
  event('documentsVerified', {
    documents: z.array(finding),
    completed: z.exactOptional(
      z.strictObject({ at: s.instant, outcome: s.outcomeSchema, original: s.outcomeSchema, form }),
    ),
    resumed: z.exactOptional(resumed),
    again: z.exactOptional(z.strictObject(promise)),
    watchUntil: z.exactOptional(s.instant),
  }),
  event('documentsReplaced', { documents: z.array(z.int()), ...promise, ...watch }),
  event('nationalIdRecorded', {
    ...s.nationalIdSchema.shape,
    identifier: z.exactOptional(text),
    reason: z.exactOptional(text),
  }),
  event('accepted', {
    clockStart: s.instant,
    limitCase: z.exactOptional(z.string()),
    ...promise,
    form,
    ...watch,
    onSpot,
  }),
  event('documentsArchived', { documents: z.array(archived) }),
  event('digitisationRestarted', {
    attempt: z.int(),
    ...watch,
    unscanned: z.exactOptional(z.array(z.int())),
  }),
  event('handedOver', { step: s.stepSchema }),
  event('claimed', { by: s.subjectSchema, until: s.instant }),
  event('released', {}),
  event('assigned', {
    to: s.subjectSchema,
    by: s.subjectSchema,
    previous: z.exactOptional(s.subjectSchema),
    reason: z.exactOptional(text),
  }),
  event('stepCompleted', {
    step: z.string(),
    result: s.outcomeSchema,
    worked,
    next: z.exactOptional(s.stepSchema),
    onSpot,
  }),
  event('sentBack', {
    step: z.string(),
    reason: text,
    next: s.stepSchema,
    worked: z.exactOptional(worked),
  }),
  event('requestProposed', { n: z.int(), kind: z.enum(['supplement', 'payment']), request: text }),
  event('requestDeclined', { reason: text }),
  event('supplementAllowed', { legalBasis: z.string() }),
  event('supplementRequested', {
    n: z.int(),
    stage: z.enum(['intake', 'review']),
    components: z.array(z.string()),
    form,
    ...promise,
    stepMinutes: z.exactOptional(z.int()),
  }),
  event('supplementDeclared', { documents: z.array(z.int()), reused }),
  event('supplied', {
    documents: z.array(z.int()),
    ...watch,
    answer: z.exactOptional(z.strictObject(promise)),
  }),
  event('paymentRequired', { n: z.int(), amount: z.int(), reason: text, ...promise, stepMinutes: z.int() }),
  event('paymentConfirmed', {
    ...{ reference: z.string(), paidAt: s.instant, method: z.enum(paymentMethods), resumed, form },
  }),
  eventWith('lapsed', lapsed),
  event('consulted', { ...s.consultationSchema.shape, question: text }),
  event('consultationAnswered', { n: z.int(), opinion, late: z.boolean(), text }),
  event('consultationLapsed', { n: z.int(), outcome: z.enum(['agreedBySilence', 'late']) }),
  event('reappointed', { previousDue: s.instant, noticeInTime: z.boolean(), reason: text, form, ...promise }),
  event('extended', { previousDue: s.instant, by: s.limitSchema, reason: text, ...promise }),
  event('resultRegistered', s.registerSchema.shape),
  event('resultDeclared', { document: z.int() }),
  event('resultEntered', { document: z.int(), ...watch, onSpot }),
  event('delivered', {
    method: s.channelSchema,
    onSpot,
    onSpotLevel: z.exactOptional(z.enum(['4', '5', 'NONE'])),
  }),
  event('resultCorrected', { fault: z.enum(['agency', 'applicant']), reason: text }),
  event('withdrawn', { reason: text, form, outcome: s.outcomeSchema }),
  event('refused', { reason: text, form, outcome: s.outcomeSchema }),
  event('stopped', { reason: text, legalBasis: z.string(), form, outcome: s.outcomeSchema }),
  event('rated', {
    occasion: s.occasionSchema,
    attitude: z.int(),
    waiting: z.int(),
    facilities: z.int(),
    onAppointedDate: z.exactOptional(z.boolean()),
    apologyReceived: z.exactOptional(z.boolean()),
    comment: z.exactOptional(text),
    complaint: z.exactOptional(z.strictObject({ n: z.int(), due: s.instant })),
  }),
  event('complaintAnswered', { upheld: z.boolean(), text }),
  event('complaintOverdue', { n: z.int() }),
  eventWith('alertsDecided', alerts),
  event('alertAcknowledged', {}),
  event('redated', {
    reason: z.strictObject({ calendar: z.string(), replaces: z.string(), days: z.array(dayChange) }),
    previousDue: s.instant,
    deadline: s.deadlineSchema,
    derivation: z.exactOptional(derivation),
    step: z.exactOptional(z.strictObject({ due: s.instant, previousDue: s.instant })),
  }),
  event('spineRestarted', { run: z.int() }),
]);

/** One stored event; the marks of the stream filters and of the index of what was counted are dropped. */
export const eventSchema: z.ZodType<DossierEvent> = schemas.transform(
  ({ wakes, published, countedPk, countedSk, procedure, channel, moved, ...rest }) => rest,
);

import * as z from 'zod';
import { derivationSchema } from '../core/calendar/derivationSchema.ts';
import { lookUpAnswers } from '../core/dossier/look-up.ts';
import { deadlineKinds, onSpotActs, ratingOccasions, relations } from '../core/dossier/parts.ts';
import { phases, roles, statusNames } from '../core/dossier/status.ts';
import { document } from './document.ts';
import { stepId } from './fields.ts';

/** ISO 8601 with the offset of the unit's calendar. */
export const time = z.iso.datetime({ offset: true });
export const channel = z.enum(['online', 'counter', 'post']);
export const filedBy = z.enum(['self', 'officer-assisted', 'authorised']);
const outcome = z.enum(['early', 'onTime', 'late']);
export const desk = z.enum([...roles, 'system']);
const statuses = Object.keys(statusNames).map(Number);
export const status = z.literal(statuses).describe('Mã trạng thái quốc gia 1-10 / national status');
export const statusName = z.enum(Object.values(statusNames).map(({ vi }) => vi));
const names = {
  id: z.uuid(),
  procedure: z.string().describe('Mã thủ tục / procedure code'),
  procedureVersion: z.string(),
};

const due = z
  .strictObject({
    kind: z.enum(deadlineKinds),
    at: time.describe('Hạn: sau thời điểm này là quá hạn / the promise is broken after this instant'),
    version: z.int(),
    calendar: z.string(),
    provisional: z.boolean().describe('Lịch nghỉ của năm đó chưa được công bố / the calendar is not final'),
  })
  .meta({ id: 'Due', description: 'Hạn trả đang chạy / the promise that is running' });

const step = z
  .strictObject({
    id: stepId,
    role: z.enum(roles),
    since: time,
    due: time,
    assignedTo: z.string().optional().describe('Người được phân công / the officer it is assigned to'),
    claimedBy: z.string().optional(),
    claimedUntil: time.optional(),
    minutesLeft: z
      .int()
      .optional()
      .describe('Khi tạm dừng: số phút làm việc còn lại / while the clock stands still'),
  })
  .meta({ id: 'Step', description: 'Bước thẩm định hiện tại / the review step that waits' });

const consultation = z.strictObject({
  ...{ n: z.int(), agency: z.string(), askedAt: time, due: time, silence: z.enum(['agreed', 'reported']) },
  state: z
    .enum(['open', 'agree', 'disagree', 'comment', 'agreedBySilence', 'late'])
    .describe('agreedBySilence: im lặng là đồng ý / silence is agreement'),
  late: z.boolean().optional(),
});
const onSpot = z
  .strictObject({
    level: z.enum(['4', '5']),
    day: z.iso.date(),
    done: z.array(z.enum(onSpotActs)),
    broken: z.strictObject({ act: z.enum(onSpotActs), why: z.enum(['elsewhere', 'anotherDay']) }).optional(),
  })
  .meta({ id: 'OnSpot', description: 'Giải quyết tại chỗ / a sitting at the counter' });

/** What the office has asked of others, and what else stands on the dossier. */
const asked = {
  related: z.strictObject({ id: z.uuid(), relation: z.enum(relations) }).optional(),
  nationalId: z
    .strictObject({
      state: z.enum(['recorded', 'outage']),
      kind: z.enum(['planning', 'project', 'work', 'person']),
    })
    .optional(),
  request: z.strictObject({ n: z.int(), kind: z.enum(['supplement', 'payment']), by: z.string() }).optional(),
  supplement: z
    .strictObject({
      ...{ n: z.int(), stage: z.enum(['intake', 'review']), askedAt: time },
      declared: z.array(z.int()).describe('Các tệp bổ sung đã khai / documents declared so far'),
    })
    .optional(),
  payment: z.strictObject({ n: z.int(), amount: z.int(), askedAt: time }).optional(),
  consultations: z.array(consultation).optional(),
  reappointedTo: time.optional(),
  mustRefuse: z.literal(true).optional().describe('Kết quả phải là từ chối / the result must be a refusal'),
  onSpot: onSpot.optional(),
  ratings: z.array(z.enum(ratingOccasions)).optional().describe('Lần mời đánh giá / ratings asked for'),
  complaint: z.strictObject({ n: z.int(), due: time, answered: z.boolean() }).optional(),
};

const result = z
  .strictObject({
    ...{ number: z.string(), kind: z.enum(['granted', 'refused']), signer: z.string(), registeredAt: time },
    document: z.int().optional(),
    corrected: z.enum(['agency', 'applicant']).optional(),
  })
  .meta({ id: 'Result', description: 'Kết quả / the result in the register' });

const view = {
  ...names,
  code: z.string().describe('Mã hồ sơ (TT 03/2025 Đ13)'),
  unit: z.string(),
  status,
  statusName,
  phase: z.enum(phases),
  waitsFor: desk.optional().describe('Ai làm việc tiếp theo / who has the next move'),
  channel,
  filedBy,
  restricted: z.literal(true).optional().describe('Hạn chế tiếp cận / for cleared staff only'),
  submittedAt: time,
  acceptedAt: time.optional(),
  appointedAt: time.optional().describe('Ngày hẹn trả đầu tiên / the first appointed date'),
  due: due.optional(),
  step: step.optional(),
  documents: z.strictObject({
    total: z.int(),
    clean: z.int(),
    bad: z.array(z.int()).describe('Các tệp phải thay / documents to be replaced'),
    archived: z.int(),
  }),
  ...asked,
  result: result.optional(),
  completedAt: time.optional(),
  outcome: outcome.optional(),
  outcomeOriginal: outcome.optional().describe('So với ngày hẹn đầu tiên / against the first appointed date'),
  deliveredAt: time.optional(),
  withdrawnAt: time.optional(),
  refusedAt: time.optional(),
  stoppedAt: time.optional(),
  rev: z.int().describe('Cũng là ETag / also the ETag'),
};

export const dossierView = z.strictObject(view).meta({ id: 'Dossier', description: 'Hồ sơ / a dossier' });

const form = z
  .strictObject({
    n: z.int(),
    form: z.string(),
    number: z.string(),
    seq: z.int(),
    derivation: derivationSchema.meta({ id: 'Derivation' }).optional(),
    rendered: z.boolean().describe('Bản in đã có / its sheet can be fetched'),
  })
  .meta({ id: 'Form', description: 'Biểu mẫu đã cấp / a form that was issued' });

export const dossierDetail = z
  .strictObject({ ...view, files: z.array(document), forms: z.array(form) })
  .meta({ id: 'DossierDetail', description: 'Hồ sơ với tệp và biểu mẫu / with files and forms' });

const lookUps = z
  .array(
    z.strictObject({
      component: z.string(),
      database: z.string(),
      answer: z.enum(lookUpAnswers),
      advice: z.strictObject({ vi: z.string(), en: z.string() }).optional(),
    }),
  )
  .describe(
    'Thành phần thay bằng dữ liệu: found thì không phải nộp / replaced by data: found, then not handed in',
  );

export const draftView = z
  .strictObject({
    ...names,
    draft: z.literal(true),
    channel,
    filedBy,
    validUntil: time,
    lookUps: lookUps.optional(),
    files: z.array(
      document.omit({
        ...{ verdict: true, reasons: true, archive: true, warnings: true },
        ...{ pages: true, dpi: true, pdfa: true, signatures: true },
      }),
    ),
  })
  .meta({ id: 'Draft', description: 'Bản nháp chưa nộp / a filing that has not been submitted' });

const slot = z
  .strictObject({
    n: z.int(),
    component: z.string(),
    url: z.string(),
    fields: z.record(z.string(), z.string()),
  })
  .meta({
    id: 'UploadSlot',
    description:
      'Gửi các trường này và cuối cùng là `file` bằng multipart/form-data tới `url`, trong 5 phút / POST these fields and last `file` as multipart/form-data to `url` within 5 minutes',
  });
const uploads = z.array(slot);

export const slots = z
  .strictObject({ id: z.uuid(), uploads })
  .meta({ id: 'UploadSlots', description: 'Ô tải tệp lên / slots for uploads' });

export const createdDraft = z
  .strictObject({
    ...names,
    draft: z.literal(true),
    trackingToken: z.string().describe('Mã tra cứu công khai, chỉ trả một lần / public tracking token'),
    validUntil: time,
    lookUps: lookUps.optional(),
    uploads: uploads
      .optional()
      .describe(
        'Không còn khi bản nháp đã được nộp / absent in a repeated answer once it has been submitted',
      ),
  })
  .meta({ id: 'CreatedDraft', description: 'Bản nháp mới / a new draft' });

export const knownDraft = z
  .strictObject({ id: z.uuid(), draft: z.literal(true), uploads })
  .meta({ id: 'KnownDraft', description: 'Bản nháp đã có / the draft that is there already' });

export const declaredDossier = z
  .strictObject({ ...view, uploads: uploads.optional() })
  .meta({ id: 'DossierWithSlot', description: 'Hồ sơ và ô tải tệp kết quả / with the slot of the result' });

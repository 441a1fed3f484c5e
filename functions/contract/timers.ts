import * as z from 'zod';
import { deadlineKinds } from '../core/dossier/parts.ts';
import { phases } from '../core/dossier/status.ts';
import { workStages } from '../core/sla/stages.ts';
import { desk, time } from './dossier.ts';

/** A stage of a promise, such as `REMINDER_80` or `OVERDUE_3`. */
const stage = z.string().describe('Mốc của thời hạn / a stage of the promise');
const version = z.int().describe('Phiên bản của thời hạn / version of the deadline');
const n = z.int();

const timer = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('promise'), stage, version, at: time }),
    z.strictObject({ kind: z.literal('work'), stage: z.enum(workStages), at: time }),
    z.strictObject({ kind: z.literal('lapse'), version, at: time }),
    z.strictObject({ kind: z.literal('consultation'), n, at: time }),
    z.strictObject({ kind: z.literal('complaint'), n, at: time }),
    z.strictObject({ kind: z.literal('digitisation'), at: time }),
  ])
  .meta({ id: 'Timer', description: 'Một mốc đã đặt / what is armed' });

export const timerPage = z
  .strictObject({
    unit: z.string(),
    items: z.array(
      z.strictObject({
        ...{ id: z.string(), code: z.string(), procedure: z.string(), phase: z.enum(phases) },
        waitsFor: desk.optional(),
        due: z.strictObject({ kind: z.enum(deadlineKinds), at: time, version }).optional(),
        raised: z.array(stage).optional().describe('Đã báo / decided for this version'),
        atRisk: z.literal(true).optional(),
        timers: z.array(timer),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'TimerLedger', description: 'Sổ mốc thời gian / what is armed, for when, from which version' });

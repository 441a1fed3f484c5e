import { formatInstant } from '../core/calendar/index.ts';
import { deskOf } from '../core/dossier/desk.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { AlertStage } from '../core/sla/stages.ts';
import type { CataloguePort, DossierStore } from './ports.ts';

/** An alert as decided, kept beside the dossier. */
export interface AlertRecord {
  readonly stage: AlertStage;
  readonly version: number;
  readonly at: number;
  readonly due: number;
  readonly seq: number;
}

/** Which alert an event decided. */
export interface AlertRef {
  readonly dossierId: DossierId;
  readonly stage: AlertStage;
  readonly version: number;
}

interface Text {
  readonly subject: string;
  /** What has happened, before the date it is about; what to do next. */
  readonly vi: readonly [string, string];
  readonly en: readonly [string, string];
}

const texts = {
  soon: {
    subject: 'DUE SOON',
    vi: ['sắp đến hạn', 'Hoàn thành bước này trước hạn.'],
    en: ['is due soon', 'Complete this step before the deadline.'],
  },
  over: {
    subject: 'OVERDUE',
    vi: ['đã quá hạn', 'Xử lý ngay và gửi phiếu xin lỗi, hẹn lại ngày trả.'],
    en: ['is overdue', 'Act now; send the apology with a new date.'],
  },
} satisfies Record<string, Text>;

const textOf = (stage: AlertStage): Text => (/BREACH|OVERDUE|LATE/.test(stage) ? texts.over : texts.soon);

export interface NotifyPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly catalogue: CataloguePort;
  readonly alerts: {
    alert(id: DossierId, stage: AlertStage, version: number): Promise<AlertRecord | undefined>;
  };
  readonly topic: { publish(message: { id: string; subject: string; text: string }): Promise<void> };
}

/**
 * Sends the alert that an event decided. Delivered at least once; the id `dossier#stage#version` is the same every time,
 * so that a receiver can drop a repetition. The text names the code and the desk, never a person.
 */
export const notify =
  ({ store, catalogue, alerts, topic }: NotifyPorts) =>
  async ({ dossierId: id, stage, version }: AlertRef): Promise<string> => {
    const [head, alert] = await Promise.all([store.head(id), alerts.alert(id, stage, version)]);
    const office = head && (await catalogue.office(head.unit));
    if (!head || !alert || !office) throw new Error(`no alert ${stage} ${version} of dossier ${id}`);
    const due = formatInstant(alert.due, office.calendar.offsetMinutes).slice(0, 16).replace('T', ' ');
    const desk = deskOf(head) ?? 'closed';
    const say = textOf(alert.stage);
    const text = [
      `Hồ sơ ${head.code} (${head.procedure}) ${say.vi[0]}: ${due}.`,
      `Đang chờ: ${desk}. ${say.vi[1]}`,
      '',
      `Dossier ${head.code} (${head.procedure}) ${say.en[0]}: ${due}.`,
      `Waiting for: ${desk}. ${say.en[1]}`,
    ].join('\n');
    const alertId = `${id}#${alert.stage}#${alert.version}`;
    await topic.publish({ id: alertId, subject: `${say.subject} ${head.code}`, text });
    return alertId;
  };

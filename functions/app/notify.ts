import { formatInstant } from '../core/calendar/index.ts';
import { deskOf } from '../core/dossier/desk.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { Stage } from '../core/sla/stages.ts';
import type { CataloguePort, DossierStore } from './ports.ts';

/** An alert as decided, kept beside the dossier. */
export interface AlertRecord {
  readonly stage: Stage;
  readonly version: number;
  readonly at: number;
  readonly due: number;
  readonly seq: number;
}

/** Which alert an event decided. */
export interface AlertRef {
  readonly dossierId: DossierId;
  readonly stage: Stage;
  readonly version: number;
}

export interface NotifyPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly catalogue: CataloguePort;
  readonly alerts: { alert(id: DossierId, stage: Stage, version: number): Promise<AlertRecord | undefined> };
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
    const late = alert.stage === 'BREACH';
    const text = [
      `Hồ sơ ${head.code} (${head.procedure}) ${late ? 'đã quá hạn' : 'sắp đến hạn'}: ${due}.`,
      `Đang chờ: ${desk}. ${late ? 'Xử lý ngay và gửi phiếu xin lỗi, hẹn lại ngày trả.' : 'Hoàn thành bước này trước hạn.'}`,
      '',
      `Dossier ${head.code} (${head.procedure}) ${late ? 'is overdue' : 'is due soon'}: ${due}.`,
      `Waiting for: ${desk}. ${late ? 'Act now; send the apology with a new date.' : 'Complete this step before the deadline.'}`,
    ].join('\n');
    const alertId = `${id}#${alert.stage}#${alert.version}`;
    await topic.publish({ id: alertId, subject: `${late ? 'OVERDUE' : 'DUE SOON'} ${head.code}`, text });
    return alertId;
  };

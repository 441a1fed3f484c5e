import type { Calendar, Instant } from '../calendar/index.ts';
import { when } from '../forms/when.ts';
import { officeRoles } from './digest/sections.ts';
import { asciiLine, type Links, type TopicMessage } from './message.ts';
import type { StormLimits } from './storm.ts';

/** Where the alerts of a unit are listed, as a path of the API. */
export const listOf = (unit: string): string => `GET /alerts?unit=${unit}`;

/** The one message in the name of all alerts of a window that are not told one by one: it says so, and where they are. */
export const stormMessage = (
  unit: string,
  window: Instant,
  limits: StormLimits,
  calendar: Calendar,
  links: Pick<Links, 'runbook'>,
): TopicMessage => {
  const { over, minutes } = limits;
  const from = when(calendar.offsetMinutes, 'vi').short(window);
  return {
    id: `storm#${unit}#${window}`,
    subject: asciiLine(`ALERT STORM ${unit}: more than ${over} alerts in ${minutes} minutes`),
    text: [
      `Đơn vị ${unit} có hơn ${over} cảnh báo trong ${minutes} phút, từ ${from}.`,
      `Các cảnh báo tiếp theo của khoảng thời gian này không gửi riêng từng cái, không cái nào bị mất: xem ${listOf(unit)} và bản tổng hợp sáng ngày làm việc tiếp theo.`,
      'Việc cần làm: xem danh sách; tìm nguyên nhân chung (sự cố, vắng người, tồn đọng).',
      `Hướng dẫn: ${links.runbook('alert-storm')}`,
      '',
      `Unit ${unit} has more than ${over} alerts in ${minutes} minutes, from ${from}.`,
      `Further alerts of this stretch of time are not sent one by one; none is lost: see ${listOf(unit)} and the digest of the next working morning.`,
      'What to do: look at the list; find what they have in common (an outage, people absent, a backlog).',
      `Runbook: ${links.runbook('alert-storm')}`,
    ].join('\n'),
    unit,
    recipients: officeRoles,
    severity: 'breach',
  };
};

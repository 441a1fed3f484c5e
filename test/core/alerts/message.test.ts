import { describe, expect, test } from 'vitest';
import { alertMessage, type Links } from '../../../functions/core/alerts/message.ts';
import { severities } from '../../../functions/core/alerts/rules.ts';
import { stormMessage } from '../../../functions/core/alerts/stormMessage.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { AlertStage } from '../../../functions/core/sla/stages.ts';
import { at } from '../calendar/support.ts';
import { calendar, ID, UNIT } from '../dossier/support.ts';
import { appraised, atIntake, everyStage, restrictedOf, settings } from './support.ts';

const links: Links = {
  execution: 'https://console.example/execution',
  runbook: (anchor) => `https://runbook.example#${anchor}`,
};
const DUE = at('2026-12-02 17:00');
const NOW = at('2026-12-04 09:00');
const told = (stage: AlertStage, dossier: Dossier = appraised, now = NOW) =>
  alertMessage({ stage, version: 2, at: now, due: DUE }, dossier, { calendar, settings }, links, now);

describe.each(everyStage)('%s', (stage) => {
  const message = told(stage);

  test('says in both languages what, by when, how late, who has it, what to do, and where to look', () => {
    const [vi = '', en = ''] = message.text.split('\n\n');
    expect(vi).toMatch(
      /^Hồ sơ 000\.00\.NN\.H05-261102-0001 \(thủ tục 1\.013236\) .+\.\nHạn: 17:00 02\/12\/2026\. Trễ: 1 ngày làm việc 1 giờ làm việc 30 phút\.\n/,
    );
    expect(vi).toContain('Đang ở: Chuyên viên thẩm định (appraiser), bước APPRAISE. Chưa ai nhận.');
    expect(vi).toMatch(/\nViệc cần làm: .{10,}\n/);
    expect(en).toMatch(
      /^Dossier 000\.00\.NN\.H05-261102-0001 \(procedure 1\.013236\) .+\.\nDue: 17:00 02\/12\/2026\. Late by: 1 working day 1 working hour 30 min\.\n/,
    );
    expect(en).toContain('Waits for: the appraiser (appraiser), step APPRAISE. Held by nobody.');
    expect(en).toMatch(/\nWhat to do: .{10,}\n/);
    for (const part of [vi, en]) {
      expect(part).toContain(links.execution);
      expect(part).toContain(
        `https://runbook.example#alert-${stage.toLowerCase().replaceAll('_', '-').replace(/-\d+$/, '')}`,
      );
    }
    expect(message.text).not.toMatch(/[{}]|undefined/);
    expect(message.text).toBe(message.text.normalize('NFC'));
  });

  test('fits SNS and its subscriptions, under the one id it has for good', () => {
    expect(message.subject).toMatch(/^[A-Z][ -~]{0,99}$/);
    expect(message.subject).toContain('000.00.NN.H05-261102-0001');
    expect(message.id).toBe(`${ID}#${stage}#2`);
    expect(message.unit).toBe('SXD-H05');
    expect(severities).toContain(message.severity);
    expect(message.recipients.length).toBeGreaterThan(0);
  });
});

test('the number of a stage is in its words', () => {
  expect(told('REMINDER_80').text).toContain('đã dùng 80% thời hạn');
  expect(told('OVERDUE_5').text).toContain('ngày làm việc thứ 5 sau hạn');
});

test('what is not late yet says what is left', () => {
  const { text } = told('REMINDER_80', appraised, at('2026-11-30 15:00'));
  expect(text).toContain('Còn: 2 ngày làm việc 2 giờ làm việc.');
  expect(text).toContain('Left: 2 working days 2 working hours.');
});

test('whoever holds the step is named by login, and nobody by name', () => {
  if (appraised.phase !== 'REVIEW') throw new Error('not in review');
  const held = {
    ...appraised,
    step: { ...appraised.step, claim: { by: appraised.subject, until: NOW + 1 } },
  };
  expect(told('DUE', held).text).toContain(`bước APPRAISE. Người giữ: ${appraised.subject}.`);
  const over = { ...held, step: { ...held.step, claim: { by: appraised.subject, until: NOW } } };
  expect(told('DUE', over).text).toContain('Chưa ai nhận.');
});

test('at a desk without steps nobody is missed', () => {
  expect(told('BREACH', atIntake).text).toContain('Đang ở: Bộ phận Một cửa (frontDesk).\n');
});

test('of a restricted dossier neither procedure nor step nor holder is told', () => {
  const { text } = told('BREACH', restrictedOf(appraised));
  expect(text).toContain('Hồ sơ 000.00.NN.H05-261102-0001 đã quá hạn.');
  expect(text).not.toMatch(/1\.013236|APPRAISE|Người giữ|Held by/);
});

test('the message about a storm says so, to all roles, and where the list is', () => {
  const { id, subject, text, recipients } = stormMessage(
    UNIT,
    NOW,
    { over: 20, minutes: 10 },
    calendar,
    links,
  );
  expect(id).toBe(`storm#SXD-H05#${NOW}`);
  expect(subject).toBe('ALERT STORM SXD-H05: more than 20 alerts in 10 minutes');
  for (const part of ['hơn 20 cảnh báo trong 10 phút, từ 09:00 04/12/2026', 'GET /alerts?unit=SXD-H05']) {
    expect(text).toContain(part);
  }
  expect(recipients).toHaveLength(7);
});

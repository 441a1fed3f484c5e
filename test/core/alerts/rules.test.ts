import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  alertOfStage,
  alertStageSchema,
  recipientsOf,
  ruleOf,
} from '../../../functions/core/alerts/alert.ts';
import { anchorOf } from '../../../functions/core/alerts/message.ts';
import { alertKinds, alertRules } from '../../../functions/core/alerts/rules.ts';
import { alertTexts } from '../../../functions/core/alerts/texts.ts';
import { appraised, approved, atIntake, everyStage, settings, toHandOver } from './support.ts';

/** docs/deadlines.md, columns "To whom" and "Sent", written out by hand for a dossier at intake and one in appraisal. */
const table = [
  // stage, sent, severity, at intake, in appraisal
  ['NEW_ONLINE', 'atOnce', 'info', 'headOfOneStop', 'headOfOneStop'],
  ['REMINDER_50', 'digest', 'info', 'frontDesk', 'appraiser'],
  ['REMINDER_80', 'atOnce', 'imminent', 'frontDesk', 'appraiser'],
  ['AT_RISK', 'atOnce', 'imminent', 'divisionHead departmentLeader', 'divisionHead departmentLeader'],
  ['APOLOGY_DUE', 'atOnce', 'imminent', 'departmentLeader', 'departmentLeader'],
  ['DUE', 'atOnce', 'imminent', 'frontDesk headOfOneStop', 'appraiser divisionHead'],
  ['BREACH', 'atOnce', 'breach', 'headOfOneStop departmentLeader', 'divisionHead departmentLeader'],
  ['SILENT_BREACH', 'atOnce', 'silentBreach', 'departmentLeader', 'departmentLeader'],
  ['OVERDUE_3', 'atOnce', 'breach', 'headOfOneStop departmentLeader', 'divisionHead departmentLeader'],
  ['OVERDUE_5', 'atOnce', 'breach', 'departmentLeader', 'departmentLeader'],
  ['OVERDUE_10', 'atOnce', 'breach', 'departmentLeader', 'departmentLeader'],
  ['UNACKNOWLEDGED', 'atOnce', 'breach', 'departmentLeader', 'departmentLeader'],
  ['STEP_OVERRUN', 'digest', 'info', 'headOfOneStop', 'divisionHead'],
  ['UNCLAIMED', 'digest', 'info', 'headOfOneStop', 'divisionHead'],
  ['HAND_OVER_LATE', 'digest', 'info', 'headOfOneStop', 'headOfOneStop'],
  ['DIGITISATION_STUCK', 'atOnce', 'imminent', 'administrator', 'administrator'],
  [
    'CONSULTATION_LATE',
    'atOnce',
    'imminent',
    'headOfOneStop departmentLeader',
    'headOfOneStop departmentLeader',
  ],
  [
    'COMPLAINT_OPENED',
    'atOnce',
    'imminent',
    'headOfOneStop departmentLeader',
    'headOfOneStop departmentLeader',
  ],
  [
    'COMPLAINT_OVERDUE',
    'atOnce',
    'breach',
    'headOfOneStop departmentLeader',
    'headOfOneStop departmentLeader',
  ],
] as const;

test.each(table)('%s goes %s, as %s', (stage, sent, severity, intake, review) => {
  const alert = alertOfStage(stage);
  expect(ruleOf(alert, settings)).toMatchObject({ sent, severity });
  expect(recipientsOf(alert, atIntake, settings).join(' ')).toBe(intake);
  expect(recipientsOf(alert, appraised, settings).join(' ')).toBe(review);
});

describe('every stage', () => {
  test('stands in the table, and every kind has a rule, words and an entry for officers in the runbook', () => {
    expect(table.map(([stage]) => stage)).toEqual(everyStage);
    expect([...new Set(everyStage.map((stage) => alertOfStage(stage).kind))]).toEqual(alertKinds);
    expect(Object.keys(alertRules)).toEqual(alertKinds);
    expect(Object.keys(alertTexts)).toEqual(alertKinds);
    const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
    const entries = [...runbook.matchAll(/^### (alert-\S+)$/gm)].map(([, entry]) => entry);
    expect(entries).toEqual([...alertKinds.map(anchorOf), 'alert-storm', 'alert-digest']);
    for (const entry of runbook.split(/^### (?=alert-)/m).slice(1)) {
      expect(entry).toMatch(
        /\*\*Ý nghĩa\*\*: .+\n\*\*Việc cần làm\*\*: .+\n\n\*\*Meaning\*\*: .+\n\*\*Next\*\*: .+/,
      );
    }
  });

  test('is read back from the text it is kept as, and nothing else is', () => {
    for (const stage of everyStage) expect(alertStageSchema.parse(stage)).toBe(stage);
    for (const wrong of ['REMINDER', 'REMINDER_0', 'OVERDUE', 'BREACH_1', 'NEW', '', 7]) {
      expect(alertStageSchema.safeParse(wrong).success, String(wrong)).toBe(false);
    }
  });
});

test('a reminder is urgent from the share of the time that the unit has set', () => {
  const sent = (stage: 'REMINDER_79' | 'REMINDER_80', urgentPercent: number) =>
    ruleOf(alertOfStage(stage), { ...settings, urgentPercent }).sent;
  expect([sent('REMINDER_79', 80), sent('REMINDER_80', 80), sent('REMINDER_79', 50)]).toEqual([
    ...['digest', 'atOnce', 'atOnce'],
  ]);
});

test('the desk is the one that has the move: the counter before the hand-over, the leader while he approves', () => {
  const due = alertOfStage('DUE');
  expect(recipientsOf(due, toHandOver, settings)).toEqual(['frontDesk', 'headOfOneStop']);
  expect(recipientsOf(due, approved, settings)).toEqual(['departmentLeader', 'divisionHead']);
});

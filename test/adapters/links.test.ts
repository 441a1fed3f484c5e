import { expect, test } from 'vitest';
import { linksOf } from '../../functions/adapters/links.ts';

const stateMachineArn = 'arn:aws:states:ap-southeast-1:111122223333:stateMachine:mot-cua-prod-dossier';
const arn =
  'arn:aws:states:ap-southeast-1:111122223333:execution:mot-cua-prod-dossier:000.00.33.H05-261116-0001';

/** The address of the Step Functions console for an execution of a Standard machine, as AWS's own console shows it. */
test('an alert opens the execution in the console of its region', () => {
  const links = linksOf({
    ...{ stateMachineArn, console: 'https://console.aws.amazon.com' },
    runbook: 'https://so.example.vn/runbook',
  });
  expect(links.execution('000.00.33.H05-261116-0001')).toBe(
    `https://console.aws.amazon.com/states/home?region=ap-southeast-1#/v2/executions/details/${arn}`,
  );
  expect(links.runbook('silent-breach')).toBe('https://so.example.vn/runbook#silent-breach');
});

test('without a console the execution is named by its ARN, and the runbook by its path', () => {
  const links = linksOf({ stateMachineArn, console: undefined, runbook: undefined });
  expect(links.execution('000.00.33.H05-261116-0001')).toBe(arn);
  expect(links.runbook('silent-breach')).toBe('docs/runbook.md#silent-breach');
});

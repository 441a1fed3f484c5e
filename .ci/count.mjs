// Adds up what the runners reported and prints the one closing line. A missing report counts as a failure.
import { readFileSync } from 'node:fs';

const total = { passed: 0, failed: 0, skipped: 0 };
const read = (name, add) => {
  try {
    add(readFileSync(`.test-results/${name}`, 'utf8'));
  } catch (error) {
    console.error(`no report ${name}: ${error.message}`);
    total.failed += 1;
  }
};
const vitest = (text) => {
  const report = JSON.parse(text);
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
  // A file that does not load has no tests to fail.
  total.failed += report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
};
read('report.json', vitest);
read('long.json', vitest);
read('awscli.txt', (text) => {
  const [, passed, failed, skipped = '0'] = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(text) ?? [];
  if (passed === undefined) throw new Error('no closing line');
  total.passed += Number(passed);
  total.failed += Number(failed);
  total.skipped += Number(skipped);
});
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

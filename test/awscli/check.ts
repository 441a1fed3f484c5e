/** `npm run check:awscli`: one finished dossier, looked at with the `aws` command of the distribution. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import synthesise from '../support/globalSetup.ts';
import { startRemote } from '../support/remote.ts';
import { awsAt, awsVersion } from './aws.ts';
import { playInto, shown } from './dossier.ts';
import { checkItems } from './items.ts';
import { checkObjects } from './objects.ts';
import { Report, summaryLine } from './report.ts';
import { checkStates } from './states.ts';

/**
 * The dossier is played on a virtual clock, so that names and dates are the same every day; then `npm start` takes over
 * the data folder on the real clock, by which `aws` signs.
 */
const check = async (folder: string, report: Report): Promise<void> => {
  await synthesise();
  const data = join(folder, 'data');
  const id = await playInto(data);
  const cloud = await startRemote(data, []);
  try {
    const aws = awsAt(cloud.url);
    const { names } = cloud;
    const seen = await shown(cloud, id);
    await report.group('Step Functions', (same) => checkStates(aws, same, names, seen));
    await report.group('DynamoDB', (same) => checkItems(aws, same, names, seen));
    await report.group('S3', (same) => checkObjects(aws, same, names, seen, join(folder, 'got')));
  } finally {
    await cloud.interrupt();
  }
};

const version = awsVersion();
if (version === undefined) {
  console.log('SKIPPED: aws is not installed (apt-get install awscli)');
  console.log(summaryLine(0, 0, 1));
} else {
  console.log(version);
  const report = new Report();
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-awscli-'));
  await report
    .group('the check', () => check(folder, report))
    .finally(() => rmSync(folder, { recursive: true }));
  console.log(summaryLine(report.passed, report.failed));
  process.exitCode = report.failed > 0 ? 1 : 0;
}

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
import { createReport, summaryLine } from './report.ts';
import { checkStates } from './states.ts';

/**
 * The dossier is played on a virtual clock, so that names and dates are the same every day; then `npm start` takes over
 * the data folder on the real clock, by which `aws` signs.
 */
const main = async (): Promise<boolean> => {
  const version = awsVersion();
  if (version === undefined) {
    console.log('SKIPPED: aws is not installed (apt-get install awscli)');
    console.log(summaryLine(0, 0, 1));
    return true;
  }
  console.log(version);
  await synthesise();
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-awscli-'));
  const data = join(folder, 'data');
  const report = createReport(console.log);
  try {
    const id = await playInto(data);
    const cloud = await startRemote(data, []);
    try {
      const aws = awsAt(cloud.url);
      const seen = await shown(cloud, id);
      await report.group('Step Functions', () => checkStates(aws, report, cloud.names, seen));
      await report.group('DynamoDB', () => checkItems(aws, report, cloud.names, seen));
      await report.group('S3', () => checkObjects(aws, report, cloud.names, seen, join(folder, 'got')));
    } finally {
      await cloud.interrupt();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(report.summary());
  return report.failed === 0;
};

process.exitCode = (await main()) ? 0 : 1;

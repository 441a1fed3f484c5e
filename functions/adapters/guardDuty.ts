import { GuardDutyClient, SendObjectMalwareScanCommand } from '@aws-sdk/client-guardduty';
import type { ScanVerdict } from '../app/ports.ts';
import type { ScannerPort } from '../app/rescan.ts';

/** GuardDuty Malware Protection for S3, asked for a scan beside the one that it makes of each upload (ADR 20). */
export const guardDuty = (Bucket: string, client = new GuardDutyClient({})): ScannerPort => ({
  async scan(Key, VersionId) {
    await client.send(new SendObjectMalwareScanCommand({ S3Object: { Bucket, Key, VersionId } }));
  },
});

const verdicts: ReadonlyMap<string, ScanVerdict> = new Map([
  ['NO_THREATS_FOUND', 'CLEAN'],
  ['THREATS_FOUND', 'INFECTED'],
  // It cannot be examined, now or later: behind a password, or over a limit of the scanner.
  ['UNSUPPORTED', 'FAILED'],
]);

/**
 * What a result of the scanner says about the file. Undefined when it says something about the scanner alone (FAILED,
 * ACCESS_DENIED, a status that is new): that is no verdict, and whoever waits for one asks again.
 */
export const verdictOfStatus = (scanResultStatus: string): ScanVerdict | undefined =>
  verdicts.get(scanResultStatus);

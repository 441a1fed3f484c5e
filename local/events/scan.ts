/** The scanner behind a GuardDuty Malware Protection plan: whichever the cloud is started with, else the EICAR stub. */
import type { Readable } from 'node:stream';
import type { ObjectCreated } from '../s3/index.ts';
import type { BusEvent } from './bus.ts';

/** What GuardDuty can say about an object. FAILED: the scanner could not say. */
export type ScanStatus = 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'UNSUPPORTED' | 'ACCESS_DENIED' | 'FAILED';

/** Scans one object; undefined = it never answers. */
export interface Scanner {
  /** What it is, for people. */
  readonly name: string;
  scan(content: Readable): Promise<{ status: ScanStatus; threat?: string } | undefined>;
}

// Spelled in two parts so that no scanner takes this source file for the test file.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Whether the stream contains the EICAR test string. */
async function containsEicar(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const window = Buffer.concat([tail, chunk]);
    if (window.includes(EICAR)) return true;
    tail = window.subarray(Math.max(0, window.length - EICAR.length + 1));
  }
  return false;
}

/** A STUB and no scanner. */
export const eicarScanner: Scanner = {
  name: 'a STUB: it finds the EICAR test file and nothing else; do not rely on it',
  scan: async (content) =>
    (await containsEicar(content))
      ? { status: 'THREATS_FOUND', threat: 'EICAR-Test-File' }
      : { status: 'NO_THREATS_FOUND' },
};

/** Which version is scanned. */
export type Scanned = Pick<ObjectCreated, 'bucket' | 'key' | 'versionId' | 'etag'>;

/** The event GuardDuty sends for a scanned object. */
export const scanResult = (
  planArn: string,
  object: Scanned,
  { status, threat }: { status: ScanStatus; threat?: string },
): BusEvent => ({
  source: 'aws.guardduty',
  detailType: 'GuardDuty Malware Protection Object Scan Result',
  resources: [planArn],
  detail: {
    schemaVersion: '1.0',
    scanStatus: status === 'FAILED' ? 'FAILED' : status.endsWith('_FOUND') ? 'COMPLETED' : 'SKIPPED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: {
      bucketName: object.bucket,
      objectKey: object.key,
      eTag: object.etag,
      versionId: object.versionId,
      s3Throttled: false,
    },
    scanResultDetails: {
      scanResultStatus: status,
      threats: threat === undefined ? null : [{ name: threat }],
    },
  },
});

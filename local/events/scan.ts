/** A stand-in for GuardDuty Malware Protection: it knows the EICAR test file and nothing else. */
import type { ObjectCreated } from '../s3/index.ts';
import type { BusEvent } from './bus.ts';

// Spelled in two parts so that no scanner takes this source file for the test file.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Whether the stream contains the EICAR test string. */
export async function containsEicar(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const window = Buffer.concat([tail, chunk]);
    if (window.includes(EICAR)) return true;
    tail = window.subarray(Math.max(0, window.length - EICAR.length + 1));
  }
  return false;
}

/** The event GuardDuty sends for a scanned object. */
export const scanResult = (planArn: string, object: ObjectCreated, threat: boolean): BusEvent => ({
  source: 'aws.guardduty',
  detailType: 'GuardDuty Malware Protection Object Scan Result',
  resources: [planArn],
  detail: {
    schemaVersion: '1.0',
    scanStatus: 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: {
      bucketName: object.bucket,
      objectKey: object.key,
      eTag: object.etag,
      versionId: object.versionId,
      s3Throttled: false,
    },
    scanResultDetails: {
      scanResultStatus: threat ? 'THREATS_FOUND' : 'NO_THREATS_FOUND',
      threats: threat ? [{ name: 'EICAR-Test-File' }] : null,
    },
  },
});

/** The event S3 sends for a new object version. */
export const objectCreated = (object: ObjectCreated): BusEvent => ({
  source: 'aws.s3',
  detailType: 'Object Created',
  resources: [`arn:aws:s3:::${object.bucket}`],
  detail: {
    version: '0',
    bucket: { name: object.bucket },
    object: {
      key: object.key,
      size: object.size,
      etag: object.etag,
      'version-id': object.versionId,
      sequencer: object.sequencer,
    },
    reason: object.reason,
  },
});

/** What follows an upload: the bucket's event, and the scan where a protection plan covers the bucket. */
import * as z from 'zod';
import { bodyOf } from '../body.ts';
import type { Clock } from '../clock.ts';
import type { Handler } from '../front/http.ts';
import type { ObjectCreated, S3Host } from '../s3/index.ts';
import type { Deployment } from '../template/deployment.ts';
import { RUN_HERE } from '../template/support.ts';
import type { Bus, BusEvent } from './bus.ts';
import { type Scanned, type Scanner, scanResult } from './scan.ts';

export interface ScanHosts {
  readonly deployment: Deployment;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly scanner: Scanner;
  readonly s3: () => Pick<S3Host, 'etag' | 'read'>;
}

/** The plans of the template on a bucket, as the ARN of each and the prefixes it covers of its own accord. */
const plansOn = (deployment: Deployment, bucket: string) =>
  deployment
    .all(RUN_HERE['AWS::GuardDuty::MalwareProtectionPlan'])
    .map(({ arn, props }) => ({ arn, ...props.ProtectedResource.S3Bucket }))
    .filter(({ BucketName }) => BucketName === bucket);

async function scan({ bus, s3, scanner }: ScanHosts, plan: string, object: Scanned): Promise<void> {
  const found = await scanner.scan(s3().read(object.bucket, object.key, object.versionId));
  if (found) bus.publish(scanResult(plan, object, found));
}

/** Called with each new version. */
export function uploadListener(hosts: ScanHosts): (object: ObjectCreated) => Promise<void> {
  const { deployment, bus } = hosts;
  const buckets = deployment.all(RUN_HERE['AWS::S3::Bucket']);
  return async (object) => {
    const bucket = buckets.find(({ name }) => name === object.bucket)?.props;
    if (bucket?.NotificationConfiguration?.EventBridgeConfiguration) bus.publish(objectCreated(object));
    for (const { arn, ObjectPrefixes: prefixes } of plansOn(deployment, object.bucket)) {
      if (prefixes.length > 0 && !prefixes.some((prefix) => object.key.startsWith(prefix))) continue;
      await scan(hosts, arn, object);
    }
  };
}

const Input = z.strictObject({
  s3Object: z.strictObject({ bucket: z.string(), key: z.string(), versionId: z.string() }),
});

/** GuardDuty as far as the product calls it: SendObjectMalwareScan, whose scan goes on after its answer. */
export function createGuardDuty(hosts: ScanHosts): Handler {
  return async (req, res) => {
    const answer = (status: number, body: object, headers = {}): void => {
      res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
    const fail = (message: string): void =>
      answer(
        400,
        { __type: 'InvalidInputException', message },
        { 'x-amzn-errortype': 'BadRequestException' },
      );
    if (req.method !== 'POST' || req.url !== '/object-malware-scan/send')
      return fail('Only SendObjectMalwareScan is supported locally');
    const input = Input.safeParse(JSON.parse((await bodyOf(req)).toString()));
    if (!input.success) return fail(z.prettifyError(input.error));
    const { bucket, key, versionId } = input.data.s3Object;
    const [plan] = plansOn(hosts.deployment, bucket);
    const etag = hosts.s3().etag(bucket, key, versionId);
    if (!plan || etag === undefined) return fail('No such version in a bucket that a plan protects');
    const release = hosts.clock.hold();
    // A scan that breaks down is one that never answers.
    void scan(hosts, plan.arn, { bucket, key, versionId, etag })
      .catch(() => {})
      .finally(release);
    answer(200, {});
  };
}

/** The event S3 sends for a new object version. */
const objectCreated = (object: ObjectCreated): BusEvent => ({
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

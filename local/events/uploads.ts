import type { Readable } from 'node:stream';
import type { ObjectCreated } from '../s3/index.ts';
import type { Deployment } from '../template/deployment.ts';
import { RUN_HERE } from '../template/support.ts';
import type { Bus } from './bus.ts';
import { containsEicar, objectCreated, scanResult } from './scan.ts';

/** What follows an upload: the bucket's event, and the verdict where a protection plan covers the bucket. */
export function uploadListener(
  deployment: Deployment,
  bus: Bus,
  read: (object: ObjectCreated) => Readable,
): (object: ObjectCreated) => Promise<void> {
  const buckets = deployment.all(RUN_HERE['AWS::S3::Bucket']);
  const plans = deployment.all(RUN_HERE['AWS::GuardDuty::MalwareProtectionPlan']);
  return async (object) => {
    const bucket = buckets.find(({ name }) => name === object.bucket)?.props;
    if (bucket?.NotificationConfiguration?.EventBridgeConfiguration) bus.publish(objectCreated(object));
    for (const { arn, props } of plans) {
      const { BucketName, ObjectPrefixes: prefixes } = props.ProtectedResource.S3Bucket;
      if (BucketName !== object.bucket) continue;
      if (prefixes.length > 0 && !prefixes.some((prefix) => object.key.startsWith(prefix))) continue;
      bus.publish(scanResult(arn, object, await containsEicar(read(object))));
    }
  };
}

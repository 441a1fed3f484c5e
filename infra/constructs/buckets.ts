import { Duration } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  HttpMethods,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { acknowledge } from './grants.ts';
import { removalPolicy } from './logs.ts';

/**
 * Sends the bucket's events to EventBridge by the plain CloudFormation property; the L2 option
 * `eventBridgeEnabled` would add a custom resource with a function that is not ours.
 */
function sendEvents(bucket: Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error(`${bucket.node.path} has no bucket resource.`);
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}

/** Quarantine takes uploads and forgets them; the archive keeps what was accepted. */
export class Buckets extends Construct {
  readonly quarantine: Bucket;
  readonly archive: Bucket;

  constructor(scope: Construct, id: string, props: { config: StageConfig; uploadOrigin: string }) {
    super(scope, id);
    const { config, uploadOrigin } = props;
    const common: BucketProps = {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: removalPolicy(config),
    };
    const kept = Duration.days(config.quarantineDays);
    this.quarantine = new Bucket(this, 'Quarantine', {
      ...common,
      lifecycleRules: [
        {
          expiration: kept,
          noncurrentVersionExpiration: kept,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        { expiredObjectDeleteMarker: true },
      ],
      cors: [
        {
          allowedMethods: [HttpMethods.POST],
          allowedOrigins: [uploadOrigin],
          allowedHeaders: ['*'],
          maxAge: 3600,
        },
      ],
    });
    sendEvents(this.quarantine);
    this.archive = new Bucket(this, 'Archive', {
      ...common,
      // No default retention: only results are locked, each by the class of its procedure (ADR 18).
      objectLockEnabled: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    acknowledge(
      this,
      'S1',
      'Reads are recorded by CloudTrail data events of the account (docs/runbook.md#before-the-first-deployment); server access logs are best effort and would keep a second copy of who read whose file.',
    );
  }
}

import type { DynamoHost } from './dynamo/index.ts';
import type { S3Host } from './s3/index.ts';
import type { SfnHost } from './sfn/index.ts';
import type { Deployment } from './template/deployment.ts';
import { substitute } from './template/here.ts';
import { RUN_HERE } from './template/support.ts';

/** Creates the template's state machines, buckets and tables, as far as they are not there already. */
export async function createResources(
  deployment: Deployment,
  { s3, dynamo, sfn }: { s3: S3Host; dynamo: DynamoHost; sfn: SfnHost },
): Promise<void> {
  for (const { name, arn, props } of deployment.all(RUN_HERE['AWS::StepFunctions::StateMachine'])) {
    const definition = substitute(props.DefinitionString, props.DefinitionSubstitutions);
    sfn.createStateMachine({ name, arn, definition, type: props.StateMachineType });
  }
  for (const { name, props } of deployment.all(RUN_HERE['AWS::S3::Bucket']))
    s3.createBucket({
      name,
      versioned: props.VersioningConfiguration?.Status === 'Enabled',
      locks: props.ObjectLockEnabled ?? false,
    });
  for (const { name, props } of deployment.all(RUN_HERE['AWS::DynamoDB::Table']))
    await dynamo.createTable({
      TableName: name,
      KeySchema: props.KeySchema,
      AttributeDefinitions: props.AttributeDefinitions,
      ...(props.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: props.GlobalSecondaryIndexes }),
      ...(props.TimeToLiveSpecification?.Enabled && {
        ttlAttribute: props.TimeToLiveSpecification.AttributeName,
      }),
      stream: props.StreamSpecification !== undefined,
    });
}

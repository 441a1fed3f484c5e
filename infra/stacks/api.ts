import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type StageConfig, stackName } from '../config.ts';
import { BoundFunction } from '../constructs/bound-function.ts';
import { DossierApi } from '../constructs/http-api.ts';
import { ImpactAlarm } from '../constructs/impact-alarm.ts';
import { operations } from '../operations.ts';
import type { DataStack } from './data.ts';

/** The HTTP API and one function per operation. */
export class ApiStack extends Stack {
  constructor(
    scope: Construct,
    config: StageConfig,
    props: StackProps & { data: DataStack; bundles: string },
  ) {
    super(scope, stackName(config, 'Api'), props);
    const { data, bundles } = props;
    this.addStackDependency(data);
    const issuer = new CfnParameter(this, 'IssuerUrl', {
      description: 'Issuer of the tokens: the base of /.well-known/openid-configuration.',
      allowedPattern: '^https?://.+[^/]$',
      constraintDescription: 'IssuerUrl is a URL without a slash at the end.',
    });
    const audience = new CfnParameter(this, 'Audience', {
      default: config.parameters.audience,
      description: 'Audience that a token must be made for.',
    });
    const api = new DossierApi(this, 'Http', {
      config,
      issuer: issuer.valueAsString,
      audience: audience.valueAsString,
    });
    for (const operation of operations) {
      api.addRoute(operation, new BoundFunction(this, operation, { config, bundles, bound: data.bound }));
    }
    new ImpactAlarm(this, 'ServerErrors', {
      config,
      topicArn: data.bound.alerts.topicArn,
      impact: 'Applicants and officers get errors instead of answers.',
      runbook: 'docs/runbook.md#api-server-errors',
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: '5xx',
        dimensionsMap: { ApiId: api.api.ref },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 5,
    });
    new CfnOutput(this, 'ApiUrl', { value: api.api.attrApiEndpoint });
  }
}

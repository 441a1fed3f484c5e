import { CfnOutput, CfnParameter, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type StageConfig, stackName } from '../config.ts';
import { type ApiIds, ApiRoute } from '../constructs/api-route.ts';
import { BoundFunction } from '../constructs/bound-function.ts';
import { DossierApi } from '../constructs/http-api.ts';
import { ImpactAlarm } from '../constructs/impact-alarm.ts';
import type { Operation } from '../manifest.ts';
import type { DataStack } from './data.ts';

export interface ApiStackProps extends StackProps {
  readonly data: DataStack;
  readonly bundles: string;
  /** Those without a token: the stage slows each of them down by name, so they stand beside it. */
  readonly publicOperations: readonly Operation[];
}

/** The HTTP API, its alarms, and the operations that need no token; the others stand in the stacks of their contexts. */
export class ApiStack extends Stack {
  /** The API as the stacks of the contexts see it, through named exports. */
  readonly exported: ApiIds;

  constructor(scope: Construct, config: StageConfig, props: ApiStackProps) {
    super(scope, stackName(config, 'Api'), props);
    const { data, bundles, publicOperations } = props;
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
    for (const operation of publicOperations) {
      const fn = new BoundFunction(this, operation, { config, bundles, bound: data.bound });
      api.openToAll(operation, new ApiRoute(this, operation, fn, api.ids));
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
    this.exported = {
      apiId: this.#export('ApiId', api.ids.apiId),
      authorizerId: this.#export('AuthorizerId', api.ids.authorizerId),
    };
  }

  #export(name: string, value: string): string {
    const exportName = `${this.stackName}-${name}`;
    new CfnOutput(this, name, { value, exportName });
    return Fn.importValue(exportName);
  }
}

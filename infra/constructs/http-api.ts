import { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { resourceName, type StageConfig } from '../config.ts';
import { type Operation, pascal } from '../manifest.ts';
import type { BoundFunction } from './bound-function.ts';
import { acknowledge } from './grants.ts';
import { retainedLogs } from './logs.ts';

export interface DossierApiProps {
  readonly config: StageConfig;
  readonly issuer: string;
  readonly audience: string;
}

/** Route keys only: paths hold dossier ids and tracking tokens; addresses and subjects are personal data. */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationLatencyMs: '$context.integrationLatency',
  error: '$context.error.responseType',
};

/** The HTTP API: one route per operation, a JWT on all but the public ones. */
export class DossierApi extends Construct {
  readonly api: CfnApi;
  readonly #authorizer: CfnAuthorizer;
  readonly #stage: CfnStage;
  readonly #config: StageConfig;
  readonly #publicRoutes: Record<string, { ThrottlingRateLimit: number; ThrottlingBurstLimit: number }> = {};

  constructor(scope: Construct, id: string, { config, issuer, audience }: DossierApiProps) {
    super(scope, id);
    this.#config = config;
    this.api = new CfnApi(this, 'Api', { name: resourceName(config, 'api'), protocolType: 'HTTP' });
    this.#authorizer = new CfnAuthorizer(this, 'Jwt', {
      apiId: this.api.ref,
      name: 'jwt',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: [audience] },
    });
    this.#stage = new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: {
        destinationArn: retainedLogs(this, `/aws/vendedlogs/apis/${resourceName(config, 'api')}`, config)
          .logGroupArn,
        format: JSON.stringify(accessLog),
      },
      defaultRouteSettings: {
        throttlingRateLimit: config.throttle.rate,
        throttlingBurstLimit: config.throttle.burst,
      },
      routeSettings: this.#publicRoutes,
    });
  }

  /** Adds the route of an operation and lets exactly this route call its function. */
  addRoute(operation: Operation, fn: BoundFunction): void {
    const id = pascal(operation.name);
    const integration = new CfnIntegration(this, `${id}Integration`, {
      apiId: this.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.lambda.functionArn,
      payloadFormatVersion: '2.0',
      // The function ends first and answers in our words; the gateway's own answer is the last resort.
      timeoutInMillis: Math.min(30, operation.timeout + 5) * 1000,
    });
    const route = new CfnRoute(this, `${id}Route`, {
      apiId: this.api.ref,
      routeKey: operation.route,
      target: `integrations/${integration.ref}`,
      ...(operation.auth === 'jwt'
        ? { authorizationType: 'JWT', authorizerId: this.#authorizer.ref }
        : { authorizationType: 'NONE' }),
    });
    if (operation.auth === 'public') this.#openToAll(operation, route);
    new CfnPermission(fn, 'Route', {
      action: 'lambda:InvokeFunction',
      functionName: fn.lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.api.ref,
        resourceName: `*/${operation.route.replace(' ', '').replaceAll(/\{[^}]*\}/g, '*')}`,
      }),
    });
  }

  #openToAll(operation: Operation, route: CfnRoute): void {
    const { rate, burst } = this.#config.publicThrottle;
    this.#publicRoutes[operation.route] = { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst };
    // A route setting may name only a route that exists.
    this.#stage.addResourceDependency(route);
    acknowledge(
      route,
      'APIG4',
      `${operation.route} is public by design: it shows the catalogue, or progress by a random 128-bit token.`,
    );
  }
}

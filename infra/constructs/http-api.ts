import { CfnApi, CfnAuthorizer, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { resourceName, type StageConfig } from '../config.ts';
import type { Operation } from '../manifest.ts';
import type { ApiIds, ApiRoute } from './api-route.ts';
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

/** The HTTP API with its authorizer and its one stage; routes are added by the stacks of the contexts. */
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

  /** How the routes of this API refer to it, from its own stack. */
  get ids(): ApiIds {
    return { apiId: this.api.ref, authorizerId: this.#authorizer.ref };
  }

  /** Slows a public route down by itself. Its route stands in this stack: a setting may name only a route that exists. */
  openToAll(operation: Operation, { route }: ApiRoute): void {
    const { rate, burst } = this.#config.publicThrottle;
    this.#publicRoutes[operation.route] = { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst };
    this.#stage.addResourceDependency(route);
    acknowledge(
      route,
      'APIG4',
      `${operation.route} is public by design: it shows the catalogue, the API itself, or progress by a random 128-bit token.`,
    );
  }
}

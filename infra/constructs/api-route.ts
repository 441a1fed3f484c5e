import { Stack } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type Operation, pascal } from '../manifest.ts';
import type { BoundFunction } from './bound-function.ts';

/** What a route must know of its API; names of exports in another stack. */
export interface ApiIds {
  readonly apiId: string;
  readonly authorizerId: string;
}

/** The route of an operation: a JWT unless it is public, and exactly this route may call its function. */
export class ApiRoute extends Construct {
  readonly route: CfnRoute;

  constructor(scope: Construct, operation: Operation, fn: BoundFunction, { apiId, authorizerId }: ApiIds) {
    super(scope, `${pascal(operation.name)}Route`);
    const integration = new CfnIntegration(this, 'Integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.lambda.functionArn,
      payloadFormatVersion: '2.0',
      // The function ends first and answers in our words; the gateway's own answer is the last resort.
      timeoutInMillis: Math.min(30, operation.timeout + 5) * 1000,
    });
    this.route = new CfnRoute(this, 'Route', {
      apiId,
      routeKey: operation.route,
      target: `integrations/${integration.ref}`,
      ...(operation.auth === 'jwt'
        ? { authorizationType: 'JWT', authorizerId }
        : { authorizationType: 'NONE' }),
    });
    new CfnPermission(fn, 'Route', {
      action: 'lambda:InvokeFunction',
      functionName: fn.lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: apiId,
        resourceName: `*/${operation.route.replace(' ', '').replaceAll(/\{[^}]*\}/g, '*')}`,
      }),
    });
  }
}

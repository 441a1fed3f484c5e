import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { operations } from '../../infra/operations.ts';
import { ofType, type StackTemplate, templatesOf } from './fixture.ts';

const Route = z.object({
  RouteKey: z.string(),
  AuthorizationType: z.enum(['JWT', 'NONE']),
  AuthorizerId: z.object({ Ref: z.string() }).optional(),
  Target: z.object({
    'Fn::Join': z.tuple([
      z.literal(''),
      z.tuple([z.literal('integrations/'), z.object({ Ref: z.string() })]),
    ]),
  }),
});
const Integration = z.object({
  IntegrationUri: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number(),
});

let api: StackTemplate;
let template: Template;
beforeAll(async () => {
  ({ Api: api } = await templatesOf('dev'));
  template = Template.fromJSON(api);
});
const routes = () =>
  ofType(api, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Route.parse(Properties));

it('has one route per operation, each to its own function', () => {
  expect(
    routes()
      .map(({ RouteKey }) => RouteKey)
      .sort(),
  ).toEqual(operations.map(({ route }) => route).sort());
  for (const { RouteKey, Target } of routes()) {
    const operation = operations.find(({ route }) => route === RouteKey);
    const integration = Integration.parse(api.Resources[Target['Fn::Join'][1][1].Ref]?.Properties);
    const fn = api.Resources[integration.IntegrationUri['Fn::GetAtt'][0]]?.Properties;
    expect(fn?.FunctionName).toBe(`mot-cua-dev-${operation?.name}`);
    expect(integration.TimeoutInMillis, 'the function must end before the gateway gives up').toBeGreaterThan(
      Number(fn?.Timeout) * 1000,
    );
  }
});

it('wants a token on every route but the three public ones', () => {
  const [authorizer] = ofType(api, 'AWS::ApiGatewayV2::Authorizer');
  for (const { RouteKey, AuthorizationType, AuthorizerId } of routes()) {
    if (AuthorizationType === 'JWT') expect(AuthorizerId, RouteKey).toEqual({ Ref: authorizer?.[0] });
  }
  const open = routes().filter(({ AuthorizationType }) => AuthorizationType === 'NONE');
  expect(open.map(({ RouteKey }) => RouteKey).sort()).toEqual([
    'GET /procedures',
    'GET /procedures/{code}',
    'GET /track/{token}',
  ]);
});

it('takes issuer and audience from parameters', () => {
  template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: { Ref: 'IssuerUrl' }, Audience: [{ Ref: 'Audience' }] },
  });
});

it('throttles all routes and, lower, the public ones', () => {
  const [stage] = ofType(api, 'AWS::ApiGatewayV2::Stage').map(([, resource]) => resource);
  const slow = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };
  expect(stage?.Properties).toMatchObject({
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
    RouteSettings: { 'GET /procedures': slow, 'GET /procedures/{code}': slow, 'GET /track/{token}': slow },
  });
  expect(stage?.DependsOn, 'route settings need their routes').toHaveLength(3);
});

it('logs accesses without address, subject or path', () => {
  const [stage] = ofType(api, 'AWS::ApiGatewayV2::Stage').map(([, { Properties }]) => Properties);
  const { Format } = z.object({ Format: z.string() }).parse(stage?.AccessLogSettings);
  const fields = z.record(z.string(), z.string()).parse(JSON.parse(Format));
  expect(Object.values(fields)).toContain('$context.routeKey');
  expect(Format).not.toMatch(/identity|authorizer|path|sourceIp|userAgent|queryString/i);
});

it('lets exactly its own routes call each function', () => {
  template.resourceCountIs('AWS::Lambda::Permission', operations.length);
  template.hasResourceProperties('AWS::Lambda::Permission', {
    Principal: 'apigateway.amazonaws.com',
    SourceArn: {
      'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('^/\\*/POST/dossiers/\\*/submit$')])],
    },
  });
});

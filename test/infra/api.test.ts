import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { operations } from '../../infra/operations.ts';
import { ofType, type StackTemplate, type StackTemplates, templatesOf } from './fixture.ts';

const Route = z.object({
  RouteKey: z.string(),
  AuthorizationType: z.enum(['JWT', 'NONE']),
  AuthorizerId: z.object({ 'Fn::ImportValue': z.string() }).optional(),
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

let templates: StackTemplates;
let api: StackTemplate;
let template: Template;
beforeAll(async () => {
  templates = await templatesOf('dev');
  ({ Api: api } = templates);
  template = Template.fromJSON(api);
});
/** Every route of every stack, with the resources that it stands among. */
const routes = () =>
  Object.entries(templates).flatMap(([part, stack]) =>
    ofType(stack, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => ({
      part,
      resources: stack.Resources,
      ...Route.parse(Properties),
    })),
  );

it('has one route per operation, each to its own function', () => {
  expect(
    routes()
      .map(({ RouteKey }) => RouteKey)
      .sort(),
  ).toEqual(operations.map(({ route }) => route).sort());
  for (const { RouteKey, Target, resources } of routes()) {
    const operation = operations.find(({ route }) => route === RouteKey);
    const integration = Integration.parse(resources[Target['Fn::Join'][1][1].Ref]?.Properties);
    const fn = resources[integration.IntegrationUri['Fn::GetAtt'][0]]?.Properties;
    expect(fn?.FunctionName).toBe(`mot-cua-dev-${operation?.name}`);
    expect(integration.TimeoutInMillis, 'the function must end before the gateway gives up').toBeGreaterThan(
      Number(fn?.Timeout) * 1000,
    );
  }
});

const open = [
  'GET /docs',
  'GET /openapi.json',
  'GET /procedures',
  'GET /procedures/{code}',
  'GET /track/{token}',
];

it('wants a token on every route but the public ones', () => {
  for (const { RouteKey, AuthorizationType, AuthorizerId } of routes()) {
    if (AuthorizationType === 'JWT')
      expect(AuthorizerId, RouteKey).toEqual({ 'Fn::ImportValue': 'MotCua-dev-Api-AuthorizerId' });
  }
  const without = routes().filter(({ AuthorizationType }) => AuthorizationType === 'NONE');
  expect(without.map(({ RouteKey }) => RouteKey).sort()).toEqual(open);
});

it('keeps the public operations beside the stage and every other one in the stack of its context', () => {
  for (const { RouteKey, part } of routes()) {
    const operation = operations.find(({ route }) => route === RouteKey);
    expect(part, RouteKey).toBe(open.includes(RouteKey) ? 'Api' : operation?.context);
  }
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
    RouteSettings: Object.fromEntries(open.map((route) => [route, slow])),
  });
  expect(stage?.DependsOn, 'route settings need their routes').toHaveLength(open.length);
});

it('logs accesses without address, subject or path', () => {
  const [stage] = ofType(api, 'AWS::ApiGatewayV2::Stage').map(([, { Properties }]) => Properties);
  const { Format } = z.object({ Format: z.string() }).parse(stage?.AccessLogSettings);
  const fields = z.record(z.string(), z.string()).parse(JSON.parse(Format));
  expect(Object.values(fields)).toContain('$context.routeKey');
  expect(Format).not.toMatch(/identity|authorizer|path|sourceIp|userAgent|queryString/i);
});

it('lets exactly its own routes call each function', () => {
  const permissions = Object.values(templates).flatMap((stack) => ofType(stack, 'AWS::Lambda::Permission'));
  const byGateway = permissions.filter(
    ([, { Properties }]) => Properties.Principal === 'apigateway.amazonaws.com',
  );
  expect(byGateway).toHaveLength(operations.length);
  const { intake } = templates;
  if (!intake) throw new Error('no stack of intake');
  Template.fromJSON(intake).hasResourceProperties('AWS::Lambda::Permission', {
    Principal: 'apigateway.amazonaws.com',
    SourceArn: {
      'Fn::Join': [
        '',
        Match.arrayWith([
          { 'Fn::ImportValue': 'MotCua-dev-Api-ApiId' },
          Match.stringLikeRegexp('^/\\*/POST/dossiers/\\*/submit$'),
        ]),
      ],
    },
  });
});

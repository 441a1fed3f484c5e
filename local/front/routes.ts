import type { Deployment } from '../template/deployment.ts';
import { RUN_HERE } from '../template/support.ts';
import type { Route } from './router.ts';

/** The one HTTP API of the template with its routes. A foreign token issuer is refused: its keys cannot be fetched. */
export function apiRoutes(
  deployment: Deployment,
  issuer: string,
): { apiId: string; routes: Route[]; audience: string } {
  const apis = deployment.all(RUN_HERE['AWS::ApiGatewayV2::Api']);
  if (apis.length > 1) throw new Error('More than one HTTP API is not supported locally');
  const authorizers = new Map(
    deployment
      .all(RUN_HERE['AWS::ApiGatewayV2::Authorizer'])
      .map(({ name, props }) => [name, props.JwtConfiguration]),
  );
  for (const { Issuer } of authorizers.values())
    if (Issuer !== issuer) throw new Error(`Token issuer ${Issuer} is not the local one`);
  const functions = new Map(
    deployment
      .all(RUN_HERE['AWS::ApiGatewayV2::Integration'])
      .map(({ name, props }) => [name, props.IntegrationUri]),
  );
  const routes = deployment.all(RUN_HERE['AWS::ApiGatewayV2::Route']).map(({ id, props }): Route => {
    const functionArn = functions.get(props.Target.replace('integrations/', ''));
    if (functionArn === undefined) throw new Error(`${id}: no integration ${props.Target}`);
    if (props.AuthorizationType === 'NONE') return { routeKey: props.RouteKey, functionArn };
    const authorizer = authorizers.get(props.AuthorizerId ?? '');
    if (!authorizer) throw new Error(`${id}: no authorizer ${props.AuthorizerId}`);
    return { routeKey: props.RouteKey, functionArn, audience: authorizer.Audience };
  });
  const [first] = authorizers.values();
  return { apiId: apis[0]?.name ?? '', routes, audience: first?.Audience[0] ?? '' };
}

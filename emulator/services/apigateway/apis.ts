import type { Deployment, Resource } from '../../template/read-template.ts';
import { servicePermissions } from '../lambda/permissions.ts';
import type { ApiSpec, RouteSpec } from './api-spec.ts';
import { arnOfApi } from './handle-request.ts';

export function apisOf(deployment: Deployment): ApiSpec[] {
  const permitted = servicePermissions(deployment);
  return deployment.all('AWS::ApiGatewayV2::Api').map((api) => {
    const spec: ApiSpec = { id: api.name, ...deployment.location, routes: [] };
    const mayInvoke = (functionArn: string, key: string) => {
      const [method = '*', path = '/*'] = key.split(' ');
      const sourceArn = `${arnOfApi(spec)}/$default/${method}${path}`;
      return permitted('apigateway.amazonaws.com', functionArn, sourceArn);
    };
    const routes = deployment
      .all('AWS::ApiGatewayV2::Route')
      .filter(({ properties }) => properties.ApiId === api.name)
      .map((route) => routeOf(deployment, route, mayInvoke));
    return { ...spec, routes };
  });
}

function routeOf(
  deployment: Deployment,
  { path, properties }: Resource<'AWS::ApiGatewayV2::Route'>,
  mayInvoke: (functionArn: string, key: string) => boolean,
): RouteSpec {
  const target = properties.Target.replace('integrations/', '');
  const integration = deployment.all('AWS::ApiGatewayV2::Integration').find(({ name }) => name === target);
  if (!integration) throw new Error(`${path} leads to integration ${target}, which no template has`);
  const functionArn = integration.properties.IntegrationUri;
  return {
    key: properties.RouteKey,
    authorization: properties.AuthorizationType,
    functionArn,
    timeoutMilliseconds: integration.properties.TimeoutInMillis,
    mayInvoke: mayInvoke(functionArn, properties.RouteKey),
  };
}

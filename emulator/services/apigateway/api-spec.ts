import type { Location } from '../../template/assembly.ts';
import type { Resource, Resources } from '../../template/read-template.ts';
import type { MayInvoke } from '../lambda/plugin.ts';
import type { resourceTypes } from './resource-types.ts';

/** One HTTP API of the template with what its routes lead to. */
export interface ApiSpec extends Location {
  id: string;
  routes: RouteSpec[];
}

export interface RouteSpec {
  /** `POST /v1/requests/{id}/withdraw`, as API Gateway writes it. */
  key: string;
  authorization: 'AWS_IAM' | 'NONE';
  functionArn: string;
  timeoutMilliseconds: number;
  /** Whether the function's resource policy lets this route of the API in. */
  mayInvoke: boolean;
}

export const arnOfApi = ({ region, account, id }: Omit<ApiSpec, 'routes'>): string =>
  `arn:aws:execute-api:${region}:${account}:${id}`;

type Types = typeof resourceTypes;

export const apisOf = (resources: Resources<Types>, location: Location, mayInvoke: MayInvoke): ApiSpec[] =>
  resources.all('AWS::ApiGatewayV2::Api').map(({ name: id }) => ({
    id,
    ...location,
    routes: resources
      .all('AWS::ApiGatewayV2::Route')
      .filter(({ properties }) => properties.ApiId === id)
      .map((route) => {
        const { functionArn, timeoutMilliseconds } = integrationOf(resources, route);
        const key = route.properties.RouteKey;
        const [method = '*', path = '/*'] = key.split(' ');
        const sourceArn = `${arnOfApi({ id, ...location })}/$default/${method}${path}`;
        return {
          key,
          authorization: route.properties.AuthorizationType,
          functionArn,
          timeoutMilliseconds,
          mayInvoke: mayInvoke('apigateway.amazonaws.com', functionArn, sourceArn),
        };
      }),
  }));

function integrationOf(
  resources: Resources<Types>,
  { path, properties }: Resource<Types['AWS::ApiGatewayV2::Route']>,
) {
  const target = properties.Target.replace('integrations/', '');
  const integration = resources.all('AWS::ApiGatewayV2::Integration').find(({ name }) => name === target);
  if (!integration) throw new Error(`${path} leads to integration ${target}, which no template has`);
  const { IntegrationUri, TimeoutInMillis } = integration.properties;
  return { functionArn: IntegrationUri, timeoutMilliseconds: TimeoutInMillis };
}

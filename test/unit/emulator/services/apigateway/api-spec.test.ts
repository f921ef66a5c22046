import { describe, expect, it } from 'vitest';
import { apisOf } from '../../../../../emulator/services/apigateway/api-spec.ts';
import { resourceTypes } from '../../../../../emulator/services/apigateway/resource-types.ts';
import { servicePermissions } from '../../../../../emulator/services/lambda/permissions.ts';
import { resourceTypes as lambdaTypes } from '../../../../../emulator/services/lambda/resource-types.ts';
import { fn, role, templateOf } from '../given-template.ts';

function apisIn(resources: object) {
  const { location, resourcesOf } = templateOf(resources);
  return apisOf(resourcesOf(resourceTypes), location, servicePermissions(resourcesOf(lambdaTypes)));
}

describe('a route', () => {
  const api = (permission: object) => ({
    Role: role(),
    Fn: fn(),
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /v1/requests/{id}',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        ...permission,
      },
    },
  });
  const source = (path: string) => ({
    SourceArn: {
      'Fn::Join': ['', ['arn:aws:execute-api:eu-west-1:777788889999:', { Ref: 'Api' }, path]],
    },
  });

  it.each([
    ['reaches its function where that permits it', source('/*/*/v1/requests/{id}'), true],
    ['does not where another path is permitted', source('/*/*/v1/actions'), false],
    ['does not where another service is permitted', { Principal: 'events.amazonaws.com' }, false],
  ])('%s', (_, permission, mayInvoke) => {
    const [spec] = apisIn(api(permission));
    expect(spec?.routes).toEqual([
      {
        key: 'GET /v1/requests/{id}',
        authorization: 'NONE',
        functionArn: 'arn:aws:lambda:eu-west-1:777788889999:function:S-Fn',
        timeoutMilliseconds: 30_000,
        mayInvoke,
      },
    ]);
  });
});

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { AgentEvent } from '../../../functions/shared/http/agent-api.ts';

export interface AgentCall {
  route: string;
  body?: unknown;
  /** The session's ARN, as IAM proved it. */
  as?: string;
  id?: string;
  /** What stands in the path otherwise. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  base64?: boolean;
}

export const etlArn = 'arn:aws:sts::111122223333:assumed-role/etl-agent/nightly-run';
export const releaseArn = (account = '111122223333') =>
  `arn:aws:sts::${account}:assumed-role/release-agent/pipeline-7`;

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** An event of API Gateway's payload format 2.0 on a route with IAM authorization. */
export function agentEvent({
  route,
  body,
  as = etlArn,
  id,
  path: named,
  query,
  headers,
  base64,
}: AgentCall): AgentEvent {
  const [method = '', path = ''] = route.split(' ');
  const pathParameters = { ...(id !== undefined && { id }), ...named };
  const [, , , , account = ''] = as.split(':');
  return {
    version: '2.0',
    routeKey: route,
    rawPath: path.replace('{id}', id ?? ''),
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { 'content-type': 'application/json', ...headers },
    ...(query ? { queryStringParameters: query } : {}),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    requestContext: {
      accountId: '111122223333',
      apiId: 'api',
      authorizer: {
        iam: {
          accessKey: 'ASIAEXAMPLE',
          accountId: account,
          callerId: `AROAEXAMPLE:${as.split('/').at(-1)}`,
          cognitoIdentity: null,
          principalOrgId: '',
          userArn: as,
          userId: 'AROAEXAMPLE',
        },
      },
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'api-request-1',
      routeKey: route,
      stage: '$default',
      time: '05/Jan/2026:12:00:00 +0000',
      timeEpoch: 1_767_614_400_000,
    },
    ...(body === undefined ? {} : { body: textOf(body) }),
    isBase64Encoded: base64 ?? false,
  };
}

/** The same on a route that nobody signs for. */
export function openEvent(call: AgentCall): APIGatewayProxyEventV2 {
  const { requestContext, ...event } = agentEvent(call);
  const { authorizer: _, ...context } = requestContext;
  return { ...event, requestContext: context };
}

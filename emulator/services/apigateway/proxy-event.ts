import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { accountOf, assumedRoleArn, type Principal } from '../../iam/principal.ts';
import type { ApiSpec } from './api-spec.ts';
import type { Incoming } from './incoming.ts';
import type { MatchedRoute } from './match-route.ts';

export interface Caller {
  principal: Principal;
  accessKeyId: string;
}

export interface EventFacts {
  api: ApiSpec;
  incoming: Incoming;
  matched: MatchedRoute;
  caller: Caller | undefined;
  requestId: string;
  at: Date;
}

/** Payload format 2.0, field by field as API Gateway writes it. */
export function proxyEvent({
  api,
  incoming,
  matched,
  caller,
  requestId,
  at,
}: EventFacts): APIGatewayProxyEventV2 {
  const { method, path, query, headers, body, sourceIp } = incoming;
  const { cookie, ...others } = headers;
  const binary = !isText(String(headers['content-type'] ?? ''));
  const domainPrefix = api.id;
  return {
    version: '2.0',
    routeKey: matched.route.key,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: Object.fromEntries(
      Object.entries(others).map(([name, value]) => [name, [value].flat().join(',')]),
    ),
    ...(query === '' ? {} : { queryStringParameters: parametersOf(query) }),
    ...(Object.keys(matched.pathParameters).length === 0 ? {} : { pathParameters: matched.pathParameters }),
    requestContext: {
      accountId: api.account,
      apiId: api.id,
      ...(caller ? { authorizer: { iam: iamOf(caller) } } : {}),
      domainName: `${domainPrefix}.execute-api.${api.region}.amazonaws.com`,
      domainPrefix,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId,
      routeKey: matched.route.key,
      stage: '$default',
      time: commonLogTime(at),
      timeEpoch: at.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(binary ? 'base64' : 'utf8') }),
    isBase64Encoded: body.length > 0 && binary,
  };
}

/** Everything else travels as base64: form-encoded bodies too. */
const isText = (contentType: string): boolean =>
  /^(text\/|application\/(json|javascript|xml|[\w.+-]+\+(json|xml))\b)/i.test(contentType);

function parametersOf(query: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(parameters);
}

/** The type of the event has only the fields that it knows for other authorizers; `iam` is one of its own. */
function iamOf({ principal, accessKeyId }: Caller) {
  const roleId = `AROA${Buffer.from(principal.roleArn).toString('hex').toUpperCase().slice(-17)}`;
  const userId = `${roleId}:${principal.sessionName}`;
  return {
    accessKey: accessKeyId,
    accountId: accountOf(principal),
    callerId: userId,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: assumedRoleArn(principal),
    userId,
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2026:19:03:58 +0000` */
function commonLogTime(at: Date): string {
  const [date = '', time = ''] = at.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

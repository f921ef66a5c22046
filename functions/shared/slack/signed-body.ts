import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { count, log } from '../telemetry.ts';
import { lateMs } from './click-budget.ts';
import { isSigned, type SignaturePorts } from './is-signed.ts';

/** The bytes that Slack has signed; without its signature nothing is read. */
export async function signedBody(
  ports: SignaturePorts,
  event: APIGatewayProxyEventV2,
): Promise<string | undefined> {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (await isSigned(ports, event, body)) return body.toString('utf8');
  count('SlackSignatureRefused');
  log('slack-call-unsigned', { sourceIp: event.requestContext.http.sourceIp });
  return undefined;
}

export function countIfLate({ nowMs }: { nowMs: () => number }, event: APIGatewayProxyEventV2): void {
  if (nowMs() - event.requestContext.timeEpoch > lateMs) count('SlackAnsweredLate');
}

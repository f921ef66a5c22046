import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { isSignedBySlack } from './signature.ts';

export interface SignaturePorts {
  /** Read anew where a signature does not fit: the secret may have been rotated. */
  signingSecret: { read(): Promise<string>; readAnew(): Promise<string> };
  nowSeconds: () => number;
}

export async function isSigned(
  { signingSecret, nowSeconds }: SignaturePorts,
  { headers }: Pick<APIGatewayProxyEventV2, 'headers'>,
  body: Buffer,
): Promise<boolean> {
  const signed = {
    timestamp: headers['x-slack-request-timestamp'],
    signature: headers['x-slack-signature'],
    body,
  };
  const secret = await signingSecret.read();
  if (isSignedBySlack(signed, secret, nowSeconds())) return true;
  const renewed = await signingSecret.readAnew();
  return renewed !== secret && isSignedBySlack(signed, renewed, nowSeconds());
}

import { Stack } from 'aws-cdk-lib';
import type { AnyServiceFunction } from './service-function.ts';

/** Lets a function read one secret by name. Secrets Manager ends each ARN with six characters of its own. */
export function grantSecretRead(reader: AnyServiceFunction, secretName: string): void {
  const arn = Stack.of(reader).formatArn({
    service: 'secretsmanager',
    resource: `secret:${secretName}-??????`,
  });
  reader.may(['secretsmanager:GetSecretValue'], [arn]);
}

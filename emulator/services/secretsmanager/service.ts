import { createHash } from 'node:crypto';
import { keyNeed } from '../../iam/key-need.ts';
import { accountOf } from '../../iam/principal.ts';
import { findNamed } from '../../lib/find-named.ts';
import type { Implemented } from '../../wire/implemented.ts';
import { type CallHandler, failure, output } from '../../wire/service-call.ts';
import type { SecretSpec } from './secrets.ts';

export const operations = { GetSecretValue: ['SecretId', 'VersionStage'] } satisfies Implemented;

export function createSecretsManager({
  secrets,
  now,
}: {
  secrets: SecretSpec[];
  now: () => Date;
}): CallHandler {
  const createdAt = now().getTime() / 1000;
  return {
    needs({ operation, input: { SecretId: id = '' }, region, principal }) {
      const secret = findNamed(secrets, id);
      const elsewhere = `arn:aws:secretsmanager:${region}:${accountOf(principal)}:secret:${id}`;
      return [
        {
          action: `secretsmanager:${operation}`,
          resource: secret?.arn ?? elsewhere,
          context: { 'secretsmanager:SecretId': String(id) },
        },
        ...keyNeed('kms:Decrypt', secret ?? {}, 'secretsmanager'),
      ];
    },
    handle({ input: { SecretId: id, VersionStage: stage = 'AWSCURRENT' } }) {
      const secret = findNamed(secrets, id);
      if (!secret)
        return failure('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
      if (secret.value === undefined || stage !== 'AWSCURRENT')
        return failure(
          'ResourceNotFoundException',
          `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
        );
      return output({
        ARN: secret.arn,
        Name: secret.name,
        // One value for as long as the emulator runs: its version can be a function of its name.
        VersionId: uuidOf(secret.arn),
        SecretString: secret.value,
        VersionStages: ['AWSCURRENT'],
        CreatedDate: createdAt,
      });
    },
  };
}

const uuidOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

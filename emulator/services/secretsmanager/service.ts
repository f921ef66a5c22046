import { createHash } from 'node:crypto';
import { keyNeed } from '../../iam/key-need.ts';
import { accountOf } from '../../iam/principal.ts';
import { findNamed } from '../../lib/find-named.ts';
import { missingFrom } from '../../wire/implemented.ts';
import { failure, output, type Service } from '../../wire/service-call.ts';
import type { SecretSpec } from '../resources.ts';

const implemented = { GetSecretValue: ['SecretId', 'VersionStage'] };

export function createSecretsManager({ secrets, now }: { secrets: SecretSpec[]; now: () => Date }): Service {
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
    handle(call) {
      const missing = missingFrom(implemented, call);
      if (missing) return missing;
      const { SecretId: id, VersionStage: stage = 'AWSCURRENT' } = call.input;
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
        // One value for as long as the runtime lives: its version can be a function of its name.
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

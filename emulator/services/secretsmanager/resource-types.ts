import { z } from 'zod';
import {
  fingerprint,
  type Identity,
  named,
  noEffect,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

/** AWS appends six characters to a secret's ARN; ours are the same on every start. */
const secretArn = (name: string, at: Identity): string =>
  `arn:${at.partition}:secretsmanager:${at.region}:${at.account}:secret:${name}-${fingerprint(at).slice(0, 6)}`;

export const resourceTypes = {
  'AWS::SecretsManager::Secret': resourceType({
    properties: z.strictObject({
      Name: z.string(),
      Description: noEffect('for people'),
      KmsKeyId: z.string().optional(),
      GenerateSecretString: noEffect('whoever starts the emulator gives the values'),
      Tags: tags,
    }),
    name: named('Name', 512),
    ref: secretArn,
    attributes: { Id: secretArn },
  }),
};

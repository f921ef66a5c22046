import type { STS } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { policyArn, roleArn } from '../values/arn.ts';
import { matching, tags, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { allOrNone } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { formatMoving } from './iam-shapes.ts';

const define = operationsOf<STS>({ prefix: 'sts' });

const mfa = {
  values: {
    SerialNumber: matching('[\\w+=/:,.@-]{9,256}', 256),
    TokenCode: matching('[0-9]{6}', 6, 'must be the six digits that the device shows'),
  },
  rules: [allOrNone('SerialNumber', 'TokenCode')],
  secrets: { '/TokenCode': 'a one-time code' },
};
const sayMfa = (serial: string | undefined): string =>
  serial ? `, signed in with MFA device ${serial}` : '';

/** Another identity from here on: what it may do, the caller may. */
export const stsSessionActions = [
  define({
    operation: 'AssumeRole',
    groups: ['lateral-movement', 'credential-issue'],
    values: {
      ...mfa.values,
      RoleArn: roleArn,
      RoleSessionName: matching('[\\w+=,.@-]{2,64}', 64),
      Policy: policyDocument('identity', 2_048),
      PolicyArns: distinct(z.strictObject({ arn: policyArn })).max(10),
      Tags: tags,
      TransitiveTagKeys: distinct(text(128)).max(50),
      ExternalId: matching('[\\w+=,.@:/-]{2,1224}', 1_224),
      SourceIdentity: matching('[\\w+=,.@-]{2,64}', 64),
    },
    // Signed words of another party, which nobody here can read.
    without: ['ProvidedContexts'],
    rules: mfa.rules,
    resource: '{RoleArn}',
    say: (session, { account }) => {
      const {
        RoleArn,
        RoleSessionName,
        DurationSeconds = 3_600,
        Policy,
        PolicyArns = [],
        SerialNumber,
      } = session;
      const limits = [
        ...PolicyArns.map(({ arn = '' }) => formatMoving(arn, account)),
        ...(Policy === undefined
          ? []
          : [`what its policy says: ${sayPolicy(Policy, { kind: 'identity' }, account)}`]),
      ];
      const may = limits.length === 0 ? 'do all that it may' : `do at most ${listed(limits, { most: 10 })}`;
      return sentence`Become role ${namedIn(RoleArn, account)} for ${DurationSeconds / 60} min, as ${RoleSessionName}${sayMfa(SerialNumber)}, to ${may}`;
    },
    secrets: mfa.secrets,
    // It changes nothing, and CloudTrail calls it so.
    readOnly: true,
    reversible: false,
    example: {
      RoleArn: 'arn:aws:iam::111122223333:role/deploy',
      RoleSessionName: 'release-42',
      DurationSeconds: 900,
    },
  }),
  define({
    operation: 'AssumeRoot',
    groups: ['lateral-movement', 'credential-issue', 'privilege-escalation'],
    values: { TargetPrincipal: accountId, TaskPolicyArn: z.strictObject({ arn: policyArn }) },
    resource: 'arn:{partition}:iam::{TargetPrincipal}:root',
    say: ({ TargetPrincipal, TaskPolicyArn: { arn = '' }, DurationSeconds = 900 }, { account }) =>
      sentence`Become the root user of account ${TargetPrincipal} for ${DurationSeconds / 60} min, to do what ${formatMoving(arn, account)} allows`,
    readOnly: true,
    reversible: false,
    example: {
      TargetPrincipal: '111122223333',
      TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
      DurationSeconds: 300,
    },
  }),
  define({
    operation: 'GetSessionToken',
    groups: ['credential-issue'],
    ...mfa,
    resource: 'arn:{partition}:sts::{account}:*',
    say: ({ DurationSeconds = 43_200, SerialNumber }) =>
      sentence`Issue credentials for the caller itself that last ${DurationSeconds / 60} min${sayMfa(SerialNumber)}`,
    reversible: false,
    example: { DurationSeconds: 3_600 },
  }),
];

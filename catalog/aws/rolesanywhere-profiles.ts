import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { namedIn, sentence } from '../sentence.ts';
import { policyArn, roleArn } from '../values/arn.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { formatMoving } from './iam-shapes.ts';

const define = actionsOf({ prefix: 'rolesanywhere' });

const name = matching('[ a-zA-Z0-9_-]+', 255);
const roleArns = distinct(roleArn).max(250);
const optional = {
  managedPolicyArns: distinct(policyArn).max(50).optional(),
  sessionPolicy: policyDocument('identity', 100_000).optional(),
  durationSeconds: z.int().min(900).max(43_200).optional(),
  acceptRoleSessionName: z.boolean().optional(),
};

interface Limits {
  managedPolicyArns?: readonly string[] | undefined;
  sessionPolicy?: string | undefined;
}

/** What sessions may do at most, beside what their role may. */
const limitsOf = ({ managedPolicyArns = [], sessionPolicy }: Limits, account: string): string[] => [
  ...managedPolicyArns.map((arn) => formatMoving(arn, account)),
  ...(sessionPolicy === undefined
    ? []
    : [`what its policy says: ${sayPolicy(sessionPolicy, { kind: 'identity' }, account)}`]),
];
const sayRoles = (arns: readonly string[], account: string): string =>
  listed(
    arns.map((arn) => namedIn(arn, account)),
    { most: 10 },
  );

const exampleId = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** Which roles a certificate from outside AWS comes to. */
export const rolesAnywhereProfileActions = [
  define({
    operation: 'CreateProfile',
    groups: ['credential-issue', 'privilege-escalation', 'persistence'],
    parameters: z.strictObject({
      name,
      roleArns,
      ...optional,
      requireInstanceProperties: z.boolean().optional(),
      enabled: z.boolean(),
    }),
    resource: 'arn:{partition}:rolesanywhere:{region}:{account}:profile/*',
    say: ({ name: profile, roleArns: arns, managedPolicyArns, sessionPolicy, enabled }, { account }) => {
      const limits = limitsOf({ managedPolicyArns, sessionPolicy }, account);
      const may = limits.length === 0 ? 'all that they may' : `at most ${listed(limits, { most: 10 })}`;
      return sentence`Let certificates from outside AWS become ${sayRoles(arns, account)} and do ${may}, ${enabled ? 'at once' : 'once it is enabled'}, by profile ${profile}`;
    },
    passes: ['/roleArns/*'],
    reversible: true,
    example: {
      parameters: {
        name: 'build-machines',
        roleArns: ['arn:aws:iam::111122223333:role/deploy'],
        enabled: true,
      },
      resource: 'arn:aws:rolesanywhere:eu-central-1:111122223333:profile/*',
    },
  }),
  define({
    operation: 'UpdateProfile',
    groups: ['credential-issue', 'privilege-escalation', 'persistence'],
    parameters: z
      .strictObject({
        profileId: matching(uuid, 36, 'must be the id of a profile'),
        name: name.optional(),
        roleArns: roleArns.optional(),
        ...optional,
      })
      .refine((given) => Object.keys(given).length > 1, 'must change something of the profile'),
    resource: 'arn:{partition}:rolesanywhere:{region}:{account}:profile/{profileId}',
    say: ({ profileId, roleArns: arns, managedPolicyArns, sessionPolicy }, { account }) => {
      const limits = limitsOf({ managedPolicyArns, sessionPolicy }, account);
      const become = arns ? `become ${sayRoles(arns, account)}` : 'use its roles';
      const may = limits.length === 0 ? '' : ` and do at most ${listed(limits, { most: 10 })}`;
      return sentence`Let certificates from outside AWS ${become}${may}, by profile ${profileId}`;
    },
    passes: ['/roleArns/*'],
    reversible: true,
    example: {
      parameters: { profileId: exampleId, roleArns: ['arn:aws:iam::111122223333:role/deploy'] },
      resource: `arn:aws:rolesanywhere:eu-central-1:111122223333:profile/${exampleId}`,
    },
  }),
];

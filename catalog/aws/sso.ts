import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { nameIn, sentence } from '../sentence.ts';
import { account, arnOf, matching } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'sso' });

export const ssoActions = [
  define({
    operation: 'CreateAccountAssignment',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({
      InstanceArn: arnOf('sso', 'instance/(?:sso)?ins-[a-zA-Z0-9.-]{16}'),
      TargetId: account,
      TargetType: z.literal('AWS_ACCOUNT'),
      PermissionSetArn: arnOf('sso', 'permissionSet/(?:sso)?ins-[a-zA-Z0-9.-]{16}/ps-[a-zA-Z0-9./-]{16}'),
      PrincipalType: z.enum(['USER', 'GROUP']),
      PrincipalId: matching(
        '[A-Fa-f0-9-]{36,47}',
        47,
        'must be the id of a user or group in the identity store',
      ),
    }),
    resource: 'arn:{partition}:sso:::account/{TargetId}',
    accountOf: ({ TargetId }) => TargetId,
    say: ({ PrincipalType, PrincipalId, TargetId, PermissionSetArn }) =>
      sentence`Give ${PrincipalType.toLowerCase()} ${PrincipalId} permission set ${nameIn(PermissionSetArn)} in account ${TargetId}`,
    reversible: true,
    example: {
      parameters: {
        InstanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
        TargetId: '111122223333',
        TargetType: 'AWS_ACCOUNT',
        PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef',
        PrincipalType: 'GROUP',
        PrincipalId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      },
      resource: 'arn:aws:sso:::account/111122223333',
    },
  }),
];

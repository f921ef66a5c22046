import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { nameIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { instanceArn, permissionSetArn } from './sso-shapes.ts';

const define = actionsOf({ prefix: 'sso' });

export const ssoActions = [
  define({
    operation: 'CreateAccountAssignment',
    groups: ['privilege-escalation'],
    parameters: z
      .strictObject({
        InstanceArn: instanceArn,
        TargetId: accountId,
        TargetType: z.literal('AWS_ACCOUNT'),
        PermissionSetArn: permissionSetArn,
        PrincipalType: z.enum(['USER', 'GROUP']),
        PrincipalId: matching(
          `(?:[0-9a-f]{10}-)?${uuid}`,
          47,
          'must be the id of a user or group in the identity store',
        ),
      })
      .refine(
        ({ InstanceArn, PermissionSetArn }) => InstanceArn.split('/')[1] === PermissionSetArn.split('/')[1],
        { path: ['PermissionSetArn'], error: 'must be of the instance that InstanceArn names' },
      ),
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

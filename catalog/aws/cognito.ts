import type { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { listed } from '../values/widest-first.ts';
import { rolesOfPool } from './data-looks.ts';

const identity = operationsOf<CognitoIdentity>({ prefix: 'cognito-identity' });
const userPools = operationsOf<CognitoIdentityProvider>({ prefix: 'cognito-idp' });

const IdentityPoolId = matching(`[a-z0-9-]+:${uuid}`, 55, 'must be the id of an identity pool');
const UserPoolId = matching('[a-z0-9-]+_[0-9a-zA-Z]+', 55, 'must be the id of a user pool');
const userPool = 'arn:{partition}:cognito-idp:{region}:{account}:userpool/{UserPoolId}';
const exampleIdentityPool = 'eu-central-1:1234abcd-12ab-34cd-56ef-1234567890ab';
const exampleUserPool = 'eu-central-1_AbCdEf123';

/** Who signs in from outside AWS, and what they may do. */
export const cognitoActions = [
  identity({
    operation: 'SetIdentityPoolRoles',
    groups: ['privilege-escalation', 'credential-issue'],
    values: {
      IdentityPoolId,
      Roles: z
        .strictObject({ authenticated: roleArn.optional(), unauthenticated: roleArn.optional() })
        .refine((roles) => Object.keys(roles).length > 0, 'Name a role for one of them'),
    },
    // Rules by which a sign-in chooses its role: they would need words of their own.
    without: ['RoleMappings'],
    // IAM asks for no resource.
    resource: 'arn:{partition}:cognito-identity:{region}:{account}:*',
    say: ({ IdentityPoolId: pool, Roles: { unauthenticated, authenticated } }, { account }) => {
      const become = [
        ...(unauthenticated
          ? [`anyone, without signing in, become role ${namedIn(unauthenticated, account)}`]
          : []),
        ...(authenticated ? [`whoever signs in become role ${namedIn(authenticated, account)}`] : []),
      ];
      return sentence`Let ${become.join(', and ')}, by identity pool ${pool}`;
    },
    passes: ['/Roles/unauthenticated', '/Roles/authenticated'],
    reversible: true,
    ...rolesOfPool,
    example: {
      IdentityPoolId: exampleIdentityPool,
      Roles: { authenticated: 'arn:aws:iam::111122223333:role/shop-customer' },
    },
  }),
  identity({
    operation: 'GetOpenIdTokenForDeveloperIdentity',
    groups: ['credential-issue'],
    values: {
      IdentityPoolId,
      // Of a provider of one's own the user's name; of any other, which would stand beside it, a token.
      Logins: z
        .record(matching('[\\w.-]+', 128), text(256))
        .refine((logins) => Object.keys(logins).length === 1, 'Name the login of one developer provider'),
    },
    resource: 'arn:{partition}:cognito-identity:{region}:{account}:identitypool/{IdentityPoolId}',
    say: ({ IdentityPoolId: pool, Logins }) => {
      const who = Object.entries(Logins).map(([provider, user]) => `${user} of ${provider}`);
      return sentence`Give out a token that signs in as ${listed(who)}, to identity pool ${pool}`;
    },
    shown: ['/Logins/*'],
    reversible: false,
    example: { IdentityPoolId: exampleIdentityPool, Logins: { 'login.shop.example': 'customer-42' } },
  }),
  userPools({
    operation: 'AdminSetUserPassword',
    groups: ['credential-issue', 'privilege-escalation'],
    values: { UserPoolId, Username: text(128), Password: text(256) },
    required: ['Permanent'],
    resource: userPool,
    say: ({ UserPoolId: pool, Username, Permanent }) =>
      sentence`Set the password of user ${Username} of pool ${pool} ${Permanent ? 'for good' : 'for one sign-in'}`,
    secrets: { '/Password': 'a password' },
    shown: ['/Username'],
    reversible: false,
    example: { UserPoolId: exampleUserPool, Username: 'ana', Password: 'an-example-only-1', Permanent: true },
  }),
  userPools({
    operation: 'AdminAddUserToGroup',
    groups: ['privilege-escalation'],
    values: { UserPoolId, Username: text(128), GroupName: text(128) },
    resource: userPool,
    say: ({ UserPoolId: pool, Username, GroupName }) =>
      sentence`Add user ${Username} to group ${GroupName} of pool ${pool}`,
    shown: ['/Username'],
    reversible: true,
    example: { UserPoolId: exampleUserPool, Username: 'ana', GroupName: 'administrators' },
  }),
  userPools({
    operation: 'GetSigningCertificate',
    groups: ['read'],
    values: { UserPoolId },
    resource: userPool,
    say: ({ UserPoolId: pool }) =>
      sentence`Read the certificate by which pool ${pool} signs what it asks of others`,
    reversible: true,
    example: { UserPoolId: exampleUserPool },
  }),
];

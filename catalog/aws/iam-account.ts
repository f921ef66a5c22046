import type { IAM } from '@aws-sdk/client-iam';
import { operationsOf } from '../define-operation.ts';
import { inTurn, sentence } from '../sentence.ts';
import { listed } from '../values/widest-first.ts';
import { passwordPolicy } from './iam-looks.ts';
import { tokenVersion } from './iam-principal-looks.ts';
import { accountResource } from './iam-shapes.ts';

const define = operationsOf<IAM>({ prefix: 'iam' });

/** What holds for everyone in the account. */
export const iamAccountActions = [
  define({
    operation: 'UpdateAccountPasswordPolicy',
    groups: ['privilege-escalation'],
    // IAM sets what is left out back to its default, which asks for less.
    required: [
      'MinimumPasswordLength',
      'RequireSymbols',
      'RequireNumbers',
      'RequireUppercaseCharacters',
      'RequireLowercaseCharacters',
      'AllowUsersToChangePassword',
      'HardExpiry',
    ],
    resource: accountResource,
    say: (policy) => {
      const {
        MinimumPasswordLength: length = 0,
        RequireSymbols,
        RequireNumbers,
        RequireUppercaseCharacters,
        RequireLowercaseCharacters,
        AllowUsersToChangePassword,
        MaxPasswordAge: days,
        PasswordReusePrevention: kept,
        HardExpiry,
      } = policy;
      const signs = [
        ...(RequireSymbols ? ['symbols'] : []),
        ...(RequireNumbers ? ['numbers'] : []),
        ...(RequireUppercaseCharacters ? ['upper case'] : []),
        ...(RequireLowercaseCharacters ? ['lower case'] : []),
      ];
      const rules = [
        signs.length > 0 ? `with ${listed(signs, { most: 4 })}` : 'of any signs',
        days === undefined ? 'valid for ever' : `valid for ${days} days`,
        kept === undefined ? 'also those used before' : `none of the last ${kept}`,
        AllowUsersToChangePassword ? 'which users may change' : 'which users may not change',
        ...(HardExpiry ? ['which an administrator must set anew once they expire'] : []),
      ];
      return sentence`Ask for passwords of ${length} characters or more, ${inTurn(rules, ', ')}`;
    },
    reversible: true,
    ...passwordPolicy,
    example: {
      MinimumPasswordLength: 8,
      RequireSymbols: false,
      RequireNumbers: false,
      RequireUppercaseCharacters: false,
      RequireLowercaseCharacters: false,
      AllowUsersToChangePassword: true,
      HardExpiry: false,
    },
  }),
  define({
    operation: 'DeleteAccountPasswordPolicy',
    groups: ['privilege-escalation'],
    resource: accountResource,
    say: () => "Delete the account's password policy: passwords then need as little as AWS lets them",
    reversible: true,
    ...passwordPolicy,
    example: {},
  }),
  define({
    operation: 'SetSecurityTokenServicePreferences',
    groups: ['privilege-escalation'],
    resource: accountResource,
    say: ({ GlobalEndpointTokenVersion }) =>
      GlobalEndpointTokenVersion === 'v2Token'
        ? 'Let tokens of the global STS endpoint (v2Token) be used in every Region'
        : sentence`Let tokens of the global STS endpoint (${GlobalEndpointTokenVersion}) be used only in Regions that are on by default`,
    reversible: true,
    look: tokenVersion,
    example: { GlobalEndpointTokenVersion: 'v2Token' },
  }),
];

import type { Account } from '@aws-sdk/client-account';
import type { Organizations } from '@aws-sdk/client-organizations';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching, tags, text } from '../values/aws-values.ts';
import { service } from '../values/principal.ts';
import { roleName } from './iam-shapes.ts';
import { formerAdministrator, newAdministrator, parentOfAccount } from './organizations-looks.ts';

const define = operationsOf<Organizations>({ prefix: 'organizations' });
const account = operationsOf<Account>({ prefix: 'account' });

/** The organization's id is not among the parameters. */
const memberAccount = 'arn:{partition}:organizations::{account}:account/o-*/{AccountId}';
const wholeOrganization = 'arn:{partition}:organizations::{account}:*';
const parent = matching(
  'r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}',
  68,
  'must be the id of a root or an organizational unit',
);
const ServicePrincipal = matching(service, 128, 'must be a service such as config.amazonaws.com');
const AccountId = accountId;
const email = matching('[^\\s@]{1,64}@[^\\s@]{1,189}', 254, 'must be an e-mail address');

/** Which accounts there are, and what reaches all of them. */
export const organizationAccountActions = [
  define({
    operation: 'RemoveAccountFromOrganization',
    groups: ['audit-tampering', 'privilege-escalation'],
    values: { AccountId },
    resource: memberAccount,
    say: ({ AccountId: id }) =>
      sentence`Take account ${id} out of the organization, and so from under its controls`,
    reversible: false,
    example: { AccountId: '444455556666' },
  }),
  define({
    operation: 'MoveAccount',
    groups: ['privilege-escalation'],
    values: { AccountId, SourceParentId: parent, DestinationParentId: parent },
    resource: memberAccount,
    say: ({ AccountId: id, SourceParentId, DestinationParentId }) =>
      sentence`Move account ${id} to ${DestinationParentId}, and so from under the policies of ${SourceParentId}`,
    reversible: true,
    ...parentOfAccount,
    example: {
      AccountId: '444455556666',
      SourceParentId: 'ou-examplerootid111-exampleouid111',
      DestinationParentId: 'r-examplerootid111',
    },
  }),
  define({
    operation: 'CloseAccount',
    groups: ['destruction'],
    values: { AccountId },
    resource: memberAccount,
    say: ({ AccountId: id }) =>
      sentence`Close account ${id}: all that runs in it stops, and after 90 days it is gone`,
    reversible: false,
    example: { AccountId: '444455556666' },
  }),
  define({
    operation: 'CreateAccount',
    groups: ['privilege-escalation', 'resource-creation', 'cost'],
    values: { Email: email, AccountName: text(50), RoleName: roleName, Tags: tags },
    resource: wholeOrganization,
    say: ({ AccountName, Email, RoleName = 'OrganizationAccountAccessRole' }) =>
      sentence`Create account ${AccountName}, whose root user signs in with ${Email}, with administrator role ${RoleName} for this account`,
    shown: ['/Email', '/AccountName'],
    reversible: false,
    example: { AccountName: 'sandbox', Email: 'aws-sandbox@example.com' },
  }),
  define({
    operation: 'InviteAccountToOrganization',
    groups: ['privilege-escalation'],
    // An e-mail address can change hands.
    values: { Target: z.strictObject({ Type: z.literal('ACCOUNT'), Id: accountId }), Tags: tags },
    resource: 'arn:{partition}:organizations::{account}:account/o-*/{Invited}',
    names: ({ Target }) => ({ Invited: Target.Id }),
    say: ({ Target }) => sentence`Invite account ${Target.Id} into the organization`,
    shown: ['/Target/Id', '/Notes'],
    reversible: true,
    example: { Target: { Type: 'ACCOUNT', Id: '444455556666' } },
  }),
  define({
    operation: 'AcceptHandshake',
    groups: ['privilege-escalation'],
    values: { HandshakeId: matching('h-[0-9a-z]{8,32}', 34, 'must be the id of a handshake') },
    resource: 'arn:{partition}:organizations::{account}:handshake/o-*/*/{HandshakeId}',
    say: ({ HandshakeId }) =>
      sentence`Accept ${HandshakeId}, and so put this account under whatever organization invites it`,
    reversible: false,
    example: { HandshakeId: 'h-examplehandshakeid111' },
  }),
  define({
    operation: 'RegisterDelegatedAdministrator',
    groups: ['privilege-escalation', 'lateral-movement'],
    values: { AccountId, ServicePrincipal },
    resource: memberAccount,
    say: ({ AccountId: id, ServicePrincipal: name }) =>
      sentence`Let account ${id} administer ${name} for the whole organization`,
    reversible: true,
    ...newAdministrator,
    example: { AccountId: '444455556666', ServicePrincipal: 'sso.amazonaws.com' },
  }),
  define({
    operation: 'DeregisterDelegatedAdministrator',
    groups: ['audit-tampering'],
    values: { AccountId, ServicePrincipal },
    resource: memberAccount,
    say: ({ AccountId: id, ServicePrincipal: name }) =>
      sentence`Stop account ${id} from administering ${name} for the organization: what it detects there may end`,
    reversible: true,
    ...formerAdministrator,
    example: { AccountId: '444455556666', ServicePrincipal: 'guardduty.amazonaws.com' },
  }),
  define({
    operation: 'EnableAWSServiceAccess',
    groups: ['privilege-escalation'],
    values: { ServicePrincipal },
    resource: wholeOrganization,
    say: ({ ServicePrincipal: name }) => sentence`Let ${name} act in every account of the organization`,
    reversible: true,
    example: { ServicePrincipal: 'member.org.stacksets.cloudformation.amazonaws.com' },
  }),
  define({
    operation: 'DeleteOrganization',
    groups: ['audit-tampering', 'privilege-escalation', 'destruction'],
    resource: wholeOrganization,
    say: () => 'Delete the organization: no account is under its controls any more',
    reversible: false,
    example: {},
  }),
  account({
    operation: 'EnableRegion',
    groups: ['privilege-escalation', 'cost'],
    values: {
      RegionName: matching('[a-z]{2,4}(?:-[a-z]+)+-[0-9]', 32, 'must be a Region such as af-south-1'),
    },
    // Another account than the caller's would be another resource.
    without: ['AccountId'],
    resource: 'arn:{partition}:account::{account}:account',
    say: ({ RegionName }) =>
      sentence`Open Region ${RegionName} to everyone in the account, for all that they may do`,
    reversible: true,
    example: { RegionName: 'af-south-1' },
  }),
  account({
    operation: 'PutAlternateContact',
    groups: ['audit-tampering'],
    values: { EmailAddress: email, Name: text(64), Title: text(50), PhoneNumber: text(25) },
    without: ['AccountId'],
    resource: 'arn:{partition}:account::{account}:account',
    say: ({ AlternateContactType, EmailAddress, PhoneNumber }) =>
      sentence`Send what AWS has to say about ${AlternateContactType} to ${EmailAddress} and ${PhoneNumber} from now on`,
    shown: ['/Name', '/Title', '/EmailAddress', '/PhoneNumber'],
    reversible: true,
    example: {
      AlternateContactType: 'SECURITY',
      EmailAddress: 'security@example.com',
      PhoneNumber: '+49 30 123456',
      Name: 'Security',
      Title: 'Team',
    },
  }),
  account({
    operation: 'StartPrimaryEmailUpdate',
    groups: ['privilege-escalation', 'persistence'],
    values: { AccountId, PrimaryEmail: email },
    resource: 'arn:{partition}:account::{account}:account/o-*/{AccountId}',
    say: ({ AccountId: id, PrimaryEmail }) =>
      sentence`Begin to hand the root user of account ${id} to whoever reads ${PrimaryEmail}`,
    shown: ['/PrimaryEmail'],
    reversible: false,
    example: { AccountId: '444455556666', PrimaryEmail: 'aws-shop@example.com' },
  }),
];

import type { Step } from '../state.ts';

const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}';

const organization: Step = ['organizations:CreateOrganization', { FeatureSet: 'ALL' }];
const root: Step = ['organizations:ListRoots', {}, { 'r-examplerootid111': '/Roots/0/Id' }];
const unit: Step = [
  'organizations:CreateOrganizationalUnit',
  { ParentId: 'r-examplerootid111', Name: 'shop' },
  { 'ou-examplerootid111-exampleouid111': '/OrganizationalUnit/Id' },
];
const member: Step = [
  'organizations:CreateAccount',
  { AccountName: 'shop', Email: 'aws-shop@example.com' },
  { '444455556666': '/CreateAccountStatus/AccountId' },
];
const policy: Step = [
  'organizations:CreatePolicy',
  { Name: 'deny', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content: document },
  { 'p-examplepolicyid111': '/Policy/PolicySummary/Id' },
];
const attached: Step = [
  'organizations:AttachPolicy',
  { PolicyId: 'p-examplepolicyid111', TargetId: 'ou-examplerootid111-exampleouid111' },
];
const enabled: Step = [
  'organizations:EnablePolicyType',
  { RootId: 'r-examplerootid111', PolicyType: 'SERVICE_CONTROL_POLICY' },
];

const InstanceArn = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
const PermissionSetArn = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef';
const permissionSet: Step = [
  'sso:CreatePermissionSet',
  { InstanceArn, Name: 'developers' },
  { [PermissionSetArn]: '/PermissionSet/PermissionSetArn' },
];

const anyPassword = {
  PasswordPolicy: {
    MinimumLength: 8,
    RequireLowercase: false,
    RequireNumbers: false,
    RequireSymbols: false,
    RequireUppercase: false,
  },
};

export const account: Readonly<Record<string, readonly Step[]>> = {
  'organizations:AttachPolicy': [organization, root, unit, policy],
  'organizations:CloseAccount': [organization, member],
  'organizations:CreateAccount': [organization],
  'organizations:DeleteOrganization': [organization],
  'organizations:DeletePolicy': [organization, policy],
  'organizations:DeregisterDelegatedAdministrator': [
    organization,
    member,
    [
      'organizations:RegisterDelegatedAdministrator',
      { AccountId: '444455556666', ServicePrincipal: 'guardduty.amazonaws.com' },
    ],
  ],
  'organizations:DetachPolicy': [organization, root, unit, policy, attached],
  'organizations:DisablePolicyType': [organization, root, enabled],
  'organizations:EnableAWSServiceAccess': [organization],
  'organizations:MoveAccount': [
    organization,
    root,
    unit,
    member,
    [
      'organizations:MoveAccount',
      {
        AccountId: '444455556666',
        SourceParentId: 'r-examplerootid111',
        DestinationParentId: 'ou-examplerootid111-exampleouid111',
      },
    ],
  ],
  'organizations:RegisterDelegatedAdministrator': [organization, member],
  'organizations:RemoveAccountFromOrganization': [organization, member],
  'organizations:UpdatePolicy': [organization, policy],
  'ram:EnableSharingWithAwsOrganization': [organization],
  'sso:AttachCustomerManagedPolicyReferenceToPermissionSet': [permissionSet],
  'sso:CreateAccountAssignment': [permissionSet],
  'sso:AttachManagedPolicyToPermissionSet': [permissionSet],
  'sso:DeleteInlinePolicyFromPermissionSet': [
    permissionSet,
    ['sso:PutInlinePolicyToPermissionSet', { InstanceArn, PermissionSetArn, InlinePolicy: document }],
  ],
  'sso:DeletePermissionSet': [permissionSet],
  'sso:DetachCustomerManagedPolicyReferenceFromPermissionSet': [
    permissionSet,
    [
      'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
      { InstanceArn, PermissionSetArn, CustomerManagedPolicyReference: { Name: 'deny-billing' } },
    ],
  ],
  'sso:DetachManagedPolicyFromPermissionSet': [
    permissionSet,
    [
      'sso:AttachManagedPolicyToPermissionSet',
      { InstanceArn, PermissionSetArn, ManagedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    ],
  ],
  'sso:ProvisionPermissionSet': [permissionSet],
  'sso:PutInlinePolicyToPermissionSet': [permissionSet],
  'sso:UpdatePermissionSet': [permissionSet],
  'identitystore:CreateGroupMembership': [
    [
      'identitystore:CreateGroup',
      { IdentityStoreId: 'd-1234567890', DisplayName: 'administrators' },
      { '1234abcd-12ab-34cd-56ef-1234567890ab': '/GroupId' },
    ],
    [
      'identitystore:CreateUser',
      {
        IdentityStoreId: 'd-1234567890',
        UserName: 'ana',
        DisplayName: 'Ana',
        Name: { GivenName: 'Ana', FamilyName: 'Example' },
      },
      { '4444abcd-12ab-34cd-56ef-1234567890ab': '/UserId' },
    ],
  ],
  'cognito-idp:AdminAddUserToGroup': [
    [
      'cognito-idp:CreateUserPool',
      { PoolName: 'shop', Policies: anyPassword },
      { 'eu-central-1_AbCdEf123': '/UserPool/Id' },
    ],
    ['cognito-idp:AdminCreateUser', { UserPoolId: 'eu-central-1_AbCdEf123', Username: 'ana' }],
    ['cognito-idp:CreateGroup', { UserPoolId: 'eu-central-1_AbCdEf123', GroupName: 'administrators' }],
  ],
  'cognito-idp:AdminSetUserPassword': [
    [
      'cognito-idp:CreateUserPool',
      { PoolName: 'shop', Policies: anyPassword },
      { 'eu-central-1_AbCdEf123': '/UserPool/Id' },
    ],
    ['cognito-idp:AdminCreateUser', { UserPoolId: 'eu-central-1_AbCdEf123', Username: 'ana' }],
  ],
};

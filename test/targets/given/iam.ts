import type { Step } from '../state.ts';

const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}';
const deploy = 'arn:aws:iam::111122223333:policy/deploy';

const role: Step = ['iam:CreateRole', { RoleName: 'etl-runner', AssumeRolePolicyDocument: trust }];
const user: Step = ['iam:CreateUser', { UserName: 'build-bot' }];
const group = (GroupName: string): Step => ['iam:CreateGroup', { GroupName }];
const policy = (PolicyName: string): Step => ['iam:CreatePolicy', { PolicyName, PolicyDocument: document }];
/** moto has AWS's own policies only where it loads all of them, each time anew. */
const administratorAccess: Step = [
  'iam:CreatePolicy',
  { PolicyName: 'AdministratorAccess', PolicyDocument: document },
  { 'arn:aws:iam::aws:policy/AdministratorAccess': '/Policy/Arn' },
];
const version: Step = ['iam:CreatePolicyVersion', { PolicyArn: deploy, PolicyDocument: document }];
const profile = (InstanceProfileName: string): Step => ['iam:CreateInstanceProfile', { InstanceProfileName }];
const device: Step = ['iam:CreateVirtualMFADevice', { VirtualMFADeviceName: 'build-bot' }];
const enabled: Step = [
  'iam:EnableMFADevice',
  {
    UserName: 'build-bot',
    SerialNumber: 'arn:aws:iam::111122223333:mfa/build-bot',
    AuthenticationCode1: '123456',
    AuthenticationCode2: '654321',
  },
];
const Tags = [{ Key: 'team', Value: 'data' }];
const accessKey: Step = [
  'iam:CreateAccessKey',
  { UserName: 'build-bot' },
  { AKIAIOSFODNN7EXAMPLE: '/AccessKey/AccessKeyId' },
];

const samlProvider: Step = [
  'iam:CreateSAMLProvider',
  { Name: 'staff', SAMLMetadataDocument: '<EntityDescriptor/>' },
];
const oidcProvider: Step = [
  'iam:CreateOpenIDConnectProvider',
  { Url: 'https://token.actions.githubusercontent.com', ThumbprintList: ['f'.repeat(40)] },
];

export const iam: Readonly<Record<string, readonly Step[]>> = {
  'iam:AddRoleToInstanceProfile': [role, profile('web')],
  'iam:AddUserToGroup': [user, group('administrators')],
  'iam:AttachGroupPolicy': [group('developers'), administratorAccess],
  'iam:AttachRolePolicy': [role, administratorAccess],
  'iam:AttachUserPolicy': [user, policy('deploy')],
  'iam:CreateAccessKey': [user],
  'iam:CreateLoginProfile': [user],
  'iam:CreatePolicyVersion': [policy('deploy')],
  'iam:CreateRole': [policy('agents')],
  'iam:DeactivateMFADevice': [user, device, enabled],
  'iam:DeleteAccessKey': [user, accessKey],
  'iam:DeleteAccountPasswordPolicy': [['iam:UpdateAccountPasswordPolicy', { MinimumPasswordLength: 20 }]],
  'iam:DeleteGroup': [group('developers')],
  'iam:DeleteGroupPolicy': [
    group('developers'),
    ['iam:PutGroupPolicy', { GroupName: 'developers', PolicyName: 'deny-billing', PolicyDocument: document }],
  ],
  'iam:DeleteInstanceProfile': [profile('web')],
  'iam:DeleteLoginProfile': [
    user,
    ['iam:CreateLoginProfile', { UserName: 'build-bot', Password: 'an-example-1' }],
  ],
  'iam:DeletePolicy': [policy('deploy')],
  'iam:DeletePolicyVersion': [policy('deploy'), version],
  'iam:DeleteRole': [role],
  'iam:DeleteRolePermissionsBoundary': [
    role,
    policy('agents'),
    [
      'iam:PutRolePermissionsBoundary',
      { RoleName: 'etl-runner', PermissionsBoundary: 'arn:aws:iam::111122223333:policy/agents' },
    ],
  ],
  'iam:DeleteRolePolicy': [
    role,
    ['iam:PutRolePolicy', { RoleName: 'etl-runner', PolicyName: 'deny-billing', PolicyDocument: document }],
  ],
  'iam:DeleteUser': [user],
  'iam:DeleteUserPolicy': [
    user,
    ['iam:PutUserPolicy', { UserName: 'build-bot', PolicyName: 'deny-billing', PolicyDocument: document }],
  ],
  'iam:DeleteVirtualMFADevice': [device],
  'iam:DetachGroupPolicy': [
    group('developers'),
    policy('deny-billing'),
    [
      'iam:AttachGroupPolicy',
      { GroupName: 'developers', PolicyArn: 'arn:aws:iam::111122223333:policy/deny-billing' },
    ],
  ],
  'iam:DetachRolePolicy': [
    role,
    policy('deploy'),
    ['iam:AttachRolePolicy', { RoleName: 'etl-runner', PolicyArn: deploy }],
  ],
  'iam:DetachUserPolicy': [
    user,
    policy('deploy'),
    ['iam:AttachUserPolicy', { UserName: 'build-bot', PolicyArn: deploy }],
  ],
  'iam:EnableMFADevice': [user, device],
  'iam:GetPolicyVersion': [policy('deploy'), version],
  'iam:GetRole': [role],
  'iam:GetRolePolicy': [
    role,
    ['iam:PutRolePolicy', { RoleName: 'etl-runner', PolicyName: 'buckets', PolicyDocument: document }],
  ],
  'iam:GetUser': [user],
  'iam:PutGroupPolicy': [group('developers')],
  'iam:PutRolePermissionsBoundary': [role, policy('agents')],
  'iam:PutRolePolicy': [role],
  'iam:PutUserPolicy': [user],
  'iam:RemoveRoleFromInstanceProfile': [
    role,
    profile('web'),
    ['iam:AddRoleToInstanceProfile', { RoleName: 'etl-runner', InstanceProfileName: 'web' }],
  ],
  'iam:RemoveUserFromGroup': [
    user,
    group('restricted'),
    ['iam:AddUserToGroup', { UserName: 'build-bot', GroupName: 'restricted' }],
  ],
  'iam:SetDefaultPolicyVersion': [policy('deploy'), version],
  'iam:TagRole': [role],
  'iam:TagUser': [user],
  'iam:UntagRole': [role, ['iam:TagRole', { RoleName: 'etl-runner', Tags }]],
  'iam:UntagUser': [user, ['iam:TagUser', { UserName: 'build-bot', Tags }]],
  'iam:UpdateAccessKey': [
    user,
    accessKey,
    [
      'iam:UpdateAccessKey',
      { UserName: 'build-bot', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Inactive' },
    ],
  ],
  'iam:UpdateAssumeRolePolicy': [role],
  'iam:UpdateGroup': [group('developers')],
  'iam:UpdateLoginProfile': [
    user,
    ['iam:CreateLoginProfile', { UserName: 'build-bot', Password: 'an-example-1' }],
  ],
  'iam:UpdateRole': [role],
  'iam:UpdateUser': [user],
  'iam:UpdateSAMLProvider': [samlProvider],
  'iam:DeleteSAMLProvider': [samlProvider],
  'iam:UpdateOpenIDConnectProviderThumbprint': [oidcProvider],
  'iam:DeleteOpenIDConnectProvider': [oidcProvider],
  'iam:UploadSSHPublicKey': [user],
  'iam:UploadSigningCertificate': [user],
};

import type { Step } from '../state.ts';

const document =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

const secretArn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf';
const secret: Step = [
  'secretsmanager:CreateSecret',
  { Name: 'shop/database', SecretString: 'an-example-only' },
  { [secretArn]: '/ARN', '4444abcd-12ab-34cd-56ef-1234567890ab': '/VersionId' },
];

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const key: Step = ['kms:CreateKey', {}, { [keyId]: '/KeyMetadata/KeyId' }];
const alias: Step = ['kms:CreateAlias', { AliasName: 'alias/shop', TargetKeyId: keyId }];

const grant: Step = [
  'kms:CreateGrant',
  { KeyId: keyId, GranteePrincipal: 'arn:aws:iam::111122223333:role/reports', Operations: ['Decrypt'] },
  { '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef': '/GrantId' },
];

const parameter: Step = [
  'ssm:PutParameter',
  { Name: '/shop/database/password', Value: 'an-example-only', Type: 'SecureString' },
];

const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders';
const queue: Step = ['sqs:CreateQueue', { QueueName: 'orders' }];
const TopicArn = 'arn:aws:sns:eu-central-1:111122223333:orders';
const topic: Step = ['sns:CreateTopic', { Name: 'orders' }];

export const secretsAndMessages: Readonly<Record<string, readonly Step[]>> = {
  'secretsmanager:CancelRotateSecret': [
    secret,
    [
      'secretsmanager:RotateSecret',
      { SecretId: secretArn, RotationRules: { AutomaticallyAfterDays: 30 }, RotateImmediately: false },
    ],
  ],
  'secretsmanager:DeleteResourcePolicy': [
    secret,
    ['secretsmanager:PutResourcePolicy', { SecretId: secretArn, ResourcePolicy: document }],
  ],
  'secretsmanager:DeleteSecret': [secret],
  'secretsmanager:DescribeSecret': [secret],
  'secretsmanager:GetSecretValue': [secret],
  'secretsmanager:PutResourcePolicy': [secret],
  'secretsmanager:PutSecretValue': [secret],
  'secretsmanager:ReplicateSecretToRegions': [secret],
  'secretsmanager:RestoreSecret': [secret, ['secretsmanager:DeleteSecret', { SecretId: secretArn }]],
  'secretsmanager:RotateSecret': [secret],
  'secretsmanager:UpdateSecret': [secret],
  'secretsmanager:UpdateSecretVersionStage': [
    secret,
    [
      'secretsmanager:PutSecretValue',
      { SecretId: secretArn, SecretString: 'another-example', VersionStages: ['NEXT'] },
      { '1234abcd-12ab-34cd-56ef-1234567890ab': '/VersionId' },
    ],
  ],

  'ssm:GetParameter': [parameter],
  'ssm:GetParameters': [parameter],
  'ssm:GetParametersByPath': [parameter],
  'ssm:DeleteParameter': [parameter],
  'ssm:DeleteParameters': [parameter],

  'kms:CancelKeyDeletion': [key, ['kms:ScheduleKeyDeletion', { KeyId: keyId }]],
  'kms:CreateAlias': [key],
  'kms:CreateGrant': [key],
  'kms:DeleteAlias': [key, alias],
  'kms:DeleteImportedKeyMaterial': [key],
  'kms:DescribeKey': [key],
  'kms:DisableKey': [key],
  'kms:DisableKeyRotation': [key, ['kms:EnableKeyRotation', { KeyId: keyId }]],
  'kms:EnableKey': [key, ['kms:DisableKey', { KeyId: keyId }]],
  'kms:EnableKeyRotation': [key],
  'kms:PutKeyPolicy': [key],
  'kms:ReplicateKey': [
    [
      'kms:CreateKey',
      { MultiRegion: true },
      { 'mrk-1234abcd12ab34cd56ef1234567890ab': '/KeyMetadata/KeyId' },
    ],
  ],
  'kms:RetireGrant': [key, grant],
  'kms:RevokeGrant': [key, grant],
  'kms:ScheduleKeyDeletion': [key],
  'kms:UpdateAlias': [key, alias],
  'kms:UpdatePrimaryRegion': [key],

  'sns:AddPermission': [topic],
  'sns:Publish': [topic],
  'sns:SetTopicAttributes': [topic],
  'sns:Subscribe': [topic],
  'sqs:AddPermission': [queue],
  'sqs:DeleteMessage': [
    queue,
    ['sqs:SendMessage', { QueueUrl, MessageBody: '{}' }],
    ['sqs:ReceiveMessage', { QueueUrl }, { AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a: '/Messages/0/ReceiptHandle' }],
  ],
  'sqs:ReceiveMessage': [queue, ['sqs:SendMessage', { QueueUrl, MessageBody: '{}' }]],
  'sqs:SendMessage': [queue],
  'sqs:SetQueueAttributes': [queue],
  'events:DeleteRule': [['events:PutRule', { Name: 'unusual-sign-ins', ScheduleExpression: 'rate(1 day)' }]],
  'events:DisableRule': [['events:PutRule', { Name: 'unusual-sign-ins', ScheduleExpression: 'rate(1 day)' }]],
  'events:PutEvents': [['events:CreateEventBus', { Name: 'orders' }]],
  'events:PutTargets': [['events:PutRule', { Name: 'nightly', ScheduleExpression: 'rate(1 day)' }]],
  'events:RemovePermission': [
    [
      'events:PutPermission',
      { StatementId: 'partner', Principal: '444455556666', Action: 'events:PutEvents' },
    ],
  ],
  'events:RemoveTargets': [
    ['events:PutRule', { Name: 'unusual-sign-ins', ScheduleExpression: 'rate(1 day)' }],
    ['events:PutTargets', { Rule: 'unusual-sign-ins', Targets: [{ Id: 'alert', Arn: TopicArn }] }],
  ],
};

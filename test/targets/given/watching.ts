import type { Step } from '../state.ts';

const logGroup: Step = ['logs:CreateLogGroup', { logGroupName: '/aws/lambda/checkout' }];
const logStream = (logStreamName: string): Step => [
  'logs:CreateLogStream',
  { logGroupName: '/aws/lambda/checkout', logStreamName },
];
const alert: readonly Step[] = [
  [
    'iam:CreateRole',
    {
      RoleName: 'alert',
      AssumeRolePolicyDocument:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    },
  ],
  [
    'lambda:CreateFunction',
    {
      FunctionName: 'alert',
      Role: 'arn:aws:iam::111122223333:role/alert',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: `UEsFBg${'A'.repeat(21)}=` },
    },
  ],
];
const filter: Step = [
  'logs:PutSubscriptionFilter',
  {
    logGroupName: '/aws/lambda/checkout',
    filterName: 'errors',
    filterPattern: '',
    destinationArn: 'arn:aws:lambda:eu-central-1:111122223333:function:alert',
  },
];
const bucket = (Bucket: string): Step => [
  's3:CreateBucket',
  { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } },
];
const trail: readonly Step[] = [
  bucket('trails'),
  ['cloudtrail:CreateTrail', { Name: 'management', S3BucketName: 'trails', IsMultiRegionTrail: true }],
];
const recorder: Step = [
  'config:PutConfigurationRecorder',
  {
    ConfigurationRecorder: {
      name: 'default',
      roleARN: 'arn:aws:iam::111122223333:role/config',
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
  },
];
const channel: Step = [
  'config:PutDeliveryChannel',
  { DeliveryChannel: { name: 'default', s3BucketName: 'config-history' } },
];
const detector: Step = [
  'guardduty:CreateDetector',
  { Enable: true },
  { '12abc34d567e8fa901bc2d34e56789f0': '/DetectorId' },
];
const webAcl: Step = [
  'wafv2:CreateWebACL',
  {
    Name: 'shop',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: 'shop' },
  },
  {
    '1234abcd-12ab-34cd-56ef-1234567890ab': '/Summary/Id',
    '4444abcd-12ab-34cd-56ef-1234567890ab': '/Summary/LockToken',
  },
];

export const watching: Readonly<Record<string, readonly Step[]>> = {
  'cloudtrail:DeleteTrail': trail,
  'cloudtrail:GetTrailStatus': trail,
  'cloudtrail:PutEventSelectors': trail,
  'cloudtrail:PutInsightSelectors': trail,
  'cloudtrail:StartLogging': trail,
  'cloudtrail:StopLogging': [...trail, ['cloudtrail:StartLogging', { Name: 'management' }]],
  'cloudtrail:UpdateTrail': trail,
  'config:DeleteConfigRule': [
    recorder,
    [
      'config:PutConfigRule',
      {
        ConfigRule: {
          ConfigRuleName: 's3-bucket-public-read-prohibited',
          Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED' },
          Scope: { ComplianceResourceTypes: ['AWS::S3::Bucket'] },
        },
      },
    ],
  ],
  'config:DeleteConfigurationRecorder': [recorder],
  'config:DeleteDeliveryChannel': [recorder, bucket('config-history'), channel],
  'config:PutDeliveryChannel': [recorder, bucket('config-history')],
  'config:StopConfigurationRecorder': [
    recorder,
    bucket('config-history'),
    channel,
    ['config:StartConfigurationRecorder', { ConfigurationRecorderName: 'default' }],
  ],
  'guardduty:CreateFilter': [detector],
  'guardduty:DeleteDetector': [detector],
  'guardduty:UpdateDetector': [detector],
  'securityhub:DisableSecurityHub': [['securityhub:EnableSecurityHub', {}]],
  'logs:DeleteLogGroup': [logGroup],
  'logs:DeleteLogStream': [logGroup, logStream('2026/01/31/[$LATEST]0123456789abcdef')],
  'logs:DeleteResourcePolicy': [['logs:PutResourcePolicy', { policyName: 'route53', policyDocument: '{}' }]],
  'logs:DeleteSubscriptionFilter': [logGroup, ...alert, filter],
  'logs:FilterLogEvents': [logGroup],
  'logs:GetLogEvents': [logGroup, logStream('2026/01/31/0123456789abcdef')],
  'logs:GetQueryResults': [
    logGroup,
    [
      'logs:StartQuery',
      {
        logGroupNames: ['/aws/lambda/checkout'],
        queryString: 'fields @message',
        startTime: 1767225600,
        endTime: 1767229200,
      },
      { '1234abcd-12ab-34cd-56ef-1234567890ab': '/queryId' },
    ],
  ],
  'logs:PutDestinationPolicy': [
    [
      'logs:PutDestination',
      {
        destinationName: 'collect',
        targetArn: 'arn:aws:kinesis:eu-central-1:111122223333:stream/logs',
        roleArn: 'arn:aws:iam::111122223333:role/collect',
      },
    ],
  ],
  'logs:PutLogEvents': [logGroup, logStream('2026/01/31/0123456789abcdef')],
  'logs:PutRetentionPolicy': [logGroup],
  'logs:PutSubscriptionFilter': [logGroup, ...alert],
  'logs:StartQuery': [logGroup],
  'wafv2:DeleteWebACL': [webAcl],
  'wafv2:UpdateWebACL': [webAcl],
};

import type { Step } from '../state.ts';

const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const role = (RoleName: string): Step => ['iam:CreateRole', { RoleName, AssumeRolePolicyDocument: trust }];
const bucket = (Bucket: string): Step => [
  's3:CreateBucket',
  { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } },
];
/** An archive with nothing in it. */
const emptyZip = `UEsFBg${'A'.repeat(21)}=`;
const code = (Key: string): readonly Step[] => [
  bucket('releases'),
  ['s3:PutBucketVersioning', { Bucket: 'releases', VersioningConfiguration: { Status: 'Enabled' } }],
  [
    's3:PutObject',
    { Bucket: 'releases', Key, Body: '{}' },
    { '3sL4kqtJlcpXroDTDmJrmSpXd3dIbrHY': '/VersionId' },
  ],
];
const lambdaFunction = (FunctionName: string): readonly Step[] => [
  role(FunctionName),
  [
    'lambda:CreateFunction',
    {
      FunctionName,
      Role: `arn:aws:iam::111122223333:role/${FunctionName}`,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: emptyZip },
    },
  ],
];
const checkout = lambdaFunction('checkout');
const address: Step = ['lambda:CreateFunctionUrlConfig', { FunctionName: 'checkout', AuthType: 'AWS_IAM' }];
const permission: Step = [
  'lambda:AddPermission',
  {
    FunctionName: 'checkout',
    StatementId: 'partner',
    Action: 'lambda:InvokeFunction',
    Principal: '444455556666',
  },
];

const cluster: Step = ['ecs:CreateCluster', { clusterName: 'shop' }];
const taskDefinition = (family: string, count: number): Step[] =>
  Array.from({ length: count }, () => [
    'ecs:RegisterTaskDefinition',
    { family, containerDefinitions: [{ name: family, image: family, memory: 128, cpu: 1 }] },
  ]);
const service: Step = [
  'ecs:CreateService',
  { cluster: 'shop', serviceName: 'checkout', taskDefinition: 'checkout:1', desiredCount: 0 },
];
const repository: Step = ['ecr:CreateRepository', { repositoryName: 'shop/checkout' }];
const kubernetes: Step = [
  'eks:CreateCluster',
  {
    name: 'shop',
    roleArn: 'arn:aws:iam::111122223333:role/eks',
    resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
  },
];
const stackArn =
  'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview/1234abcd-12ab-34cd-56ef-1234567890ab';
const stack: Step = [
  'cloudformation:CreateStack',
  { StackName: 'shop-preview', TemplateBody: '{"Resources":{"Bills":{"Type":"AWS::SQS::Queue"}}}' },
  { [stackArn]: '/StackId' },
];
const build: Step = [
  'codebuild:CreateProject',
  {
    name: 'shop',
    serviceRole: 'arn:aws:iam::111122223333:role/build',
    source: { type: 'S3', location: 'releases/shop.zip' },
    artifacts: { type: 'NO_ARTIFACTS' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
  },
];
const document: Step = [
  'ssm:CreateDocument',
  {
    Name: 'restart-shop',
    DocumentType: 'Command',
    Content:
      '{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"status","inputs":{"runCommand":["systemctl status shop"]}}]}',
  },
];
const documentVersion = (word: string): Step => [
  'ssm:UpdateDocument',
  {
    Name: 'restart-shop',
    DocumentVersion: '$LATEST',
    Content: `{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"status","inputs":{"runCommand":["${word}"]}}]}`,
  },
];
const endpointConfig: readonly Step[] = [
  [
    'sagemaker:CreateModel',
    {
      ModelName: 'churn',
      ExecutionRoleArn: 'arn:aws:iam::111122223333:role/churn',
      PrimaryContainer: { Image: 'churn' },
    },
  ],
  [
    'sagemaker:CreateEndpointConfig',
    {
      EndpointConfigName: 'churn-2026-01',
      ProductionVariants: [
        { VariantName: 'all', ModelName: 'churn', InitialInstanceCount: 1, InstanceType: 'ml.m5.large' },
      ],
    },
  ],
];
const batchEnvironment: readonly Step[] = [
  role('batch'),
  [
    'batch:CreateComputeEnvironment',
    {
      computeEnvironmentName: 'reports',
      type: 'UNMANAGED',
      state: 'ENABLED',
      serviceRole: 'arn:aws:iam::111122223333:role/batch',
    },
    { 'environment-of-reports': '/computeEnvironmentArn' },
  ],
  [
    'batch:CreateJobQueue',
    {
      jobQueueName: 'reports',
      state: 'ENABLED',
      priority: 1,
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: 'environment-of-reports' }],
    },
  ],
];
const jobDefinition: Step = [
  'batch:RegisterJobDefinition',
  {
    jobDefinitionName: 'report',
    type: 'container',
    containerProperties: { image: 'report', memory: 128, vcpus: 1 },
  },
];
const distributionOf = (comment: string) => ({
  CallerReference: 'shop-2026',
  Comment: comment,
  Enabled: true,
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: 'receipts',
        DomainName: 'shop-receipts.s3.eu-central-1.amazonaws.com',
        S3OriginConfig: { OriginAccessIdentity: '' },
      },
    ],
  },
  DefaultCacheBehavior: { TargetOriginId: 'receipts', ViewerProtocolPolicy: 'https-only' },
});

const machine: Step = [
  'states:CreateStateMachine',
  {
    name: 'billing',
    definition: '{"StartAt":"Wait","States":{"Wait":{"Type":"Pass","End":true}}}',
    roleArn: 'arn:aws:iam::111122223333:role/billing',
  },
];
const stackSet: Step = [
  'cloudformation:CreateStackSet',
  { StackSetName: 'baseline', TemplateBody: '{"Resources":{"Bills":{"Type":"AWS::SQS::Queue"}}}' },
];

export const workloads: Readonly<Record<string, readonly Step[]>> = {
  'lambda:AddPermission': checkout,
  'lambda:CreateEventSourceMapping': [
    ...lambdaFunction('receipts'),
    ['sqs:CreateQueue', { QueueName: 'orders' }],
  ],
  'lambda:CreateFunction': [role('receipts'), ...code('receipts/2026.1.4.zip')],
  'lambda:CreateFunctionUrlConfig': checkout,
  'lambda:DeleteFunction': checkout,
  'lambda:DeleteFunctionCodeSigningConfig': checkout,
  'lambda:InvokeFunction': checkout,
  'lambda:PublishLayerVersion': code('tools/3.zip'),
  'lambda:AddLayerVersionPermission': Array.from(
    { length: 3 },
    (_, index): Step => [
      'lambda:PublishLayerVersion',
      { LayerName: 'tools', Content: { ZipFile: emptyZip }, Description: String(index) },
    ],
  ),
  'lambda:PutFunctionConcurrency': checkout,
  'lambda:RemovePermission': [...checkout, permission],
  'lambda:UpdateAlias': [
    ...checkout,
    ['lambda:PublishVersion', { FunctionName: 'checkout' }, { '41': '/Version' }],
    ['lambda:CreateAlias', { FunctionName: 'checkout', Name: 'live', FunctionVersion: '41' }],
    ...code('checkout/2026.1.4.zip'),
    [
      'lambda:UpdateFunctionCode',
      { FunctionName: 'checkout', S3Bucket: 'releases', S3Key: 'checkout/2026.1.4.zip' },
    ],
    ['lambda:PublishVersion', { FunctionName: 'checkout' }, { '42': '/Version' }],
  ],
  'lambda:UpdateFunctionCode': [...checkout, ...code('checkout/2026.1.4.zip')],
  'lambda:UpdateFunctionConfiguration': checkout,
  'lambda:UpdateFunctionUrlConfig': [...checkout, address],

  'ecs:CreateService': [cluster, ...taskDefinition('report', 7)],
  'ecs:DeleteCluster': [cluster],
  'ecs:DeleteService': [cluster, ...taskDefinition('checkout', 1), service],
  'ecs:RunTask': [cluster, ...taskDefinition('report', 7)],
  'ecs:StartTask': [cluster, ...taskDefinition('report', 7)],
  'ecs:UpdateService': [cluster, ...taskDefinition('checkout', 42), service],
  'ecr:BatchDeleteImage': [repository],
  'ecr:BatchGetImage': [repository],
  'ecr:DeleteRepository': [repository],
  'ecr:PutImage': [repository],
  'ecr:SetRepositoryPolicy': [repository],
  'eks:DeleteCluster': [kubernetes],
  'eks:UpdateClusterConfig': [kubernetes],

  'cloudformation:CancelUpdateStack': [stack],
  'cloudformation:DeleteStack': [stack],
  'cloudformation:ExecuteChangeSet': [
    [
      'cloudformation:CreateChangeSet',
      {
        StackName: 'shop-preview',
        ChangeSetName: 'release',
        ChangeSetType: 'CREATE',
        TemplateBody: '{"Resources":{"Bills":{"Type":"AWS::SQS::Queue"}}}',
      },
    ],
  ],
  'cloudformation:SetStackPolicy': [stack],
  'cloudformation:UpdateStack': [stack],

  'codebuild:StartBuild': [build],
  'codedeploy:CreateDeployment': [
    ['codedeploy:CreateApplication', { applicationName: 'shop' }],
    [
      'codedeploy:CreateDeploymentGroup',
      {
        applicationName: 'shop',
        deploymentGroupName: 'production',
        serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
      },
    ],
  ],
  'batch:SubmitJob': [...batchEnvironment, ...Array.from({ length: 7 }, () => jobDefinition)],
  'emr-serverless:StartJobRun': [
    [
      'emr-serverless:CreateApplication',
      { name: 'reports', releaseLabel: 'emr-7.0.0', type: 'SPARK' },
      { '00abcdefghij0123': '/applicationId' },
    ],
  ],
  'ssm:UpdateDocument': [document],
  'ssm:UpdateDocumentDefaultVersion': [document, documentVersion('one'), documentVersion('two')],
  'ssm:ModifyDocumentPermission': [document],
  'ssm:RegisterTaskWithMaintenanceWindow': [
    [
      'ssm:CreateMaintenanceWindow',
      { Name: 'nightly', Schedule: 'rate(1 day)', Duration: 2, Cutoff: 1, AllowUnassociatedTargets: true },
      { 'mw-0123456789abcdef0': '/WindowId' },
    ],
  ],
  'sagemaker:CreateEndpoint': endpointConfig,
  'sagemaker:DeleteEndpoint': [
    ...endpointConfig,
    ['sagemaker:CreateEndpoint', { EndpointName: 'churn', EndpointConfigName: 'churn-2026-01' }],
  ],
  'sagemaker:StartPipelineExecution': [
    [
      'sagemaker:CreatePipeline',
      {
        PipelineName: 'churn',
        PipelineDefinition: '{"Version":"2020-12-01","Steps":[]}',
        RoleArn: 'arn:aws:iam::111122223333:role/churn',
        ClientRequestToken: 'f'.repeat(32),
      },
    ],
  ],
  'apigateway:PATCH': [['apigateway:CreateRestApi', { name: 'shop' }, { a1b2c3d4e5: '/id' }]],
  'apigateway:PUT': [['apigateway:CreateRestApi', { name: 'shop' }, { a1b2c3d4e5: '/id' }]],
  'apigateway:DELETE': [['apigateway:CreateRestApi', { name: 'shop' }, { a1b2c3d4e5: '/id' }]],
  'cloudfront:UpdateDistribution': [
    [
      'cloudfront:CreateDistribution',
      { DistributionConfig: distributionOf('before') },
      { E1234567890ABC: '/Distribution/Id', E2QWRUHAPOMQZL: '/ETag' },
    ],
  ],
  'route53:ChangeResourceRecordSets': [
    [
      'route53:CreateHostedZone',
      { Name: 'shop.example', CallerReference: 'shop' },
      { '/hostedzone/Z0123456789ABCDEFGHIJ': '/HostedZone/Id' },
    ],
  ],
  'scheduler:UpdateSchedule': [
    [
      'scheduler:CreateSchedule',
      {
        Name: 'nightly-report',
        GroupName: 'default',
        ScheduleExpression: 'rate(1 day)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:report',
          RoleArn: 'arn:aws:iam::111122223333:role/schedule',
        },
      },
    ],
  ],
  'states:StartExecution': [machine],
  'states:UpdateStateMachine': [machine],
  'pipes:UpdatePipe': [
    [
      'pipes:CreatePipe',
      {
        Name: 'orders-archive',
        RoleArn: 'arn:aws:iam::111122223333:role/pipe',
        Source: 'arn:aws:sqs:eu-central-1:111122223333:orders',
        Target: 'arn:aws:lambda:eu-central-1:111122223333:function:before',
      },
    ],
  ],
  'elasticmapreduce:AddJobFlowSteps': [
    [
      'elasticmapreduce:RunJobFlow',
      { Name: 'reports', Instances: { KeepJobFlowAliveWhenNoSteps: true } },
      { 'j-0123456789ABC': '/JobFlowId' },
    ],
  ],
  'cloudformation:UpdateStackSet': [stackSet],
  'cloudformation:CreateStackInstances': [stackSet],
};

import type { WideningPair } from './widening-pair.ts';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const profile = { Arn: 'arn:aws:iam::111122223333:instance-profile/admin' };
const ami = 'ami-0123456789abcdef0';
const script = 'IyEvYmluL2Jhc2gKZWNobyBoZWxsbwo=';
const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/report@sha256:${'9f'.repeat(32)}`;
const egress = (...ranges: string[]) => ({
  IpPermissions: [{ IpProtocol: '-1', IpRanges: ranges.map((CidrIp) => ({ CidrIp })) }],
});
const template = (...types: string[]) => ({
  TemplateBody: JSON.stringify({
    Resources: Object.fromEntries(types.map((Type, index) => [`R${index}`, { Type }])),
  }),
});
const queues = Array.from({ length: 6 }, (_, index) => `AWS::SQS::Queue${index}`);
const container = (more: object) => ({ containerDefinitions: [{ name: 'report', image, ...more }] });
const step = (name: string) => ({ Type: 'Task', Resource: `arn:aws:states:::${name}`, End: true });

const network = (assignPublicIp: string) => ({
  networkConfiguration: {
    awsvpcConfiguration: { subnets: ['subnet-00000000000000001'], assignPublicIp },
  },
});
const task = 'arn:aws:ecs:eu-central-1:111122223333:task-definition/report:7';
const fleetTemplate = {
  LaunchTemplateSpecification: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '7' },
};
const pipelineOf = (more: object) => ({
  name: 'shop',
  roleArn: role('pipeline'),
  stages: [
    {
      name: 'Build',
      actions: [
        {
          name: 'Commands',
          actionTypeId: { category: 'Compute', owner: 'AWS', provider: 'Commands', version: '1' },
          ...more,
        },
      ],
    },
  ],
});

/** Of what starts machines, functions, tasks and jobs, and of what lets others reach them. */
export const runningWideningPairs: readonly WideningPair[] = [
  {
    what: 'a role for the machines of a template',
    action: 'ec2:CreateLaunchTemplateVersion',
    narrow: { LaunchTemplateData: { ImageId: ami } },
    wide: { LaunchTemplateData: { ImageId: ami, IamInstanceProfile: profile } },
    says: ' as admin',
  },
  {
    what: 'a script that runs as root',
    action: 'ec2:CreateLaunchTemplate',
    narrow: { LaunchTemplateData: { ImageId: ami } },
    wide: { LaunchTemplateData: { ImageId: ami, UserData: script } },
    says: 'running as root: #!/bin/bash',
  },
  {
    what: 'a public address at spot prices',
    action: 'ec2:RequestSpotInstances',
    narrow: { LaunchSpecification: { ImageId: ami, NetworkInterfaces: [{ DeviceIndex: 0 }] } },
    wide: {
      LaunchSpecification: {
        ImageId: ami,
        NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true }],
      },
    },
    says: 'with a public address',
  },
  {
    what: 'machines that come again',
    action: 'ec2:RequestSpotInstances',
    narrow: { Type: 'one-time' },
    wide: { Type: 'persistent' },
    says: 'again and again until the request is cancelled',
  },
  {
    what: 'the whole internet behind networks',
    action: 'ec2:AuthorizeSecurityGroupEgress',
    narrow: egress('10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'),
    wide: egress('10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24', '0.0.0.0/0'),
    says: 'reach 0.0.0.0/0, ',
  },
  {
    what: 'everything through a network ACL',
    action: 'ec2:CreateNetworkAclEntry',
    narrow: {},
    wide: { Protocol: '-1', PortRange: undefined },
    says: 'allow everything from 0.0.0.0/0',
  },
  {
    what: 'anyone behind accounts',
    action: 'ec2:ModifyVpcEndpointServicePermissions',
    narrow: {},
    wide: { AddAllowedPrincipals: ['arn:aws:iam::444455556666:root', '*'] },
    says: 'Let anyone and ',
  },
  {
    what: 'the snapshots of an image',
    action: 'ec2:DeregisterImage',
    narrow: { DeleteAssociatedSnapshots: false },
    wide: { DeleteAssociatedSnapshots: true },
    says: 'and its snapshots',
  },
  {
    what: 'credentials without a session token',
    action: 'ec2:ModifyInstanceMetadataOptions',
    narrow: { HttpTokens: 'required' },
    wide: { HttpTokens: 'optional' },
    says: 'without a session token (IMDSv1)',
  },
  {
    what: 'more machines',
    action: 'autoscaling:CreateAutoScalingGroup',
    narrow: {},
    wide: { MaxSize: 1_000 },
    says: 'Keep 1 to 1000 machines',
  },
  {
    what: 'variables by which other code runs',
    action: 'lambda:CreateFunction',
    narrow: { Environment: { Variables: { A: '1', B: '2', C: '3', D: '4' } } },
    wide: { Environment: { Variables: { A: '1', B: '2', C: '3', D: '4', NODE_OPTIONS: '--import /tmp/x' } } },
    says: 'with NODE_OPTIONS=--import /tmp/x',
  },
  {
    what: "another account's layer",
    action: 'lambda:CreateFunction',
    narrow: { Layers: ['arn:aws:lambda:eu-central-1:111122223333:layer:tools:3'] },
    wide: { Layers: ['arn:aws:lambda:eu-central-1:444455556666:layer:tools:3'] },
    says: 'over layers tools of account 444455556666 (another account) version 3',
  },
  {
    what: 'anyone by URL',
    action: 'lambda:UpdateFunctionUrlConfig',
    narrow: { AuthType: 'AWS_IAM' },
    wide: {},
    says: 'which asks nobody who they are',
  },
  {
    what: 'anyone',
    action: 'lambda:AddLayerVersionPermission',
    narrow: {},
    wide: { Principal: '*' },
    says: 'Let anyone read',
  },
  {
    what: 'every right on the machine',
    action: 'ecs:RegisterTaskDefinition',
    narrow: container({ command: ['report'] }),
    wide: container({ command: ['report'], privileged: true }),
    says: 'with every right on its machine',
  },
  {
    what: "a folder of the task's machine",
    action: 'ecs:RegisterTaskDefinition',
    narrow: {},
    wide: { volumes: [{ name: 'all', host: { sourcePath: '/' } }] },
    says: 'with folder / of its machine',
  },
  {
    what: 'another role for a task',
    action: 'ecs:RunTask',
    narrow: {},
    wide: { overrides: { taskRoleArn: role('admin') } },
    says: 'in cluster shop as admin',
  },
  {
    what: 'another command for a task',
    action: 'ecs:StartTask',
    narrow: {},
    wide: { overrides: { containerOverrides: [{ name: 'report', command: ['sh', '-c', 'id'] }] } },
    says: 'but with report, running: sh -c id',
  },
  {
    what: 'the groups of administrators behind others',
    action: 'eks:CreateAccessEntry',
    narrow: { kubernetesGroups: ['a', 'b', 'c', 'd'] },
    wide: { kubernetesGroups: ['a', 'b', 'c', 'd', 'system:masters'] },
    says: 'as system:masters, ',
  },
  {
    what: 'all namespaces',
    action: 'eks:AssociateAccessPolicy',
    narrow: { accessScope: { type: 'namespace', namespaces: ['shop'] } },
    wide: { accessScope: { type: 'cluster' } },
    says: 'on all of cluster shop',
  },
  {
    what: 'roles among many resources',
    action: 'cloudformation:CreateStack',
    narrow: template(...queues),
    wide: template(...queues, 'AWS::IAM::Role'),
    says: 'making AWS::IAM::Role, ',
  },
  {
    what: "a stack's own policy put aside",
    action: 'cloudformation:UpdateStack',
    narrow: {},
    wide: { StackPolicyDuringUpdateBody: '{"Statement":[]}' },
    says: 'past its own policy',
  },
  {
    what: 'every account that joins',
    action: 'cloudformation:CreateStackSet',
    narrow: { AutoDeployment: { Enabled: false } },
    wide: { AutoDeployment: { Enabled: true } },
    says: 'by itself in every account that joins',
  },
  {
    what: 'a whole unit beside an account',
    action: 'cloudformation:CreateStackInstances',
    narrow: { Accounts: undefined, DeploymentTargets: { Accounts: ['444455556666'] } },
    wide: {
      Accounts: undefined,
      DeploymentTargets: { Accounts: ['444455556666'], OrganizationalUnitIds: ['ou-abcd-12345678'] },
    },
    says: 'in all accounts of ou-abcd-12345678',
  },
  {
    what: 'a build as another role, open to a shell',
    action: 'codebuild:StartBuild',
    narrow: {},
    wide: { serviceRoleOverride: role('admin'), debugSessionEnabled: true },
    says: 'Build shop as admin, open to a shell',
  },
  {
    what: 'batches as another role',
    action: 'codebuild:UpdateProject',
    narrow: { buildBatchConfig: { combineArtifacts: true } },
    wide: { buildBatchConfig: { combineArtifacts: true, serviceRole: role('admin') } },
    says: 'serviceRole arn:aws:iam::111122223333:role/admin',
  },
  {
    what: 'other commands for a build',
    action: 'codebuild:StartBuildBatch',
    narrow: {},
    wide: { buildspecOverride: 'version: 0.2' },
    says: 'running version: 0.2',
  },
  {
    what: 'a state that deletes',
    action: 'states:UpdateStateMachine',
    narrow: { definition: JSON.stringify({ States: { A: step('lambda:invoke') } }) },
    wide: {
      definition: JSON.stringify({
        States: { A: step('lambda:invoke'), B: step('aws-sdk:s3:deleteBucket') },
      }),
    },
    says: 'calling lambda:invoke and s3:deleteBucket',
  },
  {
    what: 'an automation as another role',
    action: 'ssm:StartAutomationExecution',
    narrow: {},
    wide: { Parameters: { AutomationAssumeRole: [role('admin')], InstanceId: ['i-0123456789abcdef0'] } },
    says: 'version 1 as admin',
  },
  {
    what: 'an automation in other accounts',
    action: 'ssm:StartAutomationExecution',
    narrow: {},
    wide: { TargetLocations: [{ Accounts: ['444455556666'], Regions: ['eu-central-1'] }] },
    says: 'in accounts 444455556666 in eu-central-1',
  },
  {
    what: 'all machines',
    action: 'ssm:CreateAssociation',
    narrow: {},
    wide: { Targets: [{ Key: 'InstanceIds', Values: ['*'] }] },
    says: 'on all that matches InstanceIds * (all)',
  },
  {
    what: 'everyone behind accounts',
    action: 'ssm:ModifyDocumentPermission',
    narrow: {},
    wide: { AccountIdsToAdd: ['444455556666', 'all'] },
    says: 'Let all and account 444455556666',
  },
  {
    what: 'libraries from elsewhere for a job',
    action: 'glue:CreateJob',
    narrow: { DefaultArguments: { '--a': 'x'.repeat(300) } },
    wide: { DefaultArguments: { '--a': 'x'.repeat(300), '--extra-py-files': 's3://elsewhere/x.py' } },
    says: 'with --extra-py-files s3://elsewhere/x.py',
  },
  {
    what: 'access to the internet',
    action: 'sagemaker:CreateProcessingJob',
    narrow: { NetworkConfig: { EnableNetworkIsolation: true } },
    wide: { NetworkConfig: { EnableNetworkIsolation: false } },
    says: 'with access to the internet',
  },
  {
    what: 'a guardrail without limits of content',
    action: 'bedrock:UpdateGuardrail',
    narrow: {
      contentPolicyConfig: {
        filtersConfig: [{ type: 'HATE', inputStrength: 'HIGH', outputStrength: 'HIGH' }],
      },
    },
    wide: {},
    says: 'no limits of content',
  },
  {
    what: 'a role for an interpreter of code',
    action: 'bedrock-agentcore:CreateCodeInterpreter',
    narrow: { executionRoleArn: undefined },
    wide: { executionRoleArn: role('admin') },
    says: 'whose code runs as admin',
  },
  {
    what: 'steps as another role',
    action: 'elasticmapreduce:AddJobFlowSteps',
    narrow: {},
    wide: { ExecutionRoleArn: role('admin') },
    says: 'On cluster j-0123456789ABC as admin',
  },
  {
    what: 'tasks with a public address',
    action: 'ecs:RunTask',
    narrow: network('DISABLED'),
    wide: network('ENABLED'),
    says: 'with a public address',
  },
  {
    what: 'a service open to a shell',
    action: 'ecs:CreateService',
    narrow: network('DISABLED'),
    wide: { ...network('DISABLED'), enableExecuteCommand: true },
    says: 'open to a shell',
  },
  {
    what: 'a web service opened to the internet',
    action: 'apprunner:UpdateService',
    narrow: { NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } } },
    wide: { NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: true } } },
    says: 'open to the internet',
  },
  {
    what: 'a role for a web service, and one that fetches its image',
    action: 'apprunner:CreateService',
    narrow: {},
    wide: { InstanceConfiguration: { InstanceRoleArn: role('admin') } },
    says: 'service shop as admin',
  },
  {
    what: 'a task at the end of a pipe that is open to a shell',
    action: 'pipes:CreatePipe',
    narrow: { TargetParameters: { EcsTaskParameters: { TaskDefinitionArn: task } } },
    wide: {
      TargetParameters: { EcsTaskParameters: { EnableExecuteCommand: true, TaskDefinitionArn: task } },
    },
    says: 'EcsTaskParameters (EnableExecuteCommand true',
  },
  {
    what: 'a whole unit instead of where it is',
    action: 'cloudformation:UpdateStackSet',
    narrow: { DeploymentTargets: { Accounts: ['444455556666'] } },
    wide: { DeploymentTargets: { OrganizationalUnitIds: ['ou-abcd-12345678'] } },
    says: 'in all accounts of ou-abcd-12345678',
  },
  {
    what: 'larger machines in a fleet',
    action: 'ec2:CreateFleet',
    narrow: {},
    wide: { LaunchTemplateConfigs: [{ ...fleetTemplate, Overrides: [{ InstanceType: 'm7g.metal' }] }] },
    says: 'with (InstanceType m7g.metal)',
  },
  {
    what: 'everything instead of a port',
    action: 'ec2:ModifySecurityGroupRules',
    narrow: {},
    wide: {
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: 'sgr-0123456789abcdef0',
          SecurityGroupRule: { IpProtocol: '-1', CidrIpv4: '0.0.0.0/0' },
        },
      ],
    },
    says: '0.0.0.0/0 for everything',
  },
  {
    what: 'another command for a job',
    action: 'batch:SubmitJob',
    narrow: {},
    wide: { containerOverrides: { command: ['sh', '-c', 'id'] } },
    says: 'but a container, running: sh -c id',
  },
  {
    what: 'every right on the machine of a job',
    action: 'batch:RegisterJobDefinition',
    narrow: { containerProperties: { image } },
    wide: { containerProperties: { image, privileged: true } },
    says: 'with every right on its machine',
  },
  {
    what: 'a function in a maintenance window, with what it is given',
    action: 'ssm:RegisterTaskWithMaintenanceWindow',
    narrow: { TaskInvocationParameters: { Lambda: {} } },
    wide: { TaskInvocationParameters: { Lambda: { Payload: script } } },
    says: 'with #!/bin/bash',
  },
  {
    what: 'an action of a pipeline as another role',
    action: 'codepipeline:UpdatePipeline',
    narrow: { pipeline: pipelineOf({}) },
    wide: { pipeline: pipelineOf({ roleArn: role('admin'), commands: ['id'] }) },
    says: 'Build: AWS Compute Commands 1 as admin, running id',
  },
  {
    what: 'part of the calls to other code',
    action: 'lambda:UpdateAlias',
    narrow: {},
    wide: { RoutingConfig: { AdditionalVersionWeights: { '43': 0.5 } } },
    says: 'but 50 % of calls to version 43',
  },
  {
    what: 'more permissions for a job',
    action: 'emr-serverless:StartJobRun',
    narrow: { executionIamPolicy: { policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] } },
    wide: { executionIamPolicy: { policyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] } },
    says: 'with at most AdministratorAccess',
  },
];

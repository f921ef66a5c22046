import type { EMR } from '@aws-sdk/client-emr';
import type { EMRServerless } from '@aws-sdk/client-emr-serverless';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, inTurn, namedIn, sentence } from '../sentence.ts';
import { policyArn } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { shortName } from '../values/short-name.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<EMR>({ prefix: 'elasticmapreduce' });
const defineServerless = operationsOf<EMRServerless>({ prefix: 'emr-serverless' });

const cluster = matching('j-[A-Z0-9]{8,20}', 22, 'must be the id of a cluster such as j-0123456789ABC');
const roleName = (kind: string, example: string) =>
  shortName('iam', `${kind}/`, '[\\w+=,.@-]{1,128}', example);

interface Step {
  Name: string;
  HadoopJarStep: { Jar: string; Args?: readonly string[] };
}

/** "report: command-runner.jar spark-submit s3://… (MainClass x)" */
const saySteps = (steps: readonly Step[]): string =>
  listed(
    steps.map(({ Name, HadoopJarStep, ...rest }) => {
      const { Jar, Args = [], ...more } = HadoopJarStep;
      return `${Name}: ${[Jar, ...Args].join(' ')}${further({ ...rest, ...more })}`;
    }),
    { most: 4 },
  );

export const emrActions = [
  define({
    operation: 'RunJobFlow',
    groups: ['resource-creation', 'cost', 'lateral-movement'],
    resource: 'arn:{partition}:elasticmapreduce:{region}:{account}:*',
    values: {
      JobFlowRole: roleName('instance-profile', 'EMR_EC2_DefaultRole'),
      ServiceRole: roleName('role', 'EMR_DefaultRole'),
      AutoScalingRole: roleName('role', 'EMR_AutoScaling_DefaultRole'),
    },
    // Passwords of a directory, and what EMR no longer takes.
    without: ['KerberosAttributes', 'AmiVersion', 'SupportedProducts', 'NewSupportedProducts'],
    say: (given, { account }) => {
      const {
        Name,
        JobFlowRole,
        ServiceRole,
        StepExecutionRoleArn,
        Steps = [],
        BootstrapActions = [],
        Instances,
      } = given;
      const { InstanceCount, MasterInstanceType, Ec2KeyName, ...machines } = Instances;
      const scripts = BootstrapActions.map(
        ({ Name: script, ScriptBootstrapAction: { Path, Args = [] } }) =>
          `${script}: ${[Path, ...Args].join(' ')}`,
      );
      const parts = inTurn(
        [
          JobFlowRole === undefined ? '' : ` whose machines run as ${JobFlowRole}`,
          ServiceRole === undefined ? '' : `, kept by ${ServiceRole}`,
          StepExecutionRoleArn === undefined ? '' : `, steps as ${namedIn(StepExecutionRoleArn, account)}`,
          Ec2KeyName === undefined ? '' : `, opened by key pair ${Ec2KeyName}`,
          MasterInstanceType === undefined ? '' : `, on ${MasterInstanceType}`,
          further({ ...machines, InstanceCount }),
          scripts.length > 0 ? `, each running as root ${listed(scripts)} as it stands then` : '',
          Steps.length > 0 ? `, to run ${saySteps(Steps)}` : '',
        ],
        '',
      );
      return sentence`Start cluster ${Name}${parts}`;
    },
    // Machines run as the role of their instance profile.
    passes: ['/JobFlowRole', '/ServiceRole', '/AutoScalingRole', '/StepExecutionRoleArn'],
    reversible: true,
    example: {
      Name: 'reports',
      ReleaseLabel: 'emr-7.9.0',
      JobFlowRole: 'EMR_EC2_DefaultRole',
      ServiceRole: 'EMR_DefaultRole',
      Instances: { MasterInstanceType: 'm7g.xlarge', InstanceCount: 1 },
    },
  }),
  define({
    operation: 'AddJobFlowSteps',
    groups: ['remote-access', 'lateral-movement'],
    resource: 'arn:{partition}:elasticmapreduce:{region}:{account}:cluster/{JobFlowId}',
    values: { JobFlowId: cluster },
    say: ({ JobFlowId, Steps, ExecutionRoleArn }, { account }) =>
      sentence`On cluster ${JobFlowId}${ExecutionRoleArn === undefined ? '' : ` as ${namedIn(ExecutionRoleArn, account)}`}, run ${saySteps(Steps)}`,
    passes: ['/ExecutionRoleArn'],
    reversible: false,
    example: {
      JobFlowId: 'j-0123456789ABC',
      Steps: [
        {
          Name: 'report',
          HadoopJarStep: { Jar: 'command-runner.jar', Args: ['spark-submit', 's3://releases/report.py'] },
        },
      ],
    },
  }),
  define({
    operation: 'GetClusterSessionCredentials',
    groups: ['credential-issue', 'remote-access'],
    resource: 'arn:{partition}:elasticmapreduce:{region}:{account}:cluster/{ClusterId}',
    values: { ClusterId: cluster },
    say: ({ ClusterId, ExecutionRoleArn }, { account }) =>
      sentence`Issue credentials for cluster ${ClusterId}${ExecutionRoleArn === undefined ? '' : `, which work there as ${namedIn(ExecutionRoleArn, account)}`}`,
    passes: ['/ExecutionRoleArn'],
    reversible: false,
    example: { ClusterId: 'j-0123456789ABC', ExecutionRoleArn: 'arn:aws:iam::111122223333:role/analyst' },
  }),
  defineServerless({
    operation: 'StartJobRun',
    groups: ['resource-creation', 'cost', 'lateral-movement'],
    resource: 'arn:{partition}:emr-serverless:{region}:{account}:/applications/{applicationId}',
    values: {
      applicationId: matching('[0-9a-z]+', 64, 'must be the id of an application'),
      executionIamPolicy: z
        .strictObject({
          policy: policyDocument('identity', 2_048).optional(),
          policyArns: distinct(policyArn).max(10).optional(),
        })
        .refine(...atLeastOne('policy', 'policyArns')),
    },
    say: ({ applicationId, executionRoleArn, executionIamPolicy, jobDriver }, { account }) => {
      const { policy, policyArns = [] } = executionIamPolicy ?? {};
      const most = [
        ...policyArns.map((arn) => namedIn(arn, account)),
        ...(policy === undefined
          ? []
          : [`what its policy says: ${sayPolicy(policy, { kind: 'identity' }, account)}`]),
      ];
      const job = jobDriver === undefined ? '' : `: ${beginningOf(JSON.stringify(jobDriver), 240)}`;
      return sentence`Run a job of application ${applicationId} as ${namedIn(executionRoleArn, account)}${most.length > 0 ? `, with at most ${listed(most)}` : ''}${job}`;
    },
    passes: ['/executionRoleArn'],
    // What runs.
    shown: [
      '/jobDriver/sparkSubmit/entryPoint',
      '/jobDriver/sparkSubmit/entryPointArguments/*',
      '/jobDriver/sparkSubmit/sparkSubmitParameters',
      '/jobDriver/hive/query',
      '/jobDriver/hive/initQueryFile',
      '/jobDriver/hive/parameters',
      '/configurationOverrides/applicationConfiguration/*/properties',
    ],
    reversible: false,
    example: {
      applicationId: '00abcdefghij0123',
      executionRoleArn: 'arn:aws:iam::111122223333:role/analyst',
      jobDriver: { sparkSubmit: { entryPoint: 's3://releases/report.py' } },
    },
  }),
];

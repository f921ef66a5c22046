import type { AutoScaling } from '@aws-sdk/client-auto-scaling';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { CodeBuild } from '@aws-sdk/client-codebuild';
import type { EKS } from '@aws-sdk/client-eks';
import type { Glue } from '@aws-sdk/client-glue';
import type { SageMaker } from '@aws-sdk/client-sagemaker';
import type { Scheduler } from '@aws-sdk/client-scheduler';
import type { SFN } from '@aws-sdk/client-sfn';
import { hiddenButCompared } from '../../core/execution/seen.ts';
import { compareText } from '../../core/lib/compare-text.ts';
import { looksOf } from '../look.ts';
import { onlyGiven } from '../only-given.ts';
import { undoFrom } from '../undo.ts';

const eks = looksOf<EKS>({ prefix: 'eks' });
const entry = eks({
  operation: 'DescribeAccessEntry',
  input: ({ clusterName, principalArn }: { clusterName: string; principalArn: string }) => ({
    clusterName,
    principalArn,
  }),
  keep: ({ accessEntry }) => ({
    kubernetesGroups: (accessEntry?.kubernetesGroups ?? []).toSorted(compareText),
    username: accessEntry?.username,
  }),
});
export const accessEntry = {
  look: entry,
  undo: undoFrom(
    entry,
    ['eks:UpdateAccessEntry'],
    ({ parameters: { clusterName, principalArn, ...given }, before }) => {
      const was = onlyGiven(before, given);
      return was.kubernetesGroups?.length === 0
        ? { impossible: 'it had no groups, and none can be asked for' }
        : { action: 'eks:UpdateAccessEntry', parameters: { clusterName, principalArn, ...was } };
    },
  ),
};
export const clusterSettingsOfEks = eks({
  operation: 'DescribeCluster',
  input: ({ name }: { name: string }) => ({ name }),
  keep: ({ cluster }, given) =>
    onlyGiven(
      {
        resourcesVpcConfig: cluster?.resourcesVpcConfig,
        logging: cluster?.logging,
        accessConfig: cluster?.accessConfig,
        upgradePolicy: cluster?.upgradePolicy,
        zonalShiftConfig: cluster?.zonalShiftConfig,
        computeConfig: cluster?.computeConfig,
        kubernetesNetworkConfig: cluster?.kubernetesNetworkConfig,
        storageConfig: cluster?.storageConfig,
        remoteNetworkConfig: cluster?.remoteNetworkConfig,
        deletionProtection: cluster?.deletionProtection,
      },
      given,
    ),
});

const cloudformation = looksOf<CloudFormation>({ prefix: 'cloudformation' });
interface OfStack {
  StackName?: string;
}
const stackPolicyLook = cloudformation({
  operation: 'GetStackPolicy',
  input: ({ StackName }: OfStack) => ({ StackName }),
  keep: ({ StackPolicyBody }) => ({ StackPolicyBody }),
});
export const stackPolicy = {
  look: stackPolicyLook,
  undo: undoFrom(
    stackPolicyLook,
    ['cloudformation:SetStackPolicy'],
    ({ parameters: { StackName }, before: { StackPolicyBody } }) =>
      StackPolicyBody === undefined
        ? { impossible: 'the stack had no policy, and CloudFormation lets nobody take one away' }
        : { action: 'cloudformation:SetStackPolicy', parameters: { StackName, StackPolicyBody } },
  ),
};
const protection = cloudformation({
  operation: 'DescribeStacks',
  input: ({ StackName }: OfStack) => ({ StackName }),
  keep: ({ Stacks = [] }) => ({
    EnableTerminationProtection: Stacks[0]?.EnableTerminationProtection ?? false,
  }),
});
export const stackProtection = {
  look: protection,
  undo: undoFrom(
    protection,
    ['cloudformation:UpdateTerminationProtection'],
    ({ parameters: { StackName }, before: { EnableTerminationProtection } }) => ({
      action: 'cloudformation:UpdateTerminationProtection',
      parameters: { StackName, EnableTerminationProtection },
    }),
  ),
};

const sagemaker = looksOf<SageMaker>({ prefix: 'sagemaker' });
const endpoint = sagemaker({
  operation: 'DescribeEndpoint',
  input: ({ EndpointName }: { EndpointName: string }) => ({ EndpointName }),
  keep: ({ EndpointConfigName }) => ({ EndpointConfigName }),
});
export const endpointConfig = {
  look: endpoint,
  undo: undoFrom(
    endpoint,
    ['sagemaker:UpdateEndpoint'],
    ({ parameters: { EndpointName }, before: { EndpointConfigName } }) => ({
      action: 'sagemaker:UpdateEndpoint',
      parameters: { EndpointName, EndpointConfigName },
    }),
  ),
};

const codebuild = looksOf<CodeBuild>({ prefix: 'codebuild' });
const visibility = codebuild({
  operation: 'BatchGetProjects',
  input: ({ projectArn }: { projectArn: string }) => ({ names: [projectArn] }),
  keep: ({ projects = [] }) => ({
    projectVisibility: projects[0]?.projectVisibility,
    resourceAccessRole: projects[0]?.resourceAccessRole,
  }),
});
export const projectVisibility = {
  look: visibility,
  undo: undoFrom(
    visibility,
    ['codebuild:UpdateProjectVisibility'],
    ({ parameters: { projectArn }, before }) => ({
      action: 'codebuild:UpdateProjectVisibility',
      parameters: { projectArn, ...before },
    }),
  ),
};
export const buildProject = codebuild({
  operation: 'BatchGetProjects',
  input: ({ name }: { name: string }) => ({ names: [name] }),
  keep: ({ projects = [] }, { name }) => {
    const { serviceRole, source, sourceVersion, environment } = projects[0] ?? {};
    const { environmentVariables, ...machine } = environment ?? {};
    return {
      serviceRole,
      sourceVersion,
      source: source && { type: source.type, location: source.location, buildspec: source.buildspec },
      image: environment?.image,
      privilegedMode: environment?.privilegedMode,
      machine: environment && hiddenButCompared('its machine', name, machine),
      environmentVariables:
        environmentVariables && hiddenButCompared('variables', name, environmentVariables),
    };
  },
});

const states = looksOf<SFN>({ prefix: 'states' });
/** AWS calls what it does sensitive: that it changed is seen. */
export const stateMachine = states({
  operation: 'DescribeStateMachine',
  input: ({ stateMachineArn }: { stateMachineArn: string }) => ({ stateMachineArn }),
  keep: ({ definition, roleArn, loggingConfiguration }, { stateMachineArn }) => ({
    definition: hiddenButCompared('what it does', stateMachineArn, definition),
    roleArn,
    loggingConfiguration,
  }),
});

const scheduler = looksOf<Scheduler>({ prefix: 'scheduler' });
export const scheduleSettings = scheduler({
  operation: 'GetSchedule',
  input: ({ Name, GroupName }: { Name: string; GroupName?: string }) => ({ Name, GroupName }),
  keep: ({ ScheduleExpression, ScheduleExpressionTimezone, State, Target }, { Name }) => {
    const { Arn, RoleArn, ...told } = Target ?? { Arn: '', RoleArn: '' };
    return {
      ScheduleExpression,
      ScheduleExpressionTimezone,
      State,
      Target: { Arn, RoleArn, Told: hiddenButCompared('what it is told', Name, told as never) },
    };
  },
});

const glue = looksOf<Glue>({ prefix: 'glue' });
export const glueJob = glue({
  operation: 'GetJob',
  input: ({ JobName }: { JobName: string }) => ({ JobName }),
  keep: ({ Job }, { JobName }) => ({
    Role: Job?.Role,
    Command: Job?.Command,
    // People put passwords there.
    Arguments: hiddenButCompared('arguments', JobName, {
      ...Job?.DefaultArguments,
      ...Job?.NonOverridableArguments,
    }),
  }),
});

const autoscaling = looksOf<AutoScaling>({ prefix: 'autoscaling' });
/** Without how many machines there are, which changes by itself. */
export const scalingGroup = autoscaling({
  operation: 'DescribeAutoScalingGroups',
  input: ({ AutoScalingGroupName }: { AutoScalingGroupName: string }) => ({
    AutoScalingGroupNames: [AutoScalingGroupName],
  }),
  keep: ({ AutoScalingGroups = [] }) => {
    const [group] = AutoScalingGroups;
    return {
      LaunchTemplate: group?.LaunchTemplate,
      LaunchConfigurationName: group?.LaunchConfigurationName,
      MixedInstancesPolicy: group?.MixedInstancesPolicy,
      MinSize: group?.MinSize,
      MaxSize: group?.MaxSize,
      VPCZoneIdentifier: group?.VPCZoneIdentifier,
      ServiceLinkedRoleARN: group?.ServiceLinkedRoleARN,
    };
  },
});

import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { hiddenButCompared } from '../../core/execution/seen.ts';
import { looksOf } from '../look.ts';
import { undoByAnswer, undoFrom, undoFromAnswer } from '../undo.ts';

const look = looksOf<EC2>({ prefix: 'ec2' });

interface OfInstances {
  InstanceIds: readonly string[];
}
const ofInstances = ({ InstanceIds }: OfInstances) => ({ InstanceIds: [...InstanceIds] });
const unknown = ['InvalidInstanceID.NotFound'];

/** What an instance is on its way to it is already: it gets there by itself. */
const settled: Readonly<Record<string, string>> = {
  pending: 'running',
  stopping: 'stopped',
  'shutting-down': 'terminated',
};

const states = look({
  operation: 'DescribeInstances',
  input: ofInstances,
  keep: ({ Reservations = [] }) => ({
    States: Object.fromEntries(
      Reservations.flatMap(({ Instances = [] }) => Instances).map(({ InstanceId = '', State }) => {
        const name = State?.Name ?? '';
        return [InstanceId, settled[name] ?? name];
      }),
    ),
  }),
  none: unknown,
});
const those = ({ States = {} }: { States?: Record<string, string> }, state: string): string[] =>
  Object.keys(States).filter((id) => States[id] === state);

/** What EC2 answers of each: what it was before, too. */
const moved = z.array(z.object({ InstanceId: z.string(), PreviousState: z.object({ Name: z.string() }) }));
const whichWere = (instances: z.infer<typeof moved>, ...names: string[]): string[] =>
  instances.filter(({ PreviousState: { Name } }) => names.includes(Name)).map(({ InstanceId }) => InstanceId);

const startAgain = (InstanceIds: readonly string[]) =>
  InstanceIds.length === 0
    ? undefined
    : {
        action: 'ec2:StartInstances',
        parameters: { InstanceIds },
        remains: 'what was in memory is lost, and a public address that was not fixed is another one',
      };
export const stoppedInstances = {
  look: states,
  undo: {
    ...undoFrom(states, ['ec2:StartInstances'], ({ before }) => startAgain(those(before, 'running'))),
    unseen: undoByAnswer(['ec2:StartInstances'], z.object({ StoppingInstances: moved }), ({ result }) =>
      startAgain(whichWere(result.StoppingInstances, 'running', 'pending')),
    ),
  },
};

const stopAgain = (InstanceIds: readonly string[]) =>
  InstanceIds.length === 0 ? undefined : { action: 'ec2:StopInstances', parameters: { InstanceIds } };
export const startedInstances = {
  look: states,
  undo: {
    ...undoFrom(states, ['ec2:StopInstances'], ({ before }) => stopAgain(those(before, 'stopped'))),
    unseen: undoByAnswer(['ec2:StopInstances'], z.object({ StartingInstances: moved }), ({ result }) =>
      stopAgain(whichWere(result.StartingInstances, 'stopped', 'stopping')),
    ),
  },
};

interface MetadataOptions {
  InstanceId: string;
  HttpTokens?: string | undefined;
}
const metadata = look({
  operation: 'DescribeInstances',
  input: ({ InstanceId }: MetadataOptions) => ({ InstanceIds: [InstanceId] }),
  keep: ({ Reservations = [] }) => {
    const { State: _, ...options } = Reservations[0]?.Instances?.[0]?.MetadataOptions ?? {};
    return options;
  },
  none: unknown,
});
export const metadataSettings = {
  look: metadata,
  undo: undoFrom(
    metadata,
    ['ec2:ModifyInstanceMetadataOptions'],
    ({ parameters: { InstanceId, ...given }, before }) => ({
      action: 'ec2:ModifyInstanceMetadataOptions',
      parameters: {
        InstanceId,
        ...Object.fromEntries(Object.entries(before).filter(([option]) => option in given)),
      },
    }),
  ),
};

/** What EC2 calls an attribute when it is asked for. */
const attributes = {
  Groups: 'groupSet',
  UserData: 'userData',
  InstanceType: 'instanceType',
  Kernel: 'kernel',
  Ramdisk: 'ramdisk',
  InstanceInitiatedShutdownBehavior: 'instanceInitiatedShutdownBehavior',
  DisableApiTermination: 'disableApiTermination',
  DisableApiStop: 'disableApiStop',
  SourceDestCheck: 'sourceDestCheck',
  EbsOptimized: 'ebsOptimized',
  EnaSupport: 'enaSupport',
  SriovNetSupport: 'sriovNetSupport',
} as const;
type Changed = keyof typeof attributes;
const isChanged = (name: string): name is Changed => Object.hasOwn(attributes, name);

/** It changes one attribute: the entry takes no other. */
const changedBy = (parameters: object): Changed => Object.keys(parameters).find(isChanged) ?? 'Groups';

const attribute = look({
  operation: 'DescribeInstanceAttribute',
  input: ({ InstanceId, ...change }: { InstanceId: string; InstanceType?: object | undefined }) => ({
    InstanceId,
    Attribute: attributes[changedBy(change)],
  }),
  keep: ({ Groups, UserData, KernelId, RamdiskId, ...answer }, { InstanceId, ...change }) => {
    const name = changedBy(change);
    if (name === 'Groups') return { Groups: (Groups ?? []).map(({ GroupId }) => GroupId).toSorted() };
    // People put passwords there.
    if (name === 'UserData')
      return {
        UserData: UserData?.Value && hiddenButCompared('the start script', InstanceId, UserData.Value),
      };
    if (name === 'Kernel') return { Kernel: KernelId };
    return name === 'Ramdisk' ? { Ramdisk: RamdiskId } : { [name]: answer[name] };
  },
  none: unknown,
});
export const instanceAttribute = {
  look: attribute,
  undo: undoFrom(
    attribute,
    ['ec2:ModifyInstanceAttribute'],
    ({ parameters: { InstanceId, ...change }, before }) => {
      const name = changedBy(change);
      const value = (before as Readonly<Record<string, unknown>>)[name];
      if (name === 'UserData')
        return { impossible: 'the start script that it had was not kept, for it can hold secrets' };
      if (value === undefined) return { impossible: 'nobody kept what it was' };
      return { action: 'ec2:ModifyInstanceAttribute', parameters: { InstanceId, [name]: value } };
    },
  ),
};

const associations = look({
  operation: 'DescribeIamInstanceProfileAssociations',
  input: ({ AssociationId }: { AssociationId: string }) => ({ AssociationIds: [AssociationId] }),
  keep: ({ IamInstanceProfileAssociations = [] }) => ({
    InstanceId: IamInstanceProfileAssociations[0]?.InstanceId,
    Arn: IamInstanceProfileAssociations[0]?.IamInstanceProfile?.Arn,
  }),
});
const replaced = z.object({ IamInstanceProfileAssociation: z.object({ AssociationId: z.string() }) });
export const replacedProfile = {
  look: associations,
  undo: undoFromAnswer(
    associations,
    ['ec2:ReplaceIamInstanceProfileAssociation'],
    replaced,
    ({ before: { Arn }, result: { IamInstanceProfileAssociation: made } }) =>
      Arn === undefined
        ? { impossible: 'nobody kept which profile it had' }
        : {
            action: 'ec2:ReplaceIamInstanceProfileAssociation',
            parameters: { AssociationId: made.AssociationId, IamInstanceProfile: { Arn } },
          },
  ),
};

export const profileOfInstance = look({
  operation: 'DescribeIamInstanceProfileAssociations',
  input: ({ InstanceId }: { InstanceId: string }) => ({
    Filters: [{ Name: 'instance-id', Values: [InstanceId] }],
  }),
  keep: ({ IamInstanceProfileAssociations = [] }) => ({
    Profiles: IamInstanceProfileAssociations.map(({ IamInstanceProfile }) => IamInstanceProfile?.Arn),
  }),
});

const template = look({
  operation: 'DescribeLaunchTemplates',
  input: ({ LaunchTemplateId }: { LaunchTemplateId?: string }) => ({
    LaunchTemplateIds: [LaunchTemplateId ?? ''],
  }),
  keep: ({ LaunchTemplates = [] }) => ({ DefaultVersionNumber: LaunchTemplates[0]?.DefaultVersionNumber }),
});
export const defaultOfTemplate = {
  look: template,
  undo: undoFrom(
    template,
    ['ec2:ModifyLaunchTemplate'],
    ({ parameters: { LaunchTemplateId }, before: { DefaultVersionNumber } }) => ({
      action: 'ec2:ModifyLaunchTemplate',
      parameters: { LaunchTemplateId, DefaultVersion: String(DefaultVersionNumber) },
    }),
  ),
};

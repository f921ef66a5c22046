import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { launchTemplateId } from '../values/aws-values.ts';
import { pinnedVersion } from '../values/pinned.ts';
import { defaultOfTemplate } from './ec2-instance-looks.ts';
import { launchData, metadataOptions, sayMachine } from './ec2-launch-data.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

/** What people can judge of a template; the rest is better set where machines are started. */
const LaunchTemplateData = z.strictObject({
  ...launchData,
  MetadataOptions: metadataOptions,
  DisableApiTermination: z.boolean().optional(),
  InstanceInitiatedShutdownBehavior: z.enum(['stop', 'terminate']).optional(),
});
const example = {
  ImageId: 'ami-0123456789abcdef0',
  IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web' },
};

export const ec2LaunchTemplateActions = [
  define({
    operation: 'CreateLaunchTemplate',
    groups: ['resource-creation', 'persistence'],
    resource: 'arn:{partition}:ec2:{region}:{account}:launch-template/*',
    values: { LaunchTemplateData },
    say: ({ LaunchTemplateName, LaunchTemplateData: data }, { account }) =>
      sentence`Create launch template ${LaunchTemplateName} for ${sayMachine(data, account)}`,
    // The role is inside the instance profile, which names it for IAM.
    passes: ['/LaunchTemplateData/IamInstanceProfile'],
    // What runs as root.
    shown: ['/LaunchTemplateData/UserData'],
    reversible: true,
    example: { LaunchTemplateName: 'web', LaunchTemplateData: example },
  }),
  define({
    operation: 'CreateLaunchTemplateVersion',
    groups: ['code-change', 'persistence'],
    resource: 'arn:{partition}:ec2:{region}:{account}:launch-template/{LaunchTemplateId}',
    values: { LaunchTemplateId: launchTemplateId, SourceVersion: pinnedVersion, LaunchTemplateData },
    required: ['LaunchTemplateId'],
    without: ['LaunchTemplateName'],
    // Groups of machines that take the latest version start from it at once.
    say: ({ LaunchTemplateId, SourceVersion, LaunchTemplateData: data }, { account }) =>
      sentence`Make a new latest version of launch template ${LaunchTemplateId ?? ''}${SourceVersion === undefined ? '' : `, like version ${SourceVersion},`} for ${sayMachine(data, account)}`,
    passes: ['/LaunchTemplateData/IamInstanceProfile'],
    // What runs as root.
    shown: ['/LaunchTemplateData/UserData'],
    reversible: true,
    example: { LaunchTemplateId: 'lt-0123456789abcdef0', LaunchTemplateData: example },
  }),
  define({
    operation: 'ModifyLaunchTemplate',
    groups: ['code-change'],
    resource: 'arn:{partition}:ec2:{region}:{account}:launch-template/{LaunchTemplateId}',
    values: { LaunchTemplateId: launchTemplateId, DefaultVersion: pinnedVersion },
    required: ['LaunchTemplateId', 'DefaultVersion'],
    without: ['LaunchTemplateName'],
    say: ({ LaunchTemplateId, DefaultVersion }) =>
      sentence`Start machines from version ${DefaultVersion ?? ''} of launch template ${LaunchTemplateId ?? ''} by default`,
    reversible: true,
    ...defaultOfTemplate,
    example: { LaunchTemplateId: 'lt-0123456789abcdef0', DefaultVersion: '7' },
  }),
];

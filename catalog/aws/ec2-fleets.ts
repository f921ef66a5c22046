import type { EC2 } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { imageId, subnetId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { holds } from '../values/holds.ts';
import { listed } from '../values/widest-first.ts';
import { launchData, launchTemplateVersion, sayLaunchTemplate, sayMachine } from './ec2-launch-data.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

/** Fleets start from launch templates, whose versions people can look at. */
const configs = distinct(z.object({ LaunchTemplateSpecification: launchTemplateVersion }));
const byVersion = 'Name each launch template by its id and the number of a version, and nothing else of it';

const ofSpotFleet = (members: z.ZodRawShape, message: string) =>
  holds(z.object({ SpotFleetRequestConfig: z.object(members) }), message);

interface Config {
  LaunchTemplateSpecification?: { LaunchTemplateId?: string; Version?: string };
  Overrides?: readonly object[];
}

/** "launch template lt-… version 3": where it is changed, with what. */
const sayConfigs = (given: readonly Config[]): string =>
  listed(
    given.map(({ LaunchTemplateSpecification: template, Overrides = [], ...rest }) => {
      const others = Overrides.map((override) => further(override).trim()).join(' or ');
      return `${sayLaunchTemplate(template ?? {})}${others && ` with ${others}`}${further(rest)}`;
    }),
    { most: 5 },
  );

export const ec2FleetActions = [
  define({
    operation: 'RequestSpotInstances',
    groups: ['resource-creation', 'cost'],
    resource: 'arn:{partition}:ec2:{region}:{account}:spot-instances-request/*',
    values: {
      LaunchSpecification: z.strictObject({ ...launchData, ImageId: imageId, SubnetId: subnetId.optional() }),
    },
    required: ['LaunchSpecification'],
    say: ({ InstanceCount = 1, LaunchSpecification = {}, Type }, { account }) =>
      sentence`Start ${InstanceCount} × ${sayMachine(LaunchSpecification, account)} at spot prices${Type === 'persistent' ? ', again and again until the request is cancelled' : ''}${Type === undefined || Type === 'persistent' ? '' : `, ${Type}`}`,
    passes: ['/LaunchSpecification/IamInstanceProfile'],
    // What runs as root.
    shown: ['/LaunchSpecification/UserData'],
    reversible: true,
    example: {
      InstanceCount: 2,
      LaunchSpecification: { ImageId: 'ami-0123456789abcdef0', InstanceType: 'm7g.large' },
    },
  }),
  define({
    operation: 'RequestSpotFleet',
    groups: ['resource-creation', 'cost'],
    resource: 'arn:{partition}:ec2:{region}:{account}:spot-fleet-request/*',
    rules: [
      ofSpotFleet(
        { LaunchSpecifications: z.never().optional() },
        'A spot fleet cannot be asked for by LaunchSpecifications: put the machine into a launch template, and name that in LaunchTemplateConfigs, by its id and the number of a version',
      ),
      ofSpotFleet({ IamFleetRole: roleArn }, 'IamFleetRole must be the ARN of a role'),
      // Where there are specifications, they are what is wrong.
      holds(
        z.union([
          z.object({ SpotFleetRequestConfig: z.object({ LaunchSpecifications: z.array(z.unknown()) }) }),
          z.object({ SpotFleetRequestConfig: z.object({ LaunchTemplateConfigs: configs }) }),
        ]),
        byVersion,
      ),
    ],
    say: ({ SpotFleetRequestConfig: fleet }, { account }) => {
      const { TargetCapacity, LaunchTemplateConfigs = [], IamFleetRole, ...rest } = fleet;
      return sentence`Start a spot fleet of ${TargetCapacity}, run by ${namedIn(IamFleetRole, account)}, from ${sayConfigs(LaunchTemplateConfigs)}${further(rest)}`;
    },
    passes: ['/SpotFleetRequestConfig/IamFleetRole'],
    shown: ['/SpotFleetRequestConfig/LaunchSpecifications/*/UserData'],
    reversible: true,
    example: {
      SpotFleetRequestConfig: {
        IamFleetRole: 'arn:aws:iam::111122223333:role/spot-fleet',
        TargetCapacity: 10,
        LaunchTemplateConfigs: [
          { LaunchTemplateSpecification: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '7' } },
        ],
      },
    },
  }),
  define({
    operation: 'CreateFleet',
    groups: ['resource-creation', 'cost'],
    resource: 'arn:{partition}:ec2:{region}:{account}:fleet/*',
    rules: [holds(z.object({ LaunchTemplateConfigs: configs }), byVersion)],
    say: ({ LaunchTemplateConfigs, TargetCapacitySpecification: capacity }) => {
      const { TotalTargetCapacity, ...rest } = capacity;
      return sentence`Start a fleet of ${TotalTargetCapacity}${further(rest)} from ${sayConfigs(LaunchTemplateConfigs)}`;
    },
    // The role is the launch template's, or an override's.
    passes: ['/LaunchTemplateConfigs/*/Overrides/*/IamInstanceProfile'],
    shown: ['/LaunchTemplateConfigs/*/LaunchTemplateSpecification/LaunchTemplateSpecificationUserData'],
    reversible: true,
    example: {
      LaunchTemplateConfigs: [
        { LaunchTemplateSpecification: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '7' } },
      ],
      TargetCapacitySpecification: { TotalTargetCapacity: 10 },
    },
  }),
];

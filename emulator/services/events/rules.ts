import { parseTrustPolicy, type TrustStatement } from '../../iam/trust-policy.ts';
import type { Location } from '../../template/assembly.ts';
import type { Resources } from '../../template/read-template.ts';
import type { resourceTypes } from './resource-types.ts';

export interface BusSpec {
  name: string;
  arn: string;
  /** Who of other accounts may put events here. */
  lets: readonly TrustStatement[];
}

export interface RuleSpec {
  name: string;
  arn: string;
  busArn: string;
  pattern: Record<string, unknown>;
  /** It gets calls that only read, too. */
  withReads: boolean;
  targets: readonly RuleTarget[];
}

export interface RuleTarget {
  arn: string;
  roleArn?: string | undefined;
}

type EventResources = Resources<typeof resourceTypes>;

const busArnAt = ({ account, region }: Location, name: string): string =>
  name.startsWith('arn:') ? name : `arn:aws:events:${region}:${account}:event-bus/${name}`;

/** Every account has a default bus in each region without asking. */
export const defaultBus = (at: Location): BusSpec => ({
  name: 'default',
  arn: busArnAt(at, 'default'),
  lets: [],
});

export function busesOf(resources: EventResources): BusSpec[] {
  const policies = resources.all('AWS::Events::EventBusPolicy');
  return resources.all('AWS::Events::EventBus').map(({ name, attribute }) => {
    const arn = attribute('Arn');
    const statements = policies
      .filter(({ properties }) => properties.EventBusName === name)
      // Its resource is this bus.
      .map(({ properties: { Statement } }) => {
        const { Resource: _, ...statement } = Statement;
        return statement;
      });
    const document = { Version: '2012-10-17', Statement: statements };
    return { name, arn, lets: parseTrustPolicy(`of bus ${name}`, document, { anybody: true }) };
  });
}

export const rulesOf = (resources: EventResources): RuleSpec[] =>
  resources
    .all('AWS::Events::Rule')
    .filter(({ properties }) => properties.State !== 'DISABLED')
    .map(({ name, attribute, properties }) => {
      const arn = attribute('Arn');
      return {
        name,
        arn,
        busArn: busArnAt(placeOf(arn), properties.EventBusName),
        pattern: properties.EventPattern,
        withReads: properties.State !== 'ENABLED',
        targets: properties.Targets.map(({ Arn, RoleArn }) => ({ arn: Arn, roleArn: RoleArn })),
      };
    });

export const placeOf = (arn: string): Location => {
  const [, , , region = '', account = ''] = arn.split(':');
  return { account, region };
};

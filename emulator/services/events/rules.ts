import type { Location } from '../../template/assembly.ts';
import type { Resources } from '../../template/read-template.ts';
import type { resourceTypes } from './resource-types.ts';

export interface BusSpec {
  name: string;
  arn: string;
}

export interface RuleSpec {
  name: string;
  arn: string;
  busName: string;
  pattern: Record<string, unknown>;
  targetArns: string[];
}

/** Every account has the default bus without asking. */
export const busesOf = (
  resources: Resources<typeof resourceTypes>,
  { account, region }: Location,
): BusSpec[] => [
  { name: 'default', arn: `arn:aws:events:${region}:${account}:event-bus/default` },
  ...resources.all('AWS::Events::EventBus').map(({ name, attribute }) => ({ name, arn: attribute('Arn') })),
];

export const rulesOf = (resources: Resources<typeof resourceTypes>): RuleSpec[] =>
  resources
    .all('AWS::Events::Rule')
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ name, attribute, properties }) => ({
      name,
      arn: attribute('Arn'),
      busName: properties.EventBusName.split('/').at(-1) ?? '',
      pattern: properties.EventPattern,
      targetArns: properties.Targets.map(({ Arn }) => Arn),
    }));

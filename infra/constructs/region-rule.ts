import * as events from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { EventRule } from '../../catalog/generate/event-patterns.ts';
import { nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';

export interface RegionRuleProps {
  config: Config;
  rule: EventRule;
  /** The home bus, and the role of this account that may put events there. */
  busArn: string;
  roleArn: string;
}

/** Leads what CloudTrail tells this region's own bus to the home bus, which is as far as EventBridge carries an event. */
export class RegionRule extends events.CfnRule {
  constructor(scope: Construct, id: string, { config, rule, busArn, roleArn }: RegionRuleProps) {
    const { name, description, pattern, state } = rule;
    super(scope, id, {
      name: nameOf(config, name),
      description: `Countersign: ${description}`,
      eventPattern: pattern,
      state,
      targets: [{ id: 'home', arn: busArn, roleArn }],
    });
  }
}

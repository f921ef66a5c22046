import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EventRule } from '../../catalog/generate/event-patterns.ts';
import { RegionRule } from '../constructs/region-rule.ts';
import { forwardRole } from '../forward-role.ts';
import { constructIdOf, iamNameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { sightingsBusArn } from '../sightings-bus.ts';

export interface RegionStackProps extends StackProps {
  config: Config;
  rules: readonly EventRule[];
  /** To other accounts: the settings say where home is, or whoever deploys it. */
  carried?: true;
}

/**
 * A region of an account where agents act, as Countersign watches it. Rules alone, the same in each: they lead to the home bus
 * by the role that the stack of the account has made, which has to be there first.
 */
export class RegionStack extends Stack {
  constructor(scope: Construct, id: string, { config, rules, carried, ...rest }: RegionStackProps) {
    super(scope, id, { ...rest, terminationProtection: config.deletionProtection });
    const home = carried ? (config.account ?? this.#homeAccountParameter()) : this.account;
    const roleArn = `arn:aws:iam::${this.account}:role/${iamNameOf(config, forwardRole)}`;
    for (const rule of rules) {
      new RegionRule(this, constructIdOf(rule.name), {
        ...{ config, rule, roleArn },
        busArn: sightingsBusArn(config, home),
      });
    }
  }

  /** Where the settings leave open in which account Countersign itself is. */
  #homeAccountParameter = (): string =>
    new CfnParameter(this, 'HomeAccount', {
      description: "The account of Countersign's own bus, which takes what is seen here",
      allowedPattern: '[0-9]{12}',
    }).valueAsString;
}

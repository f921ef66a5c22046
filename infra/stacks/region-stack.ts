import { CfnCondition, CfnParameter, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';
import type { EventRule } from '../../catalog/generate/event-patterns.ts';
import { RegionRule } from '../constructs/region-rule.ts';
import { forwardRole } from '../forward-role.ts';
import { constructIdOf, iamNameOf } from '../name-of.ts';
import { trailName } from '../own-trail.ts';
import type { Config } from '../settings-schema.ts';
import { sightingsBusArn } from '../sightings-bus.ts';
import { trailBucket } from '../trail-location.ts';

export interface RegionStackProps extends StackProps {
  config: Config;
  rules: readonly EventRule[];
  /** To other accounts: the settings say where home is, or whoever deploys it. */
  carried?: true;
}

/**
 * A region of an account where agents act, as Countersign watches it. Rules, the same in each, and where settings ask a trail: they lead to the home bus
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
    if (config.detection.makeTrail) this.#makeTrail(config, home);
  }

  /** One for all regions of the account: it stands in the region that is Countersign's own. */
  #makeTrail(config: Config, home: string) {
    const isHomeRegion = new CfnCondition(this, 'IsHomeRegion', {
      expression: Fn.conditionEquals(this.region, config.region),
    });
    const trail = new cloudtrail.CfnTrail(this, 'Trail', {
      trailName: trailName(config),
      s3BucketName: trailBucket(config, home) ?? '',
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      // Digest files, by which what is in the bucket can be believed.
      enableLogFileValidation: true,
    });
    trail.cfnOptions.condition = isHomeRegion;
  }

  /** Where the settings leave open in which account Countersign itself is. */
  #homeAccountParameter = (): string =>
    new CfnParameter(this, 'HomeAccount', {
      description: "The account of Countersign's own bus, which takes what is seen here",
      allowedPattern: '[0-9]{12}',
    }).valueAsString;
}

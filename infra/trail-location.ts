import { nameOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

type TrailSettings = Pick<Config, 'detection' | 'stage'>;

/** The bucket that CloudTrail writes into: the one that settings name, or that is made at home; none where nobody says. */
export const trailBucket = (config: TrailSettings, homeAccount: string): string | undefined =>
  config.detection.makeTrail ? `${nameOf(config, 'trail')}-${homeAccount}` : config.detection.trail?.bucket;

/** Where in it: `bucket/prefix/AWSLogs/`, with the organization's id where the trail is hers. */
export function trailLocation(config: TrailSettings, homeAccount: string): string | undefined {
  const bucket = trailBucket(config, homeAccount);
  if (bucket === undefined) return undefined;
  const { prefix, organization } = config.detection.trail ?? {};
  return `${[bucket, prefix, 'AWSLogs', organization].filter((part) => part !== undefined).join('/')}/`;
}

import { nameOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

/** Of the trail that an account gets where it has none: one for all regions, which stands in the home region. */
export const trailName = (config: Pick<Config, 'stage'>): string => nameOf(config, 'trail');

export const trailArn = (config: Pick<Config, 'stage' | 'region'>, account: string): string =>
  `arn:aws:cloudtrail:${config.region}:${account}:trail/${trailName(config)}`;

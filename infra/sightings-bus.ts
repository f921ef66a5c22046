import { nameOf } from './name-of.ts';
import type { Config } from './settings-schema.ts';

/** The home bus, by its name: regions of other accounts lead to it, and are no part of its stack. */
export const sightingsBusArn = (config: Pick<Config, 'stage' | 'region'>, homeAccount: string): string =>
  `arn:aws:events:${config.region}:${homeAccount}:event-bus/${nameOf(config, 'sightings')}`;

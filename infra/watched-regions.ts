import type { Config } from './settings-schema.ts';

/** Where calls of agents are seen: the regions of the settings, Countersign's own, and the one where global services report. */
export const watchedRegions = ({ region, detection }: Pick<Config, 'region' | 'detection'>): string[] => [
  ...new Set([region, 'us-east-1', ...detection.regions]),
];

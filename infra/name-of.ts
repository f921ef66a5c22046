import type { Config } from './settings-schema.ts';

/** What all of one deployment shares, among what stands in the account. */
export const deploymentOf = ({ stage }: Pick<Config, 'stage'>): string => `countersign-${stage}`;

/** One name for everything of a deployment, so that a person finds it in the console. */
export const nameOf = ({ stage }: Pick<Config, 'stage'>, thing: string): string =>
  `${deploymentOf({ stage })}-${thing}`;

/** On whatever takes tags. The boundary knows by it what has no name. */
export const stageTag = 'countersign:stage';

/** IAM's names are global in an account, so they hold the region too: at most 11 + 1 + 16 + 1 + 14 + 1 + 20 = 64 characters. */
export const iamNameOf = ({ stage, region }: Pick<Config, 'stage' | 'region'>, thing: string): string =>
  `${nameOf({ stage }, thing)}-${region}`;

/** A name that people write with dashes, as the CDK's ids are written: `seal` is `Seal`. */
export const constructIdOf = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

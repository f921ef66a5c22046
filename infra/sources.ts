import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loaded } from './loaded.ts';

/** Where a deployment is described: paths as they were given, so that whoever gave them knows them again. */
export interface Sources {
  /** A file. */
  settings: string;
  /** A folder. */
  policies: string;
}

/** `-c stage=<name>`, `-c settings=<file>` and `-c policies=<folder>`, as far as they were given. */
export type GivenSources = { stage?: string | undefined } & {
  [Name in keyof Sources]?: string | undefined;
};

/** This repository's own, as seen from where the app was started. */
const own = (path: string): string =>
  relative(process.cwd(), fileURLToPath(new URL(`../${path}`, import.meta.url))) || '.';

/** People may keep settings and policies in a repository of their own, or in this one. */
export function findSources({ stage, settings, policies = own('policies') }: GivenSources): Loaded<Sources> {
  if (settings === undefined) return withOwnSettings(stage ?? 'trial', policies);
  if (stage === undefined) return { ok: true, value: { settings, policies } };
  return no(`-c stage=${stage} and -c settings=${settings} both name settings: give one of them.`);
}

function withOwnSettings(stage: string, policies: string): Loaded<Sources> {
  const folder = own('infra/settings');
  const known = readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : []));
  if (known.includes(stage))
    return { ok: true, value: { settings: join(folder, `${stage}.yaml`), policies } };
  const stages = known.sort().join(', ');
  return no(
    `${folder} has no ${stage}.yaml: use -c stage=<one of ${stages}>, write that file, or give another with -c settings=<file>.`,
  );
}

const no = (problem: string): Loaded<Sources> => ({ ok: false, problems: [problem] });

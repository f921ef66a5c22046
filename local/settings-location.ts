import { readFileSync } from 'node:fs';
import type { Location } from '@countersign/emulator';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ActingAccounts } from './deployment/acting-accounts.ts';
import type { CopiesPlace } from './deployment/load-stacks.ts';
import type { Sources } from './synthesize.ts';

/** What settings say of where a deployment stands. Whether they are good is for the CDK app to tell. */
const settingsSchema = z.object({
  stage: z.string(),
  region: z.string(),
  account: z.string().optional(),
  accounts: z.record(z.string(), z.string()),
  digestCopy: z.object({ bucket: z.string(), account: z.string().optional() }).optional(),
  detection: z.object({ regions: z.array(z.string()).default([]) }).prefault({}),
});

export type SettingsLocation =
  | {
      ok: true;
      stage: string;
      location: Location;
      accounts: ActingAccounts;
      /** Where digest files are copied, if they are. */
      copies?: CopiesPlace;
    }
  | { ok: false; problem: string };

/** The settings of a stage of this repository, or a file that lies elsewhere. */
export function settingsLocation(
  { stage = 'trial', settings }: Pick<Sources, 'stage' | 'settings'>,
  account?: string,
): SettingsLocation {
  if (settings !== undefined) return locationIn(settings, readFileSync(settings, 'utf8'), account);
  const file = `infra/settings/${stage}.yaml`;
  return locationIn(file, readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'), account);
}

/** In the account that is asked for; else where the settings deploy to; else in the first account that they list. */
export function locationIn(file: string, settings: string, asked?: string): SettingsLocation {
  const {
    stage,
    region,
    account: fixed,
    accounts,
    detection,
    digestCopy,
  } = settingsSchema.parse(parse(settings));
  if (asked !== undefined && fixed !== undefined && asked !== fixed) {
    return { ok: false, problem: `--account ${asked}: ${file} deploys to account ${fixed}` };
  }
  const account = asked ?? fixed ?? Object.keys(accounts)[0];
  return account === undefined
    ? { ok: false, problem: `${file} lists no account: give one with --account` }
    : {
        ok: true,
        stage,
        location: { account, region },
        accounts: {
          ids: [...new Set([account, ...Object.keys(accounts)])],
          regions: [...new Set([region, 'us-east-1', ...detection.regions])],
          accountStack: `countersign-${stage}-account`,
          regionStack: `countersign-${stage}-region`,
          boundary: `countersign-${stage}-agent-boundary-${region}`,
        },
        ...(digestCopy && {
          copies: {
            stack: `countersign-${stage}-copies`,
            ...{ bucket: digestCopy.bucket, account: digestCopy.account ?? account },
          },
        }),
      };
}

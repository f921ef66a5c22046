import { readFileSync } from 'node:fs';
import type { Location } from '@countersign/emulator';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the settings of a stage say of where it stands. Whether they are good is for the CDK app to tell. */
const settingsSchema = z.object({
  region: z.string(),
  account: z.string().optional(),
  accounts: z.record(z.string(), z.string()),
});

export type StageLocation = { ok: true; location: Location } | { ok: false; problem: string };

export function stageLocation(stage: string, account?: string): StageLocation {
  const file = `infra/settings/${stage}.yaml`;
  return locationIn(file, readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'), account);
}

/** In the account that is asked for; else where the settings deploy to; else in the first account that they list. */
export function locationIn(file: string, settings: string, asked?: string): StageLocation {
  const { region, account: fixed, accounts } = settingsSchema.parse(parse(settings));
  if (asked !== undefined && fixed !== undefined && asked !== fixed) {
    return { ok: false, problem: `--account ${asked}: ${file} deploys to account ${fixed}` };
  }
  const account = asked ?? fixed ?? Object.keys(accounts)[0];
  return account === undefined
    ? { ok: false, problem: `${file} lists no account: give one with --account` }
    : { ok: true, location: { account, region } };
}

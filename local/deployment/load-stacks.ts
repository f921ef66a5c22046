import { join } from 'node:path';
import {
  type AccountTemplate,
  type LoadedTemplate,
  type Location,
  loadAccountTemplate,
  loadTemplate,
} from '@countersign/emulator';
import type { ActingAccounts } from './acting-accounts.ts';

export interface StacksOptions {
  /** The folder that the CDK app wrote: `cdk.out`. */
  assembly: string;
  /** Where stacks stand that were synthesized for no account in particular. */
  location: Location;
  /** Left out: agents act nowhere. */
  accounts?: ActingAccounts;
}

export type LoadStacks =
  | { ok: true; template: LoadedTemplate; stacks: readonly AccountTemplate[] }
  | { ok: false; problems: string[] };

/**
 * What stands at home; and in each account, and in each region of it that is watched, the stacks that other accounts get. The
 * home account has them too: its own differ by what they say of the API alone.
 */
export function loadStacks({ assembly, location, accounts }: StacksOptions): LoadStacks {
  const carried = [accounts?.accountStack, accounts?.regionStack];
  const home = loadTemplate({ assembly, location, isIncluded: (name) => !carried.includes(name) });
  const loaded = accounts ? placesOf(accounts, location).map((at) => load(assembly, location, at)) : [];
  const problems = [home, ...loaded].flatMap((one) => (one.ok ? [] : one.problems));
  if (!home.ok || problems.length > 0) return { ok: false, problems };
  const stacks = loaded.flatMap((one) => (one.ok ? [one.template] : []));
  return { ok: true, template: home.template, stacks };
}

interface CarriedStack {
  template: 'account' | 'region';
  name: string;
  location: Location;
}

const placesOf = (accounts: ActingAccounts, home: Location): CarriedStack[] =>
  accounts.ids.flatMap((account): CarriedStack[] => [
    { template: 'account', name: accounts.accountStack, location: { account, region: home.region } },
    ...accounts.regions.map(
      (region): CarriedStack => ({
        template: 'region',
        name: accounts.regionStack,
        location: { account, region },
      }),
    ),
  ]);

const load = (assembly: string, home: Location, { template, name, location }: CarriedStack) =>
  loadAccountTemplate({
    file: join(assembly, `agents/${template}.template.json`),
    ...{ name, location },
    parameters: { HomeAccount: home.account },
  });

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
  /** Left out: digest files are copied nowhere. */
  copies?: CopiesPlace;
}

/** The stack of the second bucket, and the account that guards it. */
export interface CopiesPlace {
  stack: string;
  bucket: string;
  account: string;
}

export type LoadStacks =
  | { ok: true; template: LoadedTemplate; stacks: readonly AccountTemplate[] }
  | { ok: false; problems: string[] };

/**
 * What stands at home; in each account, and in each region of it that is watched, the stacks that other accounts get; and the
 * one with the second bucket. The home account has them too: its own differ by what they say of the API alone.
 */
export function loadStacks({ assembly, location, accounts, copies }: StacksOptions): LoadStacks {
  const carried = [accounts?.accountStack, accounts?.regionStack];
  const home = loadTemplate({ assembly, location, isIncluded: (name) => !carried.includes(name) });
  const places = [
    ...(accounts ? placesOf(accounts, location) : []),
    ...(copies ? [copiesAt(copies, location)] : []),
  ];
  const loaded = places.map((at) => load(assembly, location, at));
  const problems = [home, ...loaded].flatMap((one) => (one.ok ? [] : one.problems));
  if (!home.ok || problems.length > 0) return { ok: false, problems };
  const stacks = loaded.flatMap((one) => (one.ok ? [one.template] : []));
  return { ok: true, template: home.template, stacks };
}

interface CarriedStack {
  template: 'account' | 'region' | 'copies';
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

const copiesAt = ({ stack, account }: Omit<CopiesPlace, 'bucket'>, { region }: Location): CarriedStack => ({
  ...{ template: 'copies', name: stack },
  location: { account, region },
});

const load = (assembly: string, home: Location, { template, name, location }: CarriedStack) =>
  loadAccountTemplate({
    file: join(assembly, `agents/${template}.template.json`),
    ...{ name, location },
    parameters: { HomeAccount: home.account },
  });

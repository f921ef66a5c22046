import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type EmulatorOptions,
  type LoadedTemplate,
  type Location,
  loadAccountTemplate,
  loadTemplate,
} from '@countersign/emulator';
import { exampleThings } from '../account/services/things.ts';
import { type SmallAccounts, smallAccounts } from '../account/small-accounts.ts';

export interface StacksOptions {
  /** The folder that the CDK app wrote: `cdk.out`. */
  assembly: string;
  /** Where stacks stand that were synthesized for no account in particular. */
  location: Location;
  /** The accounts where agents act, and the name of the stack that stands in each. */
  accounts?: { stack: string; ids: readonly string[] };
}

export type LoadStacks =
  | {
      ok: true;
      template: LoadedTemplate;
      accounts: NonNullable<EmulatorOptions['accounts']>;
      /** What an account where agents act has now. */
      show: SmallAccounts['show'];
    }
  | { ok: false; problems: string[] };

/**
 * What stands at home, and in each account a small one around the stack that other accounts get. The home account has it
 * too: its own differs by what it says of the API alone.
 */
export function loadStacks({ assembly, location, accounts }: StacksOptions): LoadStacks {
  const isOfAccounts = (name: string): boolean => name === accounts?.stack;
  const home = loadTemplate({ assembly, location, isIncluded: (name) => !isOfAccounts(name) });
  const loaded = (accounts?.ids ?? []).map((account) =>
    loadAccountTemplate({
      file: join(assembly, 'agents/account.template.json'),
      name: accounts?.stack ?? '',
      location: { ...location, account },
      parameters: { HomeAccount: location.account },
    }),
  );
  const problems = [home, ...loaded].flatMap((one) => (one.ok ? [] : one.problems));
  if (!home.ok || problems.length > 0) return { ok: false, problems };
  const newId = (digits: number): string => randomBytes(digits).toString('hex').slice(0, digits);
  const { target, show } = smallAccounts({ thingsOf: exampleThings, newId });
  return {
    ok: true,
    show,
    template: home.template,
    accounts: {
      stacks: loaded.flatMap((one) => (one.ok ? [one.template] : [])),
      target,
    },
  };
}

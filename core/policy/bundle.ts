import type { ContainmentKind } from '../detection/new-incident.ts';
import type { Directory } from '../directory/directory.ts';
import { sha256 } from '../lib/digest.ts';
import { canonicalJson } from '../lib/json.ts';
import type { Channels } from './channels.ts';
import type { Own } from './own.ts';
import type { Asked, Risk, RunMode } from './ruling.ts';
import type { OnDenied } from './when-seen.ts';

/**
 * Which requests a policy can match by its head alone, as Cedar entities such as `Agent::"etl"`; `null` is any.
 * The index stands on this; conditions are left to Cedar.
 */
export interface Scope {
  principal: string | null;
  actions: readonly string[] | null;
  resource: string | null;
}

export interface Policy {
  id: string;
  /** Seen from the folder of policies: `data.cedar`. */
  file: string;
  line: number;
  column: number;
  effect: 'permit' | 'forbid';
  text: string;
  scope: Scope;
  risk: Risk;
  /** How what it lets through runs, where it has an opinion. */
  run?: RunMode;
  /** What becomes of its calls that AWS denied, and of an agent that made one without approval: where it has an opinion. */
  onDenied?: OnDenied;
  contain?: ContainmentKind;
  /** Where it stands, a match asks people. Where it does not, a match allows or forbids. */
  terms?: Asked;
}

/** A policy that asks people. */
export type AskingPolicy = Policy & { terms: Asked };

/** What policies compare with: IAM takes names that differ in case for one, and so must whoever asks. */
export interface Mentioned {
  /** Texts: `==`, `in`, `contains`, and the ids of resources in their heads. */
  texts: readonly string[];
  /** Patterns of `like`, as the texts between their stars: `*:policy/Admin*` is `["", ":policy/Admin", ""]`. */
  patterns: readonly (readonly string[])[];
}

/** What rules a deployment. Checked once, when it is compiled; every record names it by its version. */
export interface PolicyBundle extends BundleContents {
  version: string;
}

export interface BundleContents {
  policies: readonly Policy[];
  directory: Directory;
  /** What an account is: `{ "111122223333": "prod" }`. One that is not listed is `unknown`. */
  environments: Readonly<Record<string, string>>;
  /** Every action that the policies were checked against, with its groups. */
  actions: Readonly<Record<string, readonly string[]>>;
  mentioned: Mentioned;
  own: Own;
  channels: Channels;
}

/** Under the hash too, so that code which means something else by a set cannot open it: raise it with the shape. */
const format = 'countersign policy set 6';

/** The version names the whole set, so that a record says exactly what ruled. */
export function createBundle(contents: BundleContents): PolicyBundle {
  const text = canonicalJson(contents);
  return { version: versionOf(text), ...(JSON.parse(text) as BundleContents) };
}

const versionOf = (canonical: string): string => sha256(`${format}\n${canonical}`);

/**
 * For the deployed function, from the file's text as `JSON.stringify` wrote it. The set was checked when it was made;
 * here it is enough, and quick, to see that it is that set, whole. Throws otherwise: better no ruling than one by half
 * of the policies.
 */
export function openBundle(text: string): PolicyBundle {
  const [head = '', version = ''] = /^\{"version":"([0-9a-f]{64})",/.exec(text) ?? [];
  const found = versionOf(`{${text.slice(head.length)}`);
  if (found === version) return JSON.parse(text) as PolicyBundle;
  throw new Error(
    version === ''
      ? 'This is not a policy set: it does not begin with its version.'
      : `The policy set is not the one that was checked: it says ${version} and is ${found}.`,
  );
}

/** What got its id at deployment, and so stands in no set. The version is the set's all the same. */
export const withOwnIds = ({ own, ...rest }: PolicyBundle, ids: readonly string[]): PolicyBundle => ({
  ...rest,
  own: { ...own, texts: [...own.texts, ...ids] },
});

export const environmentOf = (bundle: Pick<PolicyBundle, 'environments'>, account: string): string =>
  (Object.hasOwn(bundle.environments, account) ? bundle.environments[account] : undefined) ?? 'unknown';

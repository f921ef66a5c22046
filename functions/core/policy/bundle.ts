import { z } from 'zod';
import { sha256 } from '../digest.ts';
import { directorySchema } from '../directory.ts';
import { canonicalJson } from '../json.ts';
import { risks, termsSchema } from '../ruling.ts';

/**
 * Which requests a policy can match by its head alone, as Cedar entities such as `Agent::"etl"`; `null` is any.
 * The index stands on this; conditions are left to Cedar.
 */
export const scopeSchema = z.strictObject({
  principal: z.string().nullable(),
  actions: z.array(z.string()).min(1).nullable(),
  resource: z.string().nullable(),
});
export type Scope = z.infer<typeof scopeSchema>;

export const policySchema = z.strictObject({
  id: z.string().min(1),
  file: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
  effect: z.enum(['permit', 'forbid']),
  text: z.string(),
  scope: scopeSchema,
  risk: z.enum(risks),
  /** Where it stands, a match asks people. Where it does not, a match allows or forbids. */
  terms: termsSchema.optional(),
});
export type Policy = z.infer<typeof policySchema>;

const contents = {
  policies: z.array(policySchema),
  directory: directorySchema,
  /** What an account is: `{ "111122223333": "prod" }`. One that is not listed is `unknown`. */
  environments: z.record(z.string().regex(/^\d{12}$/, 'an account is 12 digits'), z.string().min(1)),
  /** Every action that the policies were checked against, with its groups. */
  actions: z.record(z.string(), z.array(z.string())),
};

export const bundleSchema = z.strictObject({ version: z.string(), ...contents });
export type PolicyBundle = z.infer<typeof bundleSchema>;
export type BundleContents = Omit<PolicyBundle, 'version'>;

/** The version names the whole set, so that a record says exactly what ruled. */
export const sealBundle = (contents: BundleContents): PolicyBundle => ({
  version: sha256(canonicalJson(contents)),
  ...contents,
});

/**
 * For the deployed function. The set was checked when it was made; here it is enough, and quick, to see that it is
 * that set, whole. Throws otherwise: better no ruling than one by half of the policies.
 */
export function openBundle(value: unknown): PolicyBundle {
  const { version, ...rest } = bundleSchema.parse(value);
  const bundle = sealBundle(rest);
  if (bundle.version !== version) {
    throw new Error(
      `The policy set is not the one that was checked: it says ${version} and is ${bundle.version}.`,
    );
  }
  return bundle;
}

export const environmentOf = (bundle: Pick<PolicyBundle, 'environments'>, account: string): string =>
  (Object.hasOwn(bundle.environments, account) ? bundle.environments[account] : undefined) ?? 'unknown';

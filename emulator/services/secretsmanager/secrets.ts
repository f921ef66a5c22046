import type { Location } from '../../template/assembly.ts';
import type { Resources } from '../../template/read-template.ts';
import type { CustomerKey } from '../kms/plugin.ts';
import type { resourceTypes } from './resource-types.ts';

export interface SecretSpec {
  name: string;
  /** With the six characters that AWS appends. */
  arn: string;
  /** A secret without a value answers as AWS does: it has no AWSCURRENT version. */
  value?: string;
  kmsKeyArn?: string;
}

export interface SecretSources {
  /** Values by name. Those that no template has were stored by people before the deployment. */
  values: Readonly<Record<string, string>>;
  location: Location;
  customerKey: CustomerKey;
}

export function secretsOf(
  resources: Resources<typeof resourceTypes>,
  { values, location: { account, region }, customerKey }: SecretSources,
): SecretSpec[] {
  const given = new Map(Object.entries(values));
  const inTemplate = resources.all('AWS::SecretsManager::Secret').map(({ name, ref, properties }) => {
    const value = given.get(name);
    given.delete(name);
    return {
      name,
      arn: ref,
      ...(value === undefined ? {} : { value }),
      ...customerKey(properties.KmsKeyId),
    };
  });
  const stored = [...given].map(([name, value]) => ({
    name,
    arn: `arn:aws:secretsmanager:${region}:${account}:secret:${name}-local1`,
    value,
  }));
  return [...inTemplate, ...stored];
}

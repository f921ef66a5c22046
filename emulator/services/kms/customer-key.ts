import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Resources } from '../../template/read-template.ts';
import type { resourceTypes } from './resource-types.ts';

/** The customer's key that a property names. Nothing where it names none: AWS's own keys ask for no permission. */
export type CustomerKey = (given: string | undefined) => { kmsKeyArn?: string };

/** A template may name a key by its id, its ARN or its alias. */
export const customerKeyIn =
  (resources: Resources<typeof resourceTypes>): CustomerKey =>
  (given) => {
    if (given === undefined || given.startsWith('alias/aws/')) return {};
    const alias = resources.all('AWS::KMS::Alias').find(({ name }) => name === given);
    const id = alias?.properties.TargetKeyId ?? given;
    const key = resources
      .all('AWS::KMS::Key')
      .find(({ name, attribute }) => id === name || id === attribute('Arn'));
    if (!key) throw new NotImplementedLocally(`KMS key ${given}, which no template has,`);
    return { kmsKeyArn: key.attribute('Arn') };
  };

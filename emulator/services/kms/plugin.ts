import { servicePlugin } from '../../plugin/service-plugin.ts';
import { awsJson } from '../../wire/aws-json.ts';
import { customerKeyIn } from './customer-key.ts';
import { resourceTypes } from './resource-types.ts';
import { createKms, operations } from './service.ts';
import { newSigningKey } from './signing-key.ts';

export type { CustomerKey } from './customer-key.ts';

/**
 * Keys by their names. Nothing is encrypted here: what uses a key for that asks its callers for the permission on it. Keys
 * that sign do sign.
 */
export const kms = servicePlugin({
  resourceTypes,
  needs: {},
  sdk: { protocol: awsJson('1.1', 'TrentService'), operations },
  create({ resources, randomBytes }) {
    const keys = resources
      .all('AWS::KMS::Key')
      .filter(({ properties }) => properties.KeySpec === 'ECC_NIST_P256')
      .map(({ attribute }) => newSigningKey(attribute('Arn'), randomBytes));
    const calls = createKms({ keys, randomBytes });
    return { ok: true, service: { api: { customerKey: customerKeyIn(resources) }, calls } };
  },
});

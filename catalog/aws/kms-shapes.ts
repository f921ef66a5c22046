import { uuid } from '../values/aws-values.ts';
import { shortName } from '../values/short-name.ts';

/** An alias can be moved to another key while people decide; the id cannot. */
export const key = {
  KeyId: shortName('kms', 'key/', `(?:mrk-[0-9a-f]{32}|${uuid})`, '1234abcd-12ab-34cd-56ef-1234567890ab'),
};
export const resource = 'arn:{partition}:kms:{region}:{account}:key/{KeyId}';

/** What `*` stands for in a key's policy. */
export const everything = 'the key';

export const exampleKey = '1234abcd-12ab-34cd-56ef-1234567890ab';

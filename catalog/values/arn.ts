import { z } from 'zod';

/** What the ARNs of a service hold between its name and the resource. */
interface Place {
  region: string;
  account: string;
}

const account = '[0-9]{12}';
const regional: Place = { region: '[a-z]{2,4}(?:-[a-z]+)+-[0-9]', account };

/** Services that leave out what others write. A region in the ARN of a role would be a second way to write it. */
const places: Readonly<Record<string, Place>> = {
  iam: { region: '', account },
  organizations: { region: '', account },
  s3: { region: '', account: '' },
  sso: { region: '', account: '' },
};

/**
 * The ARN of one thing, in its one form. `resource` is the source of an expression for its last part, which is matched
 * whole; it MUST NOT let a wildcard through.
 */
export function arnOf(service: string, resource: string, example: string, owner?: string) {
  const { region, account } = places[service] ?? regional;
  const form = `arn:aws(?:-cn|-us-gov)?:${service}:${region}:${owner ?? account}:${resource}`;
  return z
    .string()
    .max(2_048, { abort: true })
    .regex(new RegExp(`^(?:${form})$`), `must be a full ARN of ${service}, such as ${example}`);
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** The path of what IAM names, and the name. */
const named = String.raw`(?:[\w+=,.@-]+/)*[\w+=,.@-]+`;

export const roleArn = arnOf('iam', `role/${named}`, 'arn:aws:iam::111122223333:role/deploy');
export const instanceProfileArn = arnOf(
  'iam',
  `instance-profile/${named}`,
  'arn:aws:iam::111122223333:instance-profile/web',
);
/** A customer's own, or one of AWS's. */
export const policyArn = arnOf(
  'iam',
  `policy/${named}`,
  'arn:aws:iam::aws:policy/ReadOnlyAccess',
  `(?:${account}|aws)`,
);
/** A key's id says nothing of whose key it is, and an alias can be moved to another key. */
export const kmsKeyArn = arnOf(
  'kms',
  `key/(?:mrk-[0-9a-f]{32}|${uuid})`,
  'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
);
export const functionArn = arnOf(
  'lambda',
  'function:[a-zA-Z0-9_-]{1,64}',
  'arn:aws:lambda:eu-central-1:111122223333:function:checkout',
);
/** A layer's version never changes. */
export const layerVersionArn = arnOf(
  'lambda',
  'layer:[a-zA-Z0-9_-]{1,140}:[1-9][0-9]*',
  'arn:aws:lambda:eu-central-1:111122223333:layer:tools:3',
);
/** With the six characters that Secrets Manager adds: without them it could be another secret by now. */
export const secretArn = arnOf(
  'secretsmanager',
  'secret:[A-Za-z0-9/_+=.@-]{1,512}-[A-Za-z0-9]{6}',
  'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf',
);
export const bucketArn = arnOf('s3', '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]', 'arn:aws:s3:::shop-receipts');
export const organizationArn = arnOf(
  'organizations',
  'organization/o-[a-z0-9]{10,32}',
  'arn:aws:organizations::111122223333:organization/o-exampleorgid',
);
export const organizationalUnitArn = arnOf(
  'organizations',
  'ou/o-[a-z0-9]{10,32}/ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}',
  'arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-examplerootid111-exampleouid111',
);

import type { JsonObject } from '../../core/lib/json.ts';
import type { CatalogEntry } from '../entry.ts';
import { textsAt } from './values-at.ts';

/**
 * IAM compares with the ARN that a thing has, and some of it no parameter says: the path of a role that is called by its name,
 * what Secrets Manager adds to a name. Each of these is the thing that was named and no other, because the rest of its name
 * is one of a kind, and none of it can hold what stands for the part that is not known.
 */
export function asIamNamesIt(
  arn: string,
  entry: Pick<CatalogEntry, 'resource'>,
  parameters: JsonObject,
): string[] {
  const [, , service, , , resource = ''] = arn.split(':');
  const spell = spellings[`${service}:${resource.split('/', 1)[0]}`];
  return spell ? spell({ arn, entry, parameters }) : [arn];
}

interface Named {
  arn: string;
  entry: Pick<CatalogEntry, 'resource'>;
  parameters: JsonObject;
}

/** A principal's name is unique in its account, whatever its path. What is made has the path that it is given. */
const underAnyPath = ({ arn, entry }: Named): string[] =>
  entry.resource.includes('{Path}') || arn.split('/').length !== 2 ? [arn] : [arn, arn.replace('/', '/*/')];

/** Six characters that it adds; a name by itself has none of them. */
const withRandomEnd = ({ arn }: Named): string[] =>
  /-[A-Za-z0-9?]{6}$/.test(arn) ? [arn] : [`${arn}-??????`];

const spellings: Readonly<Record<string, (named: Named) => string[]>> = {
  'iam:group': underAnyPath,
  'iam:instance-profile': underAnyPath,
  'iam:role': underAnyPath,
  'iam:server-certificate': underAnyPath,
  'iam:user': underAnyPath,
  'secretsmanager:secret': withRandomEnd,
  // IAM writes a log group with `:*` for most of its actions, and a name has no colon.
  'logs:log-group': ({ arn }) => (arn.split(':').length === 7 ? [arn, `${arn}:*`] : [arn]),
  // A version or an alias of it is a resource of its own.
  'lambda:function': ({ arn, parameters }) => [
    arn,
    ...textsAt(parameters, '/Qualifier').map((qualifier) => `${arn}:${qualifier}`),
  ],
  // AWS's own documents are of no account.
  'ssm:automation-definition': ({ arn }) => ofAws(arn),
  'ssm:document': ({ arn }) => ofAws(arn),
  // Without its revision it is the latest one.
  'ecs:task-definition': ({ arn }) => (arn.split(':').length === 6 ? [`${arn}:*`] : [arn]),
};

/** `AWS` and `Amazon` begin no name of anybody else. */
const ofAws = (arn: string): string[] => {
  const [, , , , , name = ''] = arn.split(':');
  return /\/(?:aws|amazon)/i.test(name) ? [arn.replace(/^((?:[^:]*:){4})[^:]*/, '$1*')] : [arn];
};

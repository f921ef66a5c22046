import { parseArn } from '../../core/lib/arn.ts';
import { namedIn } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';

/** RDS lower-cases identifiers; asking for them so keeps one resource to one name. */
export const id = '[a-z][a-z0-9-]{0,62}';
export const identifier = matching(id, 63, 'must be a database identifier in lower case');
export const snapshotName = '(?:rds:)?[a-z][a-z0-9-]{0,254}';
export const snapshot = matching(snapshotName, 259, 'must be a snapshot identifier in lower case');
export const sharedWith = distinct(
  matching('[0-9]{12}|all', 12, 'must be an account of 12 digits, or all'),
).max(20);
export const password = { '/MasterUserPassword': 'a password', '/TdeCredentialPassword': 'a password' };

/** A snapshot can be another account's, or of another Region: its ARN is its one name. */
export const snapshotArn = (kind: string) =>
  arnOf('rds', `${kind}:${snapshotName}`, 'arn:aws:rds:eu-central-1:111122223333:snapshot:orders-nightly');

/** Beside a database of this Region, of which AWS wants the name, one of another by its ARN. */
export const databaseOf = (kind: string) =>
  matching(
    `${id}|arn:aws(?:-cn|-us-gov)?:rds:[a-z0-9-]+:[0-9]{12}:${kind}:${id}`,
    512,
    'must be an identifier in lower case, or the ARN of a database elsewhere',
  );

/** "orders-nightly of account 444455556666 (another account) in eu-west-1": names repeat from Region to Region. */
export function sayDatabase(nameOrArn: string, ownAccount: string): string {
  const region = parseArn(nameOrArn)?.region;
  return `${namedIn(nameOrArn, ownAccount)}${region ? ` in ${region}` : ''}`;
}

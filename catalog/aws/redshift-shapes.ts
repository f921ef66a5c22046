import { arnOf } from '../values/arn.ts';
import { matching, uuid } from '../values/aws-values.ts';

export const identifier = matching('[a-z][a-z0-9-]{0,62}', 63, 'must be an identifier in lower case');
export const snapshotName = matching(
  '(?:rs:)?[a-z][a-z0-9-]{0,254}',
  255,
  'must be a snapshot in lower case',
);
export const workgroup = arnOf(
  'redshift-serverless',
  `workgroup/${uuid}`,
  'arn:aws:redshift-serverless:eu-central-1:111122223333:workgroup/1234abcd-12ab-34cd-56ef-1234567890ab',
);

/** How long a password lasts, rounded up, with what was asked for. */
export const minutesOf = (seconds: number): string => `${Math.ceil(seconds / 60)} min (${seconds} s)`;

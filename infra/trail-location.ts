import type { Config } from './settings-schema.ts';

/** Where CloudTrail writes, as `bucket/prefix/AWSLogs/` with the organization's id where it is hers; none where nobody says. */
export function trailLocation({ detection: { trail } }: Pick<Config, 'detection'>): string | undefined {
  if (!trail) return undefined;
  const { bucket, prefix, organization } = trail;
  return `${[bucket, prefix, 'AWSLogs', organization].filter((part) => part !== undefined).join('/')}/`;
}

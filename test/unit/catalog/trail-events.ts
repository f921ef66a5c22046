import type { CatalogEntry } from '../../../catalog/entry.ts';

/** The calls of an action as EventBridge would carry them from CloudTrail. */
export const trailEventsOf = ({ cloudTrail }: CatalogEntry): object[] =>
  (cloudTrail?.names ?? []).map((eventName) => ({
    source: `aws.${cloudTrail?.source.split('.')[0]}`,
    'detail-type': 'AWS API Call via CloudTrail',
    detail: { eventSource: cloudTrail?.source, eventName, requestParameters: { withDecryption: true } },
  }));

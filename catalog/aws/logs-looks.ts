import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<CloudWatchLogs>({ prefix: 'logs' });

const none = ['ResourceNotFoundException'];

const policies = look({
  operation: 'DescribeResourcePolicies',
  // A Region has ten at most.
  input: (_: { policyName?: string }) => ({}),
  keep: ({ resourcePolicies = [] }, { policyName }) => ({
    policyDocument: resourcePolicies.find((policy) => policy.policyName === policyName)?.policyDocument,
  }),
});
export const logsPolicy = {
  look: policies,
  undo: undoFrom(
    policies,
    ['logs:PutResourcePolicy', 'logs:DeleteResourcePolicy'],
    ({ parameters: { policyName }, before: { policyDocument } }) =>
      policyDocument === undefined
        ? { action: 'logs:DeleteResourcePolicy', parameters: { policyName } }
        : { action: 'logs:PutResourcePolicy', parameters: { policyName, policyDocument } },
  ),
};

const destinations = look({
  operation: 'DescribeDestinations',
  input: ({ destinationName }: { destinationName: string }) => ({
    DestinationNamePrefix: destinationName,
    limit: 50,
  }),
  keep: ({ destinations = [] }, { destinationName }) => ({
    accessPolicy: destinations.find((one) => one.destinationName === destinationName)?.accessPolicy,
  }),
  none,
});
export const destinationPolicy = {
  look: destinations,
  undo: undoFrom(
    destinations,
    ['logs:PutDestinationPolicy'],
    ({ parameters: { destinationName }, before: { accessPolicy } }) =>
      accessPolicy === undefined
        ? { impossible: 'the destination had no policy, and no action of the catalog deletes one' }
        : { action: 'logs:PutDestinationPolicy', parameters: { destinationName, accessPolicy } },
  ),
};

interface OfFilter {
  logGroupName: string;
  filterName: string;
}
const filters = look({
  operation: 'DescribeSubscriptionFilters',
  // A log group has two at most.
  input: ({ logGroupName }: OfFilter) => ({ logGroupName }),
  keep: ({ subscriptionFilters = [] }, { filterName }) => {
    const { creationTime: _, ...filter } =
      subscriptionFilters.find((one) => one.filterName === filterName) ?? {};
    return filter;
  },
  none,
});
export const subscriptionFilter = {
  look: filters,
  undo: undoFrom(
    filters,
    ['logs:PutSubscriptionFilter', 'logs:DeleteSubscriptionFilter'],
    ({ parameters: { logGroupName, filterName }, before }) =>
      before.filterName === undefined
        ? { action: 'logs:DeleteSubscriptionFilter', parameters: { logGroupName, filterName } }
        : { action: 'logs:PutSubscriptionFilter', parameters: before },
  ),
};

export const retention = look({
  operation: 'DescribeLogGroups',
  input: ({ logGroupName }: { logGroupName: string }) => ({ logGroupIdentifiers: [logGroupName] }),
  keep: ({ logGroups = [] }) => ({ retentionInDays: logGroups[0]?.retentionInDays }),
  none,
});

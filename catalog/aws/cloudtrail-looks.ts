import type { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { looksOf } from '../look.ts';
import { notKept, onlyGiven } from '../only-given.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<CloudTrail>({ prefix: 'cloudtrail' });

const none = ['TrailNotFoundException'];
interface OfTrail {
  Name: string;
}

const status = look({
  operation: 'GetTrailStatus',
  input: ({ Name }: OfTrail) => ({ Name }),
  keep: ({ IsLogging }) => ({ IsLogging }),
  none,
});
export const trailLogging = {
  look: status,
  undo: undoFrom(
    status,
    ['cloudtrail:StartLogging', 'cloudtrail:StopLogging'],
    ({ parameters: { Name }, before: { IsLogging } }) =>
      IsLogging
        ? {
            action: 'cloudtrail:StartLogging',
            parameters: { Name },
            remains: 'what happened meanwhile was not recorded',
          }
        : { action: 'cloudtrail:StopLogging', parameters: { Name } },
  ),
};

interface ChangedTrail extends OfTrail {
  S3BucketName?: string | undefined;
}
const trail = look({
  operation: 'GetTrail',
  input: ({ Name }: ChangedTrail) => ({ Name }),
  keep: ({ Trail }, given) =>
    onlyGiven(
      {
        S3BucketName: Trail?.S3BucketName,
        S3KeyPrefix: Trail?.S3KeyPrefix,
        SnsTopicName: Trail?.SnsTopicName,
        IncludeGlobalServiceEvents: Trail?.IncludeGlobalServiceEvents,
        IsMultiRegionTrail: Trail?.IsMultiRegionTrail,
        EnableLogFileValidation: Trail?.LogFileValidationEnabled,
        CloudWatchLogsLogGroupArn: Trail?.CloudWatchLogsLogGroupArn,
        CloudWatchLogsRoleArn: Trail?.CloudWatchLogsRoleArn,
        KmsKeyId: Trail?.KmsKeyId,
        IsOrganizationTrail: Trail?.IsOrganizationTrail,
      },
      given,
    ),
  none,
});
export const trailSettings = {
  look: trail,
  undo: undoFrom(trail, ['cloudtrail:UpdateTrail'], ({ parameters: { Name, ...given }, before }) => {
    const missing = notKept(before, given, []);
    return missing === undefined
      ? { action: 'cloudtrail:UpdateTrail', parameters: { Name, ...before } }
      : { impossible: `the trail had no ${missing}, and none can be asked for` };
  }),
};

interface OfSelectors {
  TrailName: string;
}
const withoutEmpty = <T extends object>(selector: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(selector).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  ) as Partial<T>;
const selectors = look({
  operation: 'GetEventSelectors',
  input: ({ TrailName }: OfSelectors) => ({ TrailName }),
  // CloudTrail answers lists that are empty, and nobody asks for them.
  keep: ({ EventSelectors = [], AdvancedEventSelectors = [] }) => ({
    EventSelectors: EventSelectors.length > 0 ? EventSelectors.map(withoutEmpty) : undefined,
    AdvancedEventSelectors:
      AdvancedEventSelectors.length > 0
        ? AdvancedEventSelectors.map(({ Name, FieldSelectors }) => ({
            Name,
            FieldSelectors: FieldSelectors.map(withoutEmpty),
          }))
        : undefined,
  }),
  none,
});
export const eventSelectorsOfTrail = {
  look: selectors,
  undo: undoFrom(
    selectors,
    ['cloudtrail:PutEventSelectors'],
    ({ parameters: { TrailName }, before: { EventSelectors, AdvancedEventSelectors } }) =>
      EventSelectors === undefined && AdvancedEventSelectors === undefined
        ? { impossible: 'the trail had no selectors, which cannot be asked for' }
        : {
            action: 'cloudtrail:PutEventSelectors',
            parameters: {
              TrailName,
              ...(AdvancedEventSelectors ? { AdvancedEventSelectors } : { EventSelectors }),
            },
          },
  ),
};

const insights = look({
  operation: 'GetInsightSelectors',
  input: ({ TrailName }: { TrailName?: string }) => ({ TrailName }),
  keep: ({ InsightSelectors }) => ({ InsightSelectors }),
  none: [...none, 'InsightNotEnabledException'],
});
export const insightSelectors = {
  look: insights,
  undo: undoFrom(
    insights,
    ['cloudtrail:PutInsightSelectors'],
    ({ parameters: { TrailName }, before: { InsightSelectors = [] } }) =>
      InsightSelectors.length === 0
        ? { impossible: 'the trail looked for nothing unusual, which cannot be asked for' }
        : { action: 'cloudtrail:PutInsightSelectors', parameters: { TrailName, InsightSelectors } },
  ),
};

interface OfStore {
  EventDataStore: string;
}
const store = look({
  operation: 'GetEventDataStore',
  input: ({ EventDataStore }: OfStore) => ({ EventDataStore }),
  keep: ({ CreatedTimestamp: _, UpdatedTimestamp: __, Status: ___, ...settings }, given) =>
    onlyGiven(settings, given),
});
export const storeSettings = {
  look: store,
  undo: undoFrom(
    store,
    ['cloudtrail:UpdateEventDataStore'],
    ({ parameters: { EventDataStore, ...given }, before }) => {
      const missing = notKept(before, given, []);
      return missing === undefined
        ? { action: 'cloudtrail:UpdateEventDataStore', parameters: { EventDataStore, ...before } }
        : { impossible: `the store had no ${missing}, and none can be asked for` };
    },
  ),
};

export const storeStatus = look({
  operation: 'GetEventDataStore',
  input: ({ EventDataStore }: OfStore) => ({ EventDataStore }),
  keep: ({ Status, TerminationProtectionEnabled }) => ({ Status, TerminationProtectionEnabled }),
});

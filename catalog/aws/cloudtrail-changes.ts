import type { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, inTurn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { bucket, matching, uuid } from '../values/aws-values.ts';
import { shortName } from '../values/short-name.ts';
import { listed } from '../values/widest-first.ts';
import { insightSelectors, storeSettings, storeStatus, trailSettings } from './cloudtrail-looks.ts';
import { advancedEventSelectors, saySelectors } from './cloudtrail-selectors.ts';

const define = operationsOf<CloudTrail>({ prefix: 'cloudtrail' });

const trail = shortName('cloudtrail', 'trail/', '[a-zA-Z0-9][a-zA-Z0-9._-]{2,127}', 'management');
const EventDataStore = shortName(
  'cloudtrail',
  'eventdatastore/',
  uuid,
  '1234abcd-12ab-34cd-56ef-1234567890ab',
);
const store = 'arn:{partition}:cloudtrail:{region}:{account}:eventdatastore/{EventDataStore}';
const exampleStore = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** What a trail or an event data store records, and whether it goes on to. */
export const cloudTrailChangeActions = [
  define({
    operation: 'UpdateTrail',
    groups: ['audit-tampering'],
    values: {
      Name: trail,
      S3BucketName: bucket,
      SnsTopicName: shortName('sns', '', '[A-Za-z0-9_-]{1,256}', 'trail-updates'),
      CloudWatchLogsLogGroupArn: arnOf(
        'logs',
        'log-group:[A-Za-z0-9_/.#-]{1,512}:[*]',
        'arn:aws:logs:eu-central-1:111122223333:log-group:trail:*',
      ),
    },
    rules: [[(given) => Object.keys(given).length > 1, 'must change something of the trail']],
    resource: 'arn:{partition}:cloudtrail:{region}:{account}:trail/{Name}',
    say: ({ Name, S3BucketName, IsMultiRegionTrail: everywhere, IncludeGlobalServiceEvents: ofGlobal }) => {
      const changes = [
        ...(everywhere === undefined ? [] : [`record ${everywhere ? 'every Region' : 'one Region only'}`]),
        ...(ofGlobal === undefined
          ? []
          : [`record ${ofGlobal ? 'IAM and' : 'neither IAM nor'} other global services`]),
        ...(S3BucketName ? [`write to bucket ${S3BucketName}`] : []),
      ];
      return changes.length > 0
        ? sentence`Let trail ${Name} ${inTurn(changes, ', ')} from now on`
        : sentence`Change trail ${Name}`;
    },
    passes: ['/CloudWatchLogsRoleArn'],
    reversible: true,
    ...trailSettings,
    example: { Name: 'management', IsMultiRegionTrail: false },
  }),
  define({
    operation: 'PutInsightSelectors',
    groups: ['audit-tampering'],
    values: { TrailName: trail },
    required: ['TrailName'],
    without: ['EventDataStore', 'InsightsDestination'],
    resource: 'arn:{partition}:cloudtrail:{region}:{account}:trail/{TrailName}',
    say: ({ TrailName = '', InsightSelectors }) => {
      const looked = InsightSelectors.map(
        ({ InsightType = 'all', EventCategories = [] }) =>
          `${InsightType}${EventCategories.length > 0 ? ` in ${listed(EventCategories)} events` : ''}`,
      );
      return sentence`Let trail ${TrailName} look for nothing but ${listed(looked, { most: 10 })}`;
    },
    reversible: true,
    ...insightSelectors,
    example: { TrailName: 'management', InsightSelectors: [{ InsightType: 'ApiErrorRateInsight' }] },
  }),
  define({
    operation: 'UpdateEventDataStore',
    groups: ['audit-tampering'],
    values: { EventDataStore, AdvancedEventSelectors: advancedEventSelectors },
    rules: [[(given) => Object.keys(given).length > 1, 'must change something of the event data store']],
    resource: store,
    say: ({ EventDataStore: id, AdvancedEventSelectors }) =>
      AdvancedEventSelectors
        ? sentence`Let event data store ${id} keep nothing but ${beginningOf(saySelectors({ AdvancedEventSelectors }), 280)}`
        : sentence`Change event data store ${id}`,
    reversible: true,
    ...storeSettings,
    example: { EventDataStore: exampleStore, TerminationProtectionEnabled: false },
  }),
  define({
    operation: 'StopEventDataStoreIngestion',
    groups: ['audit-tampering'],
    values: { EventDataStore },
    resource: store,
    say: ({ EventDataStore: id }) => sentence`Stop recording to event data store ${id}`,
    reversible: true,
    look: storeStatus,
    example: { EventDataStore: exampleStore },
  }),
  define({
    operation: 'DeleteEventDataStore',
    groups: ['audit-tampering', 'destruction'],
    values: { EventDataStore },
    resource: store,
    say: ({ EventDataStore: id }) =>
      sentence`Delete event data store ${id}: all that it recorded is lost in seven days`,
    // It can be restored within the seven days, and only within them.
    reversible: true,
    look: storeStatus,
    example: { EventDataStore: exampleStore },
  }),
  define({
    operation: 'CancelQuery',
    groups: ['audit-tampering'],
    values: { EventDataStore, QueryId: matching(uuid, 36, 'must be the id of a query') },
    required: ['EventDataStore'],
    without: ['EventDataStoreOwnerAccountId'],
    resource: store,
    say: ({ EventDataStore: id = '', QueryId }) => sentence`Stop query ${QueryId} of event data store ${id}`,
    reversible: true,
    example: { EventDataStore: exampleStore, QueryId: '4444abcd-12ab-34cd-56ef-1234567890ab' },
  }),
];

import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { parametersSchema } from '../../../catalog/cedar-type.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import type { Json } from '../../../core/lib/json.ts';
import { neighboursOf, takenBy } from './neighbours.ts';
import { wideningPairs, withChanges } from './widening-pairs.ts';

/**
 * No sentence says less than what happens: whatever single thing is added to a request, taken away or changed, its
 * sentence changes too. What is left out of sentences stands here by name, and why.
 */
const { entries } = catalogWith();
const place = { account: '111122223333' };
const pool = [...new Set(entries.flatMap(({ example }) => scalarsIn(example.parameters)))];

function scalarsIn(value: Json): Json[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalarsIn) : [value];
}

/** Of every action: see `quiet` in say-whole.ts. */
const silent =
  /\/(?:[cC]lientToken|[cC]lientRequestToken|idempotencyToken|RevisionId|StatementId|StatementName|WithEvent|ExpectedBucketOwner|Comment|[dD]escription|Reason|MaxResults|MaxKeys|Delimiter|StartAfter|ResultFormat|InstanceArn)$/;

/** How a thing is done or kept, where what is done stays the same; and what says again what is so already. */
const unsaid: Readonly<Record<string, RegExp>> = {
  // Two texts of one policy.
  'iam:UpdateAssumeRolePolicy': /\/PolicyDocument$/,
  // S3 refuses one that is not the bucket's owner.
  's3:PutBucketAcl': /\/Owner\/ID$/,
  // A group of the caller's own account.
  'ec2:AuthorizeSecurityGroupIngress': /\/UserId$/,
  // One interface without settings is what a machine has anyway.
  'ec2:RunInstances': /\/NetworkInterfaces(?:\/\*\/(?:DeviceIndex|DeleteOnTermination))?$/,
  // The same, wherever machines are described.
  'ec2:CreateLaunchTemplate': /\/NetworkInterfaces(?:\/\*\/(?:DeviceIndex|DeleteOnTermination))?$/,
  'ec2:CreateLaunchTemplateVersion': /\/NetworkInterfaces(?:\/\*\/(?:DeviceIndex|DeleteOnTermination))?$/,
  'ec2:RequestSpotInstances': /\/NetworkInterfaces(?:\/\*\/(?:DeviceIndex|DeleteOnTermination))?$/,
  // One without settings overrides nothing.
  'ec2:RequestSpotFleet': /\/Overrides$/,
  'ec2:CreateFleet': /\/Overrides$/,
  // One without settings changes no copy.
  'dynamodb:UpdateTable': /^\/ReplicaUpdates$/,
  // Hidden: whose address it is.
  'route53domains:TransferDomain': /^\/\w+Contact(?:\/|$)/,
  // One is what runs anyway, and settings that are empty change nothing.
  'ecs:RunTask': /^\/(?:count|networkConfiguration|overrides)$/,
  'ecs:StartTask': /^\/(?:networkConfiguration|overrides)$/,
  'ecs:CreateService': /^\/networkConfiguration$/,
  'pipes:CreatePipe': /^\/TargetParameters$/,
  'pipes:UpdatePipe': /^\/TargetParameters$/,
  'sagemaker:CreateProcessingJob': /^\/NetworkConfig(?:\/EnableNetworkIsolation)?$/,
  'cloudformation:CreateStackSet': /^\/AutoDeployment$/,
  'cloudformation:UpdateStackSet': /^\/(?:AutoDeployment|DeploymentTargets)$/,
  'apprunner:CreateService': /\/(?:AuthenticationConfiguration|InstanceConfiguration)$/,
  'apprunner:UpdateService': /\/(?:AuthenticationConfiguration|InstanceConfiguration|NetworkConfiguration)$/,
  // Which of the three it is, how it is packed, and a second word for which object it is.
  'codedeploy:CreateDeployment': /^\/revision\/(?:revisionType|s3Location\/(?:bundleType|eTag))$/,
  // They are replaced unless it is forbidden.
  'codebuild:ImportSourceCredentials': /^\/shouldOverwrite$/,
  // Of what is not recorded; and the agent's own word for a selector.
  'cloudtrail:PutEventSelectors': /\/EventSelectors\/\*\/ReadWriteType$|\/AdvancedEventSelectors\/\*\/Name$/,
  // How requests are counted and sampled.
  'wafv2:UpdateWebACL': /\/VisibilityConfig\//,
  // What is written, which agents do all day and nobody is asked about.
  'events:PutEvents': /\/Entries\/\*\/(?:Detail|Resources|Time|TraceHeader)$/,
  'cloudtrail:UpdateEventDataStore': /\/AdvancedEventSelectors\/\*\/Name$/,
  // The example is in the caller's own account.
  'dynamodb:ExportTableToPointInTime': /\/S3BucketOwner$/,
  // Names and order of rules, the caller's own account, how and with which key copies are kept, and how copying is watched.
  's3:PutReplicationConfiguration':
    /\/Rules\/\*\/(?:ID|Priority|Filter(?:\/Prefix|\/And)?|SourceSelectionCriteria|Destination\/(?:Account|StorageClass|EncryptionConfiguration|ReplicationTime|Metrics)|DeleteMarkerReplication(?:\/Status)?)$/,
  // How data is fed and results are packed; size and key of the disk.
  'sagemaker:CreateTrainingJob':
    /\/(?:TrainingInputMode|ChannelName|S3DataType|S3DataDistributionType|ContentType|CompressionType|InputMode|VolumeSizeInGB|VolumeKmsKeyId|KeepAlivePeriodInSeconds)$/,
};

/** The example, and the further requests that stand among the pairs. */
const requestsOf = ({ action, example }: CatalogEntry) => [
  example.parameters,
  ...wideningPairs
    .filter((pair) => pair.action === action)
    .flatMap(({ narrow, wide }) => [narrow, wide].map((changes) => withChanges(example.parameters, changes))),
];
const edits = entries.flatMap((entry) =>
  requestsOf(entry).flatMap((from) =>
    neighboursOf(parametersSchema(entry), from, pool, takenBy(entry.parameters)).map((neighbour) => ({
      ...neighbour,
      entry,
      from,
    })),
  ),
);

describe.each(entries)('$action', (entry) => {
  const own = edits.filter((edit) => edit.entry === entry);

  it('says whatever is added, dropped or changed', () => {
    const same = own
      .filter(({ pointer }) => !silent.test(pointer) && !unsaid[entry.action]?.test(pointer))
      .filter(({ pointer }) => !Object.keys(entry.secrets).includes(pointer))
      .filter(({ parameters, from }) => entry.say(parameters, place) === entry.say(from, place))
      .map(({ did, pointer }) => `${pointer} ${did}`);
    expect([...new Set(same)]).toEqual([]);
  });

  it('never says nothing, and nothing undefined', () => {
    for (const { parameters } of own)
      expect(entry.say(parameters, place)).not.toMatch(/undefined|\[object|NaN|\bnothing\b(?! but)/);
  });
});

describe('what lets more happen', () => {
  it.each(wideningPairs)('is said: $what ($action)', ({ action, narrow, wide, says }) => {
    const entry = entries.find((each) => each.action === action);
    const [narrower, wider] = [narrow, wide].map((changes) => {
      const parameters = withChanges(entry?.example.parameters ?? {}, changes);
      expect(entry?.parameters.safeParse(parameters).error?.issues).toBeUndefined();
      return entry?.say(parameters, place);
    });
    expect(wider).toContain(says);
    expect(wider).not.toBe(narrower);
  });
});

it('tries most of what can be sent', () => {
  const optional = entries.flatMap((entry) => {
    const { properties = {} } = parametersSchema(entry);
    return Object.keys(properties).map((name) => ({ entry, pointer: `/${name}` }));
  });
  const tried = optional.filter(({ entry, pointer }) =>
    edits.some((edit) => edit.entry === entry && edit.pointer.startsWith(pointer)),
  );

  // The rest has one value only, or ids that no example of another action has.
  expect(tried.length / optional.length).toBeGreaterThan(0.85);
});

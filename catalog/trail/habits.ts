import type { Json } from '../../core/lib/json.ts';

/** How CloudTrail writes the calls of one service otherwise than its API takes them. Names are in lower case. */
export interface Habits {
  /** Members that CloudTrail adds: they repeat what stands elsewhere. */
  added?: readonly string[];
  /** Members that stand there even if nobody gave them. With this value they say nothing; with another they are left over. */
  idle?: Readonly<Record<string, Json>>;
  /** Members that stand under another name than their own. */
  renamed?: Readonly<Record<string, string>>;
  /** Sets of one element that hold parameters of the call itself. */
  lifted?: readonly string[];
  /** By operation, members that CloudTrail never tells though they are no secrets. */
  unkept?: Readonly<Record<string, readonly string[]>>;
  /** Secrets that leave no trace at all, given or not. Others stand there, redacted or empty. */
  untraced?: readonly string[];
  /** By operation, members of its answer that stand under another name than their own. */
  answered?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What CloudTrail leaves out without a trace: these calls have had it if none of the others stands there. */
  notKept?: Readonly<Record<string, { member: string; unless: readonly string[] }>>;
}

const none: Habits = {};

export const habitsOf = (source: string): Habits => habits[source] ?? none;

/** Each seen in a real event: test/cloudtrail/README.md says where. */
const habits: Readonly<Record<string, Habits>> = {
  'cloudformation.amazonaws.com': {
    notKept: { CreateStack: { member: 'TemplateBody', unless: ['TemplateURL'] } },
  },
  'cloudtrail.amazonaws.com': {
    idle: { dataresources: [], excludemanagementeventsources: [], trailnamelist: [] },
  },
  'ec2.amazonaws.com': {
    idle: {
      disableapistop: false,
      force: false,
      hibernationoptions: { configured: false },
      monitoring: { enabled: false },
      reportvolumefailure: false,
      tenancy: 'default',
    },
    renamed: {
      accountattributenameset: 'AttributeNames',
      attributetype: 'Attribute',
      groupdescription: 'Description',
      groups: 'UserIdGroupPairs',
      groupset: 'SecurityGroupIds',
      securitygroupidset: 'GroupIds',
      securitygroupset: 'GroupNames',
      zone: 'AvailabilityZone',
    },
    lifted: ['instancesset'],
    answered: {
      StartInstances: { instancesset: 'StartingInstances' },
      StopInstances: { instancesset: 'StoppingInstances' },
    },
    unkept: { DescribeVpcAttribute: ['Attribute'] },
  },
  'ec2-instance-connect.amazonaws.com': { idle: { monitormode: false } },
  'events.amazonaws.com': { idle: { force: false } },
  'iam.amazonaws.com': { idle: { path: '/' } },
  'kms.amazonaws.com': {
    idle: { bypasspolicylockoutsafetycheck: false, overridependingwindowcheck: false, policyname: 'default' },
  },
  'lambda.amazonaws.com': {
    added: ['fullyqualifiedarn'],
    idle: { dryrun: false },
    notKept: { UpdateFunctionCode: { member: 'ZipFile', unless: ['S3Bucket', 'S3Key', 'ImageUri'] } },
  },
  'route53resolver.amazonaws.com': { idle: { originsequencenumber: 0 } },
  's3.amazonaws.com': {
    added: ['host', 'xmlns', 'xmlns:xsi'],
    unkept: {
      GetPublicAccessBlock: ['AccountId'],
      GetStorageLensConfiguration: ['AccountId', 'ConfigId'],
      ListAccessPoints: ['AccountId'],
    },
    // The operation's name in the query: `?policy`.
    idle: {
      acl: '',
      lifecycle: '',
      logging: '',
      policy: '',
      publicaccessblock: '',
      replication: '',
      tagging: '',
      versioning: '',
    },
    renamed: {
      accesscontrollist: 'Grants',
      bucketname: 'Bucket',
      bucketpolicy: 'Policy',
      'x-amz-acl': 'ACL',
      'x-amz-expected-bucket-owner': 'ExpectedBucketOwner',
      'x-amz-grant-full-control': 'GrantFullControl',
      'x-amz-grant-read': 'GrantRead',
      'x-amz-grant-read-acp': 'GrantReadACP',
      'x-amz-grant-write': 'GrantWrite',
      'x-amz-grant-write-acp': 'GrantWriteACP',
      'xsi:type': 'Type',
    },
  },
  'secretsmanager.amazonaws.com': {
    idle: { forceoverwritereplicasecret: false },
    untraced: ['SecretString', 'SecretBinary'],
  },
  'sns.amazonaws.com': { idle: { returnsubscriptionarn: false } },
  'ssm.amazonaws.com': { idle: { interactive: false } },
};

/** What stands in place of a value that CloudTrail does not tell. */
export const isRedacted = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|<sensitiveDataRemoved>|\*{3,})$/.test(value);

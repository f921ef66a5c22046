/** What real events have shown of a service: published ones, which test/cloudtrail/README.md names. */
interface Seen {
  /** Calls that AWS denied, and how many of these events kept their parameters. */
  denied?: number;
  kept?: number;
}

/** By event source. A service stands here if an event of it stands in test/cloudtrail/events.json: a test holds it. */
const services: Readonly<Record<string, Seen>> = {
  'account.amazonaws.com': {},
  'bedrock.amazonaws.com': {},
  'cloudformation.amazonaws.com': {},
  'cloudtrail.amazonaws.com': {},
  'config.amazonaws.com': {},
  'ec2-instance-connect.amazonaws.com': { denied: 1, kept: 0 },
  'ec2.amazonaws.com': { denied: 95, kept: 95 },
  'elasticfilesystem.amazonaws.com': {},
  'events.amazonaws.com': {},
  'glue.amazonaws.com': {},
  'guardduty.amazonaws.com': {},
  'iam.amazonaws.com': { denied: 5, kept: 0 },
  'kms.amazonaws.com': {},
  'lambda.amazonaws.com': { denied: 2, kept: 0 },
  'logs.amazonaws.com': {},
  'monitoring.amazonaws.com': {},
  'organizations.amazonaws.com': { denied: 3, kept: 0 },
  'ram.amazonaws.com': {},
  'rds.amazonaws.com': { denied: 12, kept: 12 },
  'route53resolver.amazonaws.com': {},
  's3.amazonaws.com': { denied: 11, kept: 11 },
  'secretsmanager.amazonaws.com': { denied: 1, kept: 1 },
  'sns.amazonaws.com': {},
  'ssm.amazonaws.com': {},
  'sts.amazonaws.com': { denied: 18, kept: 0 },
  'wafv2.amazonaws.com': {},
};

const seen: ReadonlyMap<string, Seen> = new Map(Object.entries(services));

/** @internal Tests hold it to the events. */
export const servicesSeen: readonly string[] = [...seen.keys()];

/** Somebody's real event of this service was read. Of another it is a guess how CloudTrail writes its calls. */
export const isProven = (eventSource: string): boolean => seen.has(eventSource);

/**
 * Whether a denied call keeps its parameters, so that it can become a request: true where every one that was published did.
 * Undefined where none was. IAM, STS and others answer before CloudTrail has read any.
 */
export function keepsDenied(eventSource: string): boolean | undefined {
  const { denied = 0, kept = 0 } = seen.get(eventSource) ?? {};
  return denied === 0 ? undefined : kept === denied;
}

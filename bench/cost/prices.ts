/**
 * List prices in us-east-1, in dollars, without any free tier. From the public price pages of each service.
 * Other regions differ: in eu-west-1 DynamoDB's requests cost 13 % more.
 */
export const asOf = '2026-11';
export const region = 'us-east-1';

const million = 1_000_000;

export const monthly = {
  alarmMetric: 0.1,
  key: 1,
  secret: 0.4,
  customMetric: 0.3,
  /** Beyond the three that an account has. */
  dashboard: 3,
} as const;

export const each = {
  apiCall: 1 / million,
  lambdaCall: 0.2 / million,
  /** On arm64. */
  lambdaGigabyteSecond: 0.0000133334,
  dynamoRead: 0.125 / million,
  dynamoWrite: 0.625 / million,
  kmsCall: 0.03 / 10_000,
  workflowTransition: 0.025 / 1_000,
  trace: 5 / million,
  logGigabyte: 0.5,
  /** A list costs the same. */
  s3Put: 0.005 / 1_000,
  s3GigabyteMonth: 0.023,
  athenaGigabyte: 5 / 1_000,
  s3Get: 0.0004 / 1_000,
  /** By a key on an elliptic curve. */
  kmsSignature: 0.15 / 10_000,
  scheduledCall: 1 / million,
  /** An event that a rule puts on another bus. */
  busEvent: 1 / million,
  queueCall: 0.4 / million,
} as const;

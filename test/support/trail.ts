/** A CloudTrail event of an agent's, as the log files hold it. */
export const trailEvent = (changes: Readonly<Record<string, unknown>> = {}, role = 'agent-lawyer') => ({
  eventVersion: '1.09',
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::111122223333:assumed-role/${role}/session`,
    accountId: '111122223333',
  },
  eventTime: '2026-01-03T10:00:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  awsRegion: 'us-east-1',
  requestParameters: { userName: 'ci "quoted" {braced}' },
  recipientAccountId: '111122223333',
  ...changes,
});

export const createUser = trailEvent({ requestParameters: { userName: 'ci' } });
export const describeInstances = trailEvent({
  eventSource: 'rds.amazonaws.com',
  eventName: 'DescribeDBInstances',
  requestParameters: null,
});
export const stopLogging = trailEvent({
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  eventTime: '2026-01-04T10:00:00Z',
  requestParameters: { name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' },
});

export const logFile = (...events: unknown[]): string => JSON.stringify({ Records: events });

import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { createReadCall } from '../../../../catalog/trail/read-call.ts';
import { readTrailValue } from '../../../../catalog/trail/trail-event.ts';
import { trailEvent } from '../../../support/trail.ts';

const readCall = createReadCall(catalogWith());
const called = (service: string, eventName: string, requestParameters: unknown = null) => {
  const event = readTrailValue(
    trailEvent({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters }),
  );
  if (!event.ok) throw new Error(event.problem);
  const call = readCall(event.event);
  return call && { action: call.entry.action, curated: call.entry.curated, read: call.read };
};

describe('a call in an event', () => {
  it.each([
    ['lambda', 'UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode'],
    ['lambda', 'UpdateFunctionCode', 'lambda:UpdateFunctionCode'],
    ['lambda', 'DeleteFunctionCodeSigningConfig20200630', 'lambda:DeleteFunctionCodeSigningConfig'],
    ['monitoring', 'DeleteAlarms', 'cloudwatch:DeleteAlarms'],
    ['s3', 'PutBucketReplication', 's3:PutReplicationConfiguration'],
  ])('%s %s is of the action that somebody described', (service, name, action) => {
    expect(called(service, name)).toMatchObject({ action, curated: true });
  });

  it.each([
    ['ec2', 'CreateVpc', 'ec2:CreateVpc'],
    ['lambda', 'ListFunctions20150331', 'lambda:ListFunctions'],
    ['s3', 'GetBucketLifecycle', 's3:GetLifecycleConfiguration'],
    ['s3', 'GetAccountPublicAccessBlock', 's3:GetAccountPublicAccessBlock'],
    ['ses', 'ListIdentities', 'ses:ListIdentities'],
  ])('%s %s is of an action that nobody described', (service, name, action) => {
    expect(called(service, name)).toMatchObject({ action, curated: false });
  });

  it('that nobody described is read by what AWS publishes of it', () => {
    const tags = { items: [{ resourceType: 'vpc', tags: [{ key: 'team', value: 'shop' }] }] };
    expect(called('ec2', 'CreateVpc', { cidrBlock: '10.0.0.0/16', tagSpecificationSet: tags })?.read).toEqual(
      {
        ok: true,
        untold: [],
        parameters: {
          CidrBlock: '10.0.0.0/16',
          TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'team', Value: 'shop' }] }],
        },
      },
    );
    expect(called('ec2', 'CreateVpc', { cidrBlock: '10.0.0.0/16', other: true })?.read).toEqual({
      ok: false,
      unread: { code: 'left-over', member: 'other' },
    });
  });

  it.each([
    ['ec2', 'SharedSnapshotVolumeCreated'],
    ['ec2', 'constructor'],
    ['health', 'DescribeEventAggregates'],
    ['signin', 'ConsoleLogin'],
    ['lambda', 'Invoke20150331x'],
  ])('%s %s is of no action', (service, name) => {
    expect(called(service, name)).toBeUndefined();
  });
});

describe('an event', () => {
  it('keeps what joins it to a run, and flags that were printed as text', () => {
    const ids = { eventID: 'e', sharedEventID: 's', requestID: 'r' };
    expect(readTrailValue(trailEvent({ ...ids, readOnly: 'false', managementEvent: true }))).toMatchObject({
      ok: true,
      event: { ...ids, readOnly: false, managementEvent: true },
    });
  });

  it('is the same in the wrapping of EventBridge', () => {
    const event = trailEvent({ eventID: 'e' });
    expect(readTrailValue({ 'detail-type': 'AWS API Call via CloudTrail', detail: event })).toEqual(
      readTrailValue(event),
    );
  });
});

import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { patternLimit } from '../../catalog/generate/event-patterns.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { watchedRegions } from '../../infra/watched-regions.ts';
import { appOf, config, ofType, regionAppOf, resourcesOf, synthesize } from './synthesized.ts';

const settings = { ...config('trial'), account: '777788889999' };
const elsewhere = resourcesOf(regionAppOf(settings));
const rules = ofType(elsewhere, 'AWS::Events::Rule');
const nameOf = ({ properties: { Name } }: (typeof rules)[number]): string =>
  String(Name).replace('countersign-trial-', '');

describe('a region that is watched', () => {
  it('has rules alone, and reads nothing from elsewhere but the account that it stands in', () => {
    expect(new Set(elsewhere.map(({ type }) => type))).toEqual(new Set(['AWS::Events::Rule']));
    expect(JSON.stringify(elsewhere)).not.toMatch(/Fn::ImportValue|AWS::Region/);
  });

  it('sees what agents write, what they read that is gated, sign-ins, our own roles, and who blinds us', () => {
    expect(rules.map(nameOf).sort()).toEqual([
      'agents-read-1',
      'agents-write',
      'guards',
      'own-roles',
      'sign-ins',
    ]);
  });

  it('sees data events where settings ask', () => {
    const detection = { ...settings.detection, dataEvents: ['s3.amazonaws.com' as const] };
    const [data] = ofType(resourcesOf(regionAppOf({ ...settings, detection })), 'AWS::Events::Rule').filter(
      (rule) => nameOf(rule) === 'data',
    );
    expect(data?.properties.EventPattern).toMatchObject({
      detail: { eventSource: ['s3.amazonaws.com'], managementEvent: [false] },
    });
  });

  it('has a trail where settings ask for one: of all regions, into the bucket at home, and in one region alone', () => {
    const making = { ...settings, detection: { ...settings.detection, makeTrail: true } };
    const [trail] = ofType(resourcesOf(regionAppOf(making)), 'AWS::CloudTrail::Trail');
    expect(trail?.properties).toMatchObject({
      S3BucketName: 'countersign-trial-trail-777788889999',
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
    });
    const bucket = ofType(synthesize(making), 'AWS::S3::Bucket').find(
      ({ properties }) => properties.BucketName === 'countersign-trial-trail-777788889999',
    );
    expect(bucket?.deletionPolicy).toContain('Retain');
    const template = regionAppOf(making).synth().stacks[0]?.template as JsonObject;
    expect(JSON.stringify(template.Conditions)).toContain('eu-west-1');
  });

  it('leads each rule to the home bus, and nowhere else, by the role of its account', () => {
    for (const { properties } of rules) {
      const [target, ...others] = properties.Targets as JsonObject[];
      expect(others).toEqual([]);
      expect(target?.Arn).toBe('arn:aws:events:eu-west-1:777788889999:event-bus/countersign-trial-sightings');
      expect(JSON.stringify(target?.RoleArn)).toContain(':role/countersign-trial-forward-eu-west-1');
    }
  });

  it('has rules that EventBridge takes', () => {
    for (const { properties } of rules)
      expect(JSON.stringify(properties.EventPattern).length).toBeLessThanOrEqual(patternLimit);
  });

  it('leaves cdk-nag with nothing to say', () => {
    const app = regionAppOf(settings);
    app.synth();
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });
});

describe('where Countersign watches', () => {
  it('is its own region, the one where global services report, and those that the settings add', () => {
    const detection = { ...settings.detection, regions: ['eu-central-1', 'us-east-1'] };
    expect(watchedRegions({ ...settings, detection })).toEqual(['eu-west-1', 'us-east-1', 'eu-central-1']);
    const stacks = appOf(settings).synth().stacks;
    expect(
      stacks
        .filter(({ stackName }) => stackName === 'countersign-trial-region')
        .map((one) => one.environment.region),
    ).toEqual(['eu-west-1', 'us-east-1']);
  });
});

describe('the home bus', () => {
  const home = synthesize(settings);
  const [policy] = ofType(home, 'AWS::Events::EventBusPolicy');

  it('takes events that rules of the listed accounts bring by their role, and nothing that is put there', () => {
    const forward = (account: string) => `arn:aws:iam::${account}:role/countersign-trial-forward-eu-west-1`;
    expect(policy?.properties.Statement).toMatchObject({
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Condition: {
        ArnEquals: {
          'aws:PrincipalArn': ['777788889999', '111122223333', '444455556666'].map(forward),
        },
        Bool: { 'events:eventBusInvocation': 'true' },
      },
    });
  });

  it('hands on what AWS itself says happened in a listed account, with the reads, and sets aside what it cannot', () => {
    const [rule] = ofType(home, 'AWS::Events::Rule').filter(({ properties }) => properties.EventBusName);
    expect(rule?.properties).toMatchObject({
      EventPattern: {
        source: [{ prefix: 'aws.' }],
        account: ['777788889999', '111122223333', '444455556666'],
      },
      State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    });
    expect(JSON.stringify(rule?.properties.Targets)).toContain('DeadLetterConfig');
  });

  it('feeds a queue that forgets nothing: what fails is set aside, and its function is called a few at a time', () => {
    const mapping = ofType(home, 'AWS::Lambda::EventSourceMapping').find(
      ({ properties }) => properties.ScalingConfig,
    );
    expect(mapping?.properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
    const queue = ofType(home, 'AWS::SQS::Queue').find(({ properties }) => properties.RedrivePolicy);
    const sight = ofType(home, 'AWS::Lambda::Function').find(
      ({ properties }) => properties.FunctionName === 'countersign-trial-sight',
    );
    expect(Number(queue?.properties.VisibilityTimeout)).toBeGreaterThanOrEqual(
      6 * Number(sight?.properties.Timeout),
    );
  });
});

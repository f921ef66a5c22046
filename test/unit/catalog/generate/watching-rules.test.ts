import { describe, expect, it } from 'vitest';
import { watchingRules } from '../../../../catalog/generate/watching-rules.ts';
import { compilePattern } from '../../../../emulator/lib/event-pattern.ts';

const rules = watchingRules({
  agentRoles: ['arn:aws:iam::*:role/agent-*'],
  ownRoles: ['arn:aws:iam::*:role/countersign-trial-executor-eu-west-1'],
  ownPrefix: 'countersign-trial-',
  dataEvents: ['s3.amazonaws.com'],
});
const catching = (event: object): string[] =>
  rules.filter(({ pattern }) => compilePattern({ ...pattern })(event)).map(({ name }) => name);

const api = (detail: object, source = 'aws.any') => ({
  source,
  'detail-type': 'AWS API Call via CloudTrail',
  detail,
});
const by = (role: string, more: object = {}) => ({
  userIdentity: { sessionContext: { sessionIssuer: { arn: role }, ...more } },
});
const agent = 'arn:aws:iam::111122223333:role/team/agent-etl';
const executor = 'arn:aws:iam::444455556666:role/countersign-trial-executor-eu-west-1';
const person = 'arn:aws:iam::111122223333:role/operator';

describe('beside the calls of agents, a region sees', () => {
  it.each([
    ['an agent who signs in to the console', 'sign-ins', agent],
    ['nothing of a person who does', undefined, person],
  ])('%s', (_, rule, role) => {
    const event = {
      source: 'aws.signin',
      'detail-type': 'AWS Console Sign In via CloudTrail',
      detail: by(role),
    };
    expect(catching(event)).toEqual(rule ? [rule] : []);
  });

  it('what our own roles do, whoever has become one', () => {
    expect(catching(api({ eventName: 'DescribeInstances', ...by(executor) }))).toEqual(['own-roles']);
  });

  it('whoever goes under our name, in whichever role', () => {
    const named = by(person, { sourceIdentity: 'countersign-0123' });
    expect(catching(api({ eventName: 'CreateUser', ...named }))).toEqual(['own-roles']);
    expect(catching(api({ eventName: 'CreateUser', ...by(person, { sourceIdentity: 'ann' }) }))).toEqual([]);
  });

  it('whoever takes one of our roles', () => {
    const assume = (roleArn: string) =>
      api({ eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', requestParameters: { roleArn } });
    expect(catching(assume(executor))).toEqual(['own-roles']);
    expect(catching(assume(person))).toEqual([]);
  });

  it.each([
    ['cloudtrail.amazonaws.com', 'StopLogging', { name: 'main' }],
    ['cloudtrail.amazonaws.com', 'PutEventSelectors', { trailName: 'main' }],
    ['events.amazonaws.com', 'DisableRule', { name: 'countersign-trial-agents-write' }],
    ['events.amazonaws.com', 'RemoveTargets', { rule: 'countersign-trial-agents-write' }],
  ])('anybody who calls %s %s', (eventSource, eventName, requestParameters) => {
    const detail = { eventSource, eventName, requestParameters, ...by(person) };
    expect(catching(api(detail))).toEqual(['guards']);
    // What AWS did not do blinds nobody.
    expect(catching(api({ ...detail, errorCode: 'AccessDenied' }))).toEqual([]);
  });

  it('no rule of somebody else that is disabled', () => {
    const detail = { eventSource: 'events.amazonaws.com', eventName: 'DisableRule' };
    expect(catching(api({ ...detail, requestParameters: { name: 'nightly' } }))).toEqual([]);
  });

  it('data events of agents, of the sources that settings name', () => {
    const get = (eventSource: string, role: string) =>
      catching(api({ eventSource, eventName: 'GetObject', managementEvent: false, ...by(role) }));
    expect(get('s3.amazonaws.com', agent)).toEqual(['data']);
    expect(get('dynamodb.amazonaws.com', agent)).toEqual([]);
    expect(get('s3.amazonaws.com', person)).toEqual([]);
  });

  it('nothing that an account puts on its bus itself', () => {
    expect(catching(api({ eventName: 'CreateUser', ...by(executor) }, 'my.app'))).toEqual([]);
  });
});

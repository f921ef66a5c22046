import { describe, expect, it } from 'vitest';
import { stopsWatching } from '../../../../core/detection/stops-watching.ts';

const stops = (call: string, parameters: unknown = null) =>
  stopsWatching({ call, parameters }, 'countersign-trial-');

describe('what stops watching', () => {
  it.each(['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'])('is cloudtrail:%s', (name) => {
    expect(stops(`cloudtrail:${name}`)).toBe(true);
  });

  it.each([
    ['events:DeleteRule', { name: 'countersign-trial-agents' }],
    ['events:DisableRule', { name: 'countersign-trial-agents' }],
    ['events:RemoveTargets', { rule: 'countersign-trial-agents', ids: ['1'] }],
  ])('is %s of a rule of ours', (call, parameters) => {
    expect(stops(call, parameters)).toBe(true);
    expect(stops(call, { name: 'theirs', rule: 'theirs' })).toBe(false);
    for (const odd of [null, 'text', [], { name: 7, rule: {} }]) expect(stops(call, odd)).toBe(false);
  });

  it('is nothing else', () => {
    for (const call of ['cloudtrail:StartLogging', 'iam:CreateUser', 'constructor', 'toString'])
      expect(stops(call, { name: 'countersign-trial-agents' })).toBe(false);
  });
});

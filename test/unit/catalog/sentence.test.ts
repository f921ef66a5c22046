import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { beginningOf, nameIn, sentence } from '../../../catalog/sentence.ts';
import type { JsonObject } from '../../../core/lib/json.ts';

const say = (action: string, parameters: JsonObject): string | undefined =>
  catalogWith().find(action)?.say(parameters, { account: '111122223333' });

describe('the sentence that a person reads', () => {
  it('shows what an agent hid in a value', () => {
    expect(sentence`Delete ${'a\u202Eb'} now`).toBe('Delete a\\u{202E}b now');
    expect(say('ecs:ExecuteCommand', { cluster: 'c', task: 't', command: 'ls\nrm -rf /' })).toBe(
      'In task t of cluster c, run: ls\\u{A}rm -rf /',
    );
  });

  it('stays short', () => {
    expect(sentence`Run ${'x'.repeat(1_000)} on ${'y'.repeat(1_000)}`.length).toBeLessThanOrEqual(600);
  });

  it('says how much of a long text it leaves out', () => {
    expect(beginningOf('ls')).toBe('ls');
    expect(beginningOf('x'.repeat(1_000), 10)).toBe('xxxxxxxxx… and 991 more characters');
  });

  it('names what its entry does not speak of, whatever that is', () => {
    expect(say('iam:AddUserToGroup', { GroupName: 'g', UserName: 'u', Zeal: true, Ardour: [1] })).toBe(
      'Add user u to group g (Ardour [1], Zeal true)',
    );
  });

  it('keeps the names of what it does not speak of where there is no room for values', () => {
    const long = Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((name) => [name, 'x'.repeat(100)]));
    expect(say('iam:AddUserToGroup', { GroupName: 'g', UserName: 'u', ...long })).toBe(
      'Add user u to group g (A, B, C, D, E)',
    );
  });

  it.each([
    ['arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf', 'shop/db-AbCdEf'],
    ['arn:aws:iam::111122223333:role/service/etl', 'service/etl'],
    ['arn:aws:s3:::receipts', 'receipts'],
    ['receipts', 'receipts'],
    ['', ''],
  ])('names a thing, not its whole ARN: %s', (value, name) => {
    expect(nameIn(value)).toBe(name);
  });
});

import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { beginningOf, inTurn, nameIn, sentence } from '../../../catalog/sentence.ts';
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

  it('says of several how many, and leaves none out behind a long one', () => {
    const said = say('events:PutTargets', {
      Rule: 'nightly',
      Targets: [
        { Id: 'a'.repeat(64), Arn: `arn:aws:logs:eu-central-1:111122223333:log-group:/${'a'.repeat(450)}` },
        { Id: 'b', Arn: 'arn:aws:lambda:eu-central-1:444455556666:function:copy' },
      ],
    });
    expect(said).toContain('start 2 targets, 1 of them in other accounts: logs ');
    expect(said).toContain('lambda copy of account 444455556666 (another account)');
  });

  it('says each change, behind the long name of a role too', () => {
    const said = say('lambda:UpdateFunctionConfiguration', {
      FunctionName: 'checkout',
      Role: `arn:aws:iam::444455556666:role/${'path/'.repeat(80)}deploy`,
      Layers: ['arn:aws:lambda:eu-central-1:444455556666:layer:other:1'],
      Environment: { Variables: { NODE_OPTIONS: '--require /opt/x.js' } },
    });
    for (const part of ['(another account)', 'layers other', 'NODE_OPTIONS=']) expect(said).toContain(part);
  });

  it('says what runs, behind the long names of roles too', () => {
    const said = say('elasticmapreduce:RunJobFlow', {
      Name: 'reports',
      JobFlowRole: 'a'.repeat(128),
      ServiceRole: 'b'.repeat(128),
      Instances: { MasterInstanceType: 'm7g.xlarge', InstanceCount: 1 },
      BootstrapActions: [{ Name: 'tools', ScriptBootstrapAction: { Path: 's3://other/tools.sh' } }],
    });
    for (const part of ['run as aaa', 'kept by bbb', 'each running as root']) expect(said).toContain(part);
  });

  it.each([
    [['a', 'b'], 'a; b'],
    [['', 'a', '', 'b'], 'a; b'],
    [['a'.repeat(400)], 'a'.repeat(400)],
    [['a'.repeat(400), 'b'], `${'a'.repeat(147)}…; b`],
  ])('cuts parts that are too long together, each to its share: %#', (parts, said) => {
    expect(inTurn(parts)).toBe(said);
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

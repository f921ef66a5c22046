import { describe, expect, it } from 'vitest';
import { submissionSchema } from '../../../../functions/shared/submit/submission-schema.ts';

const good = {
  action: 'rds:DeleteDBInstance',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  parameters: { DBInstanceIdentifier: 'orders' },
  reason: '  It is replaced. ',
};

const faultOf = (value: unknown) => submissionSchema.safeParse(value).error?.issues[0];

describe('a submission', () => {
  it('is an action, a resource, parameters and a reason', () => {
    expect(submissionSchema.parse(good)).toEqual({ ...good, reason: 'It is replaced.' });
  });

  it('may say more about the agent', () => {
    const more = { ...good, ticket: 'OPS-1', model: 'some-model', conversation: 'Please clean up.' };
    expect(submissionSchema.parse(more)).toMatchObject({ ticket: 'OPS-1', model: 'some-model' });
  });

  it.each([
    'account',
    'region',
    'environment',
    'agent',
    'owners',
    'session',
    'identity',
    'digest',
    'state',
    'votes',
    'risk',
  ])('cannot say what is ours to find out: %s', (field) => {
    expect(faultOf({ ...good, [field]: 'prod' })).toMatchObject({ code: 'unrecognized_keys', keys: [field] });
  });

  it.each([
    ['action', ''],
    ['action', 'DeleteDBInstance'],
    ['action', 'rds:'],
    ['action', 'rds:*'],
    ['action', 'RDS:DeleteDBInstance'],
    ['action', 'rds:Delete DBInstance'],
    ['action', `rds:${'x'.repeat(129)}`],
    ['action', null],
    ['resource', 7],
    ['resource', 'x'.repeat(2_049)],
    ['parameters', []],
    ['parameters', null],
    ['parameters', 'text'],
    ['parameters', undefined],
    ['reason', ''],
    ['reason', '   '],
    ['reason', undefined],
    ['reason', 'x'.repeat(2_001)],
    ['ticket', ''],
    ['model', { name: 'x' }],
    ['conversation', 'x'.repeat(2_001)],
  ])('names the field that is wrong: %s %j', (field, value) => {
    expect(faultOf({ ...good, [field]: value })?.path).toEqual([field]);
  });
});

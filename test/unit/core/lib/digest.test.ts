import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, type Signed } from '../../../../core/lib/digest.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { anyObject, anyText } from '../../../support/given/any-json.ts';

const anySigned: fc.Arbitrary<Signed> = fc.record({
  agent: anyText(),
  action: anyText(),
  resource: anyText(),
  account: anyText(),
  region: anyText(),
  parameters: anyObject,
});

const signed: Signed = {
  agent: 'etl',
  action: 'rds:DeleteDBInstance',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  account: '111122223333',
  region: 'eu-central-1',
  parameters: { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true },
};

describe('the digest', () => {
  it('can be computed by anyone: SHA-256 of the canonical JSON of six fields', () => {
    const text =
      '{"account":"111122223333","action":"rds:DeleteDBInstance","agent":"etl","parameters":{"DBInstanceIdentifier":"orders",' +
      '"SkipFinalSnapshot":true},"region":"eu-central-1","resource":"arn:aws:rds:eu-central-1:111122223333:db:orders"}';
    expect(digestOf(signed)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('does not depend on the order of keys', () => {
    const { agent, action, resource, account, region } = signed;
    const parameters = { SkipFinalSnapshot: true, DBInstanceIdentifier: 'orders' };
    expect(digestOf({ region, parameters, resource, action, agent, account })).toBe(digestOf(signed));
  });

  it('covers nothing that is carried along', () => {
    expect(digestOf({ ...signed, reason: 'changed' } as Signed)).toBe(digestOf(signed));
  });

  it('is another one as soon as any field is another one', () => {
    fc.assert(
      fc.property(
        anySigned,
        anySigned,
        fc.constantFrom<keyof Signed>('agent', 'action', 'resource', 'account', 'region', 'parameters'),
        (one, other, field) => {
          const changed = { ...one, [field]: other[field] };
          const same = canonicalJson(changed) === canonicalJson(one);
          expect(digestOf(changed) === digestOf(one)).toBe(same);
        },
      ),
    );
  });

  it('cannot be met by moving text from one field into the next', () => {
    fc.assert(
      fc.property(anySigned, fc.integer({ min: 1, max: 40 }), (one, cut) => {
        const letters = [...one.action];
        fc.pre(cut < letters.length);
        const agent = one.agent + letters.slice(0, cut).join('');
        const moved = { ...one, agent, action: letters.slice(cut).join('') };
        expect(digestOf(moved)).not.toBe(digestOf(one));
      }),
    );
  });

  it.each<[string, unknown]>([
    ['a number that was text', { limit: '1' }],
    ['a key that is absent', {}],
    ['a key that is null', { limit: null }],
    ['a list around it', { limit: [1] }],
    ['one digit more', { limit: 1.0000000000000002 }],
  ])('tells %s', (_, parameters) => {
    const one = { ...signed, parameters: { limit: 1 } };
    expect(digestOf({ ...one, parameters } as Signed)).not.toBe(digestOf(one));
  });
});

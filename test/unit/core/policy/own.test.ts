import { describe, expect, it } from 'vitest';
import { findOwn, type Own } from '../../../../core/policy/own.ts';

const own: Own = {
  texts: ['countersign-trial-'],
  names: ['countersign-trial-requests', 'vault', 'cdk-*-role-*'],
  arns: ['arn:aws:dynamodb:*:111122223333:table/countersign-trial-*', 'arn:aws:iam::*:role/cdk-*'],
};
const elsewhere = 'arn:aws:s3:::reports';
const find = (parameters: Parameters<typeof findOwn>[1]['parameters'], resource = elsewhere) =>
  findOwn(own, { resource, parameters });

describe('what a request names of ours', () => {
  it('is told with its place', () => {
    expect(find({}, 'arn:aws:sqs:eu-west-1:111122223333:countersign-trial-dead')).toEqual({
      pointer: '/resource',
      own: 'countersign-trial-',
    });
    expect(find({ Tables: [{ 'a/b': 'x', Name: 'countersign-trial-requests' }] })).toEqual({
      pointer: '/parameters/Tables/0/Name',
      own: 'countersign-trial-',
    });
  });

  it('may be a key of a map', () => {
    expect(find({ RequestItems: { 'countersign-trial-requests': [] } })?.pointer).toBe(
      '/parameters/RequestItems/countersign-trial-requests',
    );
  });

  it('may be the value of a document in a text, as a whole alone', () => {
    expect(find({ Policy: '{"Resource":["vault"]}' })?.own).toBe('vault');
    expect(find({ Policy: 'the vault' })).toBeUndefined();
    expect(find({ Policy: '{"Resource": the vault' })).toBeUndefined();
  });

  it('is what a pattern could mean, but not what everything means', () => {
    expect(find({ Name: 'countersign-*' })?.own).toBe('countersign-trial-requests');
    expect(find({ Name: '*' })).toBeUndefined();
  });

  it('is no guess between two patterns', () => {
    expect(find({ Name: '*-production' })).toBeUndefined();
  });

  it('ends with an ARN that is cut short, and means all below', () => {
    expect(find({ Arn: 'arn:aws:dynamodb:*' })?.own).toBe(own.arns[0]);
    expect(find({ Arn: 'arn:aws:dynamodb:eu-west-1' })).toBeUndefined();
    expect(find({ Arn: 'arn:aws:s3:*' })).toBeUndefined();
  });

  it('lets no star pass a colon of an ARN', () => {
    expect(find({ Arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/order*' })).toBeUndefined();
    expect(find({ Arn: 'arn:aws:dynamodb:eu-west-1:444455556666:table/*' })).toBeUndefined();
  });

  it('is found however deep, and no depth breaks the search', () => {
    const depth = 20_000;
    const deep = `${'['.repeat(depth)}"countersign-*"${']'.repeat(depth)}`;
    expect(find({ Document: deep })?.own).toBe('countersign-trial-requests');
    expect(find({ Document: deep.replace('countersign-*', 'orders-*') })).toBeUndefined();
  });
});

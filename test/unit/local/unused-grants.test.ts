import { describe, expect, it } from 'vitest';
import { type Excuse, grantProblems, unusedInAll } from '../../support/unused-grants.ts';

const grant = (action: string, policy = 'Stack/Role/Policy') => ({
  role: 'arn:aws:iam::123456789012:role/seal',
  source: `${policy}[0]`,
  action,
  resource: '*',
});
const excuse = (...actions: string[]): Excuse => ({
  policy: 'Stack/Role/Policy',
  actions,
  reason: 'it is so',
});
const [put, get, list] = [grant('s3:PutObject'), grant('s3:GetObject'), grant('s3:ListBucket')];

describe('the grants of a run', () => {
  it('are unused where no deployment has used them', () => {
    expect(
      unusedInAll([
        [put, get, list],
        [get, list],
        [list, get, put],
      ]),
    ).toEqual([get, list]);
    expect(unusedInAll([[put, get], []])).toEqual([]);
    expect(unusedInAll([])).toEqual([]);
  });

  it('may be unused with an excuse', () => {
    expect(grantProblems([put, get], [excuse('s3:PutObject', 's3:GetObject')])).toEqual([]);
  });

  it('are a problem without one, which another policy does not have', () => {
    const other = grant('s3:PutObject', 'Stack/Role/PolicyOfAnother');
    expect(grantProblems([put, get, other], [excuse('s3:PutObject')])).toEqual([
      'Stack/Role/Policy[0] s3:GetObject on * is used by no test',
      'Stack/Role/PolicyOfAnother[0] s3:PutObject on * is used by no test',
    ]);
  });

  it('make a problem of an excuse that none of them needs', () => {
    expect(grantProblems([put], [excuse('s3:PutObject', 's3:ListBucket')])).toEqual([
      'Stack/Role/Policy s3:ListBucket is used, or is gone: remove its excuse',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { iamService } from '../../../../catalog/iam-reference/iam-action.ts';
import { servicesInScope } from '../../../../catalog/iam-reference/scope.ts';
import { iamNames } from '../../../../catalog/shapes/iam-names.ts';
import { findOperation, loadShapes } from '../../../../catalog/shapes/load-shapes.ts';
import { serviceClients, withoutShapes } from '../../../../catalog/shapes/service-clients.ts';
import { givenShapes } from './given-operation.ts';

describe('the shapes of a service', () => {
  it('are there for every service in scope, but those that say why not', () => {
    expect([...Object.keys(serviceClients), ...Object.keys(withoutShapes)].sort()).toEqual(servicesInScope);
  });

  it('are of no service that is not one', async () => {
    for (const prefix of ['', 'nothing', '../services/s3', '__proto__', 'constructor', 'S3'])
      expect([prefix, await loadShapes(prefix)]).toEqual([prefix, undefined]);
  });

  it('hold every operation, with an input that can be read', async () => {
    let count = 0;
    for (const prefix of Object.keys(serviceClients))
      for (const { input } of (await givenShapes(prefix)).operations.values())
        count += Number(input.members.size >= 0);
    expect(count).toBe(8_377);
  });
});

describe('an operation', () => {
  it('is found by its own name, with the service or without', async () => {
    const s3 = await givenShapes('s3');
    for (const name of ['PutBucketReplication', 's3:PutBucketReplication', 's3:PutReplicationConfiguration'])
      expect(findOperation(s3, name)?.name).toBe('PutBucketReplication');
    for (const name of ['putBucketReplication', 'ec2:PutBucketReplication', 'iam:ListBucket', '', 's3:'])
      expect([name, findOperation(s3, name)]).toEqual([name, undefined]);
  });

  it('of a second client with the same name has its client before it', async () => {
    const s3 = await givenShapes('s3');
    expect(findOperation(s3, 's3:CreateBucket')?.client).toBe('s3');
    expect(findOperation(s3, 's3:s3-control.CreateBucket')?.client).toBe('s3-control');
    expect(findOperation(s3, 'CreateJob')?.client).toBe('s3-control');
  });

  it("is called otherwise by IAM only where IAM's name is no operation's", async () => {
    for (const [action, operation] of iamNames) {
      const [prefix = '', name = ''] = action.split(':');
      const { operations } = await givenShapes(prefix);
      expect([action, operations.has(name), operations.has(operation)]).toEqual([action, false, true]);
      expect((await iamService(prefix))?.has(action), action).toBe(true);
    }
  });
});

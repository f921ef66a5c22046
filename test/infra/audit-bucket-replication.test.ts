import { expect, it } from 'vitest';
import { statementsIn } from './statements.ts';
import { config, ofType, synthesize } from './synthesized.ts';

it('nobody writes into the audit bucket or hides from it by replication, whatever IAM grants them', () => {
  const policies = ofType(synthesize(config('trial')), 'AWS::S3::BucketPolicy');
  const denied = policies
    .flatMap(({ properties }) => statementsIn(properties.PolicyDocument))
    .filter(({ effect, conditions }) => effect === 'Deny' && Object.keys(conditions).length === 0);
  expect(denied.flatMap(({ actions }) => actions)).toEqual(
    expect.arrayContaining(['s3:ReplicateObject', 's3:ReplicateDelete']),
  );
});

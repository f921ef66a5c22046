import { expect, test } from 'vitest';
import type { PolicyDocument } from '../../../../../catalog/values/policy-document/policy-document.ts';
import { policyFacts } from '../../../../../catalog/values/policy-document/policy-facts.ts';
import { readPolicyDocument } from '../../../../../catalog/values/policy-document/read-policy-document.ts';

const documentOf = (...statements: object[]): PolicyDocument => {
  const read = readPolicyDocument(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    'resource',
    10_000,
  );
  if (!read.ok) throw new Error(read.detail);
  return read.document;
};
const ownAccount = '111122223333';

test('a policy can rule on what a document grants, whatever its text is', () => {
  const document = documentOf(
    {
      Effect: 'Allow',
      Principal: {
        AWS: ['arn:aws:iam::444455556666:role/x', 'arn:aws:iam::444455556666:root'],
        Service: 'lambda.amazonaws.com',
      },
      Action: ['s3:GetOBJECTacl', 'iam:PassRole'],
      Resource: 'arn:aws:s3:::a',
    },
    { Effect: 'Deny', Principal: '*', Action: 'ec2:*', Resource: '*' },
  );
  expect(policyFacts(document, { ownAccount })).toEqual({
    marks: ['another account', 'powerful actions', 'no condition'],
    actions: ['iam:passrole', 's3:getobjectacl'],
    services: ['iam', 's3'],
    accounts: ['444455556666'],
  });
});

test('all but some is all', () => {
  const document = documentOf({
    Effect: 'Allow',
    NotPrincipal: { AWS: 'arn:aws:iam::444455556666:root' },
    NotAction: 's3:*',
    Resource: '*',
  });
  expect(policyFacts(document, { ownAccount })).toMatchObject({
    actions: ['*'],
    services: ['*'],
    accounts: ['*'],
  });
});

import type { JsonObject } from '../../../core/lib/json.ts';
import { done, type Operation, type Outcome, type Place, refused } from './operation.ts';
import { service } from './service.ts';

interface Bucket {
  policy: string | undefined;
  acl: string;
  publicAccessBlock: JsonObject | undefined;
}

type State = Map<string, Bucket>;

/** Each setting stands alone: what one of them would forbid of another, this account does not forbid. */
const withBucket = (
  action: string,
  reads: readonly string[],
  answer: (bucket: Bucket, input: JsonObject, at: Place) => Outcome,
): Operation<State> => ({
  // The signature covers the body; a checksum says it again.
  reads: ['Bucket', 'ChecksumAlgorithm', 'ExpectedBucketOwner', ...reads],
  needs: ({ Bucket }) => [{ action, resource: `arn:aws:s3:::${Bucket}` }],
  answer(input, buckets, at) {
    const bucket = buckets.get(String(input.Bucket));
    if (!bucket) return refused('NoSuchBucket', 'The specified bucket does not exist', 404);
    const { ExpectedBucketOwner: owner = at.account } = input;
    return owner === at.account ? answer(bucket, input, at) : refused('AccessDenied', 'Access Denied', 403);
  },
});

const groups = 'http://acs.amazonaws.com/groups/global';

/** Whom a canned ACL lets in beside the owner. */
const cannedGrants: Readonly<Record<string, readonly [uri: string, permission: string][]>> = {
  private: [],
  'public-read': [[`${groups}/AllUsers`, 'READ']],
  'public-read-write': [
    [`${groups}/AllUsers`, 'READ'],
    [`${groups}/AllUsers`, 'WRITE'],
  ],
  'authenticated-read': [[`${groups}/AuthenticatedUsers`, 'READ']],
};

export const s3 = service<State>({
  create: ({ buckets }) =>
    new Map(
      buckets.map((name) => [name, { policy: undefined, acl: 'private', publicAccessBlock: undefined }]),
    ),
  operations: {
    GetBucketPolicy: withBucket('s3:GetBucketPolicy', [], ({ policy }) =>
      policy === undefined
        ? refused('NoSuchBucketPolicy', 'The bucket policy does not exist', 404)
        : done({ Policy: policy }),
    ),
    PutBucketPolicy: withBucket('s3:PutBucketPolicy', ['Policy'], (bucket, { Policy }) => {
      bucket.policy = String(Policy);
      return done();
    }),
    DeleteBucketPolicy: withBucket('s3:DeleteBucketPolicy', [], (bucket) => {
      bucket.policy = undefined;
      return done();
    }),
    GetBucketAcl: withBucket('s3:GetBucketAcl', [], ({ acl }, _, { account }) => {
      const owner = account.padEnd(64, '0');
      const ofOwner = { Grantee: { ID: owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' };
      const others = (cannedGrants[acl] ?? []).map(([URI, Permission]) => ({
        Grantee: { URI, Type: 'Group' },
        Permission,
      }));
      return done({ Owner: { ID: owner }, Grants: [ofOwner, ...others] });
    }),
    PutBucketAcl: withBucket('s3:PutBucketAcl', ['ACL'], (bucket, { ACL }) => {
      if (!Object.hasOwn(cannedGrants, String(ACL))) return refused('InvalidArgument', 'Invalid canned ACL');
      bucket.acl = String(ACL);
      return done();
    }),
    GetPublicAccessBlock: withBucket('s3:GetBucketPublicAccessBlock', [], ({ publicAccessBlock }) =>
      publicAccessBlock === undefined
        ? refused(
            'NoSuchPublicAccessBlockConfiguration',
            'The public access block configuration was not found',
            404,
          )
        : done({ PublicAccessBlockConfiguration: publicAccessBlock }),
    ),
    PutPublicAccessBlock: withBucket(
      's3:PutBucketPublicAccessBlock',
      ['PublicAccessBlockConfiguration'],
      (bucket, { PublicAccessBlockConfiguration: given }) => {
        const none = {
          ...{ BlockPublicAcls: false, IgnorePublicAcls: false },
          ...{ BlockPublicPolicy: false, RestrictPublicBuckets: false },
        };
        bucket.publicAccessBlock = { ...none, ...(given as JsonObject) };
        return done();
      },
    ),
    DeletePublicAccessBlock: withBucket('s3:PutBucketPublicAccessBlock', [], (bucket) => {
      bucket.publicAccessBlock = undefined;
      return done();
    }),
  },
});

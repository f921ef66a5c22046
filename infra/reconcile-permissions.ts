import type { PolicyDocument, Statement } from '../catalog/generate/policy-document.ts';
import type { Config } from './settings-schema.ts';

/** What CloudTrail saw: by its own search, and from the bucket where settings name it. */
export function reconcilePermissions({ detection: { trail } }: Pick<Config, 'detection'>): PolicyDocument {
  const lookUp: Statement = {
    Sid: 'AskCloudTrail',
    Effect: 'Allow',
    Action: ['cloudtrail:ListPublicKeys', 'cloudtrail:LookupEvents'],
    Resource: '*',
  };
  if (!trail) return { Version: '2012-10-17', Statement: [lookUp] };
  const bucket = `arn:aws:s3:::${trail.bucket}`;
  return {
    Version: '2012-10-17',
    Statement: [
      lookUp,
      { Sid: 'ReadTheTrail', Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${bucket}/*`] },
      { Sid: 'ListTheTrail', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [bucket] },
      ...(trail.keyArn === undefined
        ? []
        : [
            {
              Sid: 'OpenTheTrail',
              Effect: 'Allow',
              Action: ['kms:Decrypt'],
              Resource: [trail.keyArn],
              Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
            } satisfies Statement,
          ]),
    ],
  };
}

import type { PolicyDocument, Statement } from '../catalog/generate/policy-document.ts';
import type { Config } from './settings-schema.ts';
import { trailBucket } from './trail-location.ts';

/** What CloudTrail saw: by its own search, and from the bucket where settings name it. */
export function reconcilePermissions(
  config: Pick<Config, 'detection' | 'stage'>,
  homeAccount: string,
): PolicyDocument {
  const lookUp: Statement = {
    Sid: 'AskCloudTrail',
    Effect: 'Allow',
    Action: ['cloudtrail:ListPublicKeys', 'cloudtrail:LookupEvents'],
    Resource: '*',
  };
  const name = trailBucket(config, homeAccount);
  if (name === undefined) return { Version: '2012-10-17', Statement: [lookUp] };
  const bucket = `arn:aws:s3:::${name}`;
  const { keyArn } = config.detection.trail ?? {};
  return {
    Version: '2012-10-17',
    Statement: [
      lookUp,
      { Sid: 'ReadTheTrail', Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${bucket}/*`] },
      { Sid: 'ListTheTrail', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [bucket] },
      ...(keyArn === undefined
        ? []
        : [
            {
              Sid: 'OpenTheTrail',
              Effect: 'Allow',
              Action: ['kms:Decrypt'],
              Resource: [keyArn],
              Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
            } satisfies Statement,
          ]),
    ],
  };
}

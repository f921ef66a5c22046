import type { CodeDeploy } from '@aws-sdk/client-codedeploy';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { bucket, matching, objectVersion, text } from '../values/aws-values.ts';
import { exactlyOne } from '../values/which-of.ts';

const define = operationsOf<CodeDeploy>({ prefix: 'codedeploy' });

/** A revision that is the same one when it is fetched: an object's version, a commit, or the text itself. */
const revision = z
  .strictObject({
    revisionType: z.enum(['S3', 'GitHub', 'AppSpecContent']),
    s3Location: z
      .strictObject({
        bucket,
        key: text(1_024),
        version: objectVersion,
        bundleType: z.enum(['tar', 'tgz', 'zip', 'YAML', 'JSON']),
        eTag: text(64).optional(),
      })
      .optional(),
    gitHubLocation: z
      .strictObject({
        repository: matching('[\\w.-]+/[\\w.-]+', 140),
        commitId: matching('[0-9a-f]{40}', 40, 'must be a whole commit id of 40 digits'),
      })
      .optional(),
    appSpecContent: z
      .strictObject({ content: text(65_536), sha256: matching('[0-9a-f]{64}', 64).optional() })
      .optional(),
  })
  .refine(...exactlyOne('s3Location', 'gitHubLocation', 'appSpecContent'));

interface Revision {
  s3Location?: { bucket?: string; key?: string; version?: string };
  gitHubLocation?: { repository?: string; commitId?: string };
  appSpecContent?: { content?: string };
}

function sayRevision({ s3Location, gitHubLocation, appSpecContent }: Revision): string {
  if (s3Location) return `version ${s3Location.version} of s3://${s3Location.bucket}/${s3Location.key}`;
  if (gitHubLocation) return `commit ${gitHubLocation.commitId} of ${gitHubLocation.repository}`;
  return `what this says: ${beginningOf(appSpecContent?.content ?? '')}`;
}

export const codeDeployActions = [
  define({
    operation: 'CreateDeployment',
    groups: ['code-change'],
    resource:
      'arn:{partition}:codedeploy:{region}:{account}:deploymentgroup:{applicationName}/{deploymentGroupName}',
    values: {
      applicationName: matching('[^:/*?]+', 100),
      deploymentGroupName: matching('[^:/*?]+', 100),
      revision,
    },
    required: ['deploymentGroupName', 'revision'],
    say: ({ applicationName, deploymentGroupName = '', revision: given = {} }) =>
      sentence`Deploy to ${applicationName}/${deploymentGroupName} ${sayRevision(given)}`,
    reversible: true,
    example: {
      applicationName: 'shop',
      deploymentGroupName: 'production',
      revision: {
        revisionType: 'S3',
        s3Location: {
          bucket: 'releases',
          key: 'shop.zip',
          version: '3sL4kqtJlcpXroDTDmJrmSpXd3dIbrHY',
          bundleType: 'zip',
        },
      },
    },
  }),
];

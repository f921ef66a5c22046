import type { ECR } from '@aws-sdk/client-ecr';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { registryPolicy, registryReplication, repositoryPolicy } from './container-looks.ts';
import { imageDigest, imageIds, imageTag, repositoryName, sayImages } from './ecr-shapes.ts';

const define = operationsOf<ECR>({ prefix: 'ecr' });

const ofRepository = {
  resource: 'arn:{partition}:ecr:{region}:{account}:repository/{repositoryName}',
  accountOf: ({ registryId }: { registryId?: string }) => registryId,
};
const registry = 'arn:{partition}:ecr:{region}:{account}:*';
const named = { repositoryName, registryId: accountId };
const region = matching('[a-z]{2,4}(?:-[a-z]+)+-[0-9]', 32, 'must be a Region such as eu-west-1');
const example = { repositoryName: 'shop/checkout' };

const destination = z.strictObject({ region, registryId: accountId });
const rules = z
  .array(
    z.strictObject({
      destinations: distinct(destination).max(100),
      repositoryFilters: distinct(
        z.strictObject({ filter: text(), filterType: z.literal('PREFIX_MATCH') }),
      ).optional(),
    }),
  )
  .max(10);

/** What images run, who reads and writes them, and where they are copied to. */
export const ecrActions = [
  define({
    operation: 'PutImage',
    groups: ['code-change'],
    values: {
      ...named,
      imageManifest: text(65_536),
      imageTag,
      imageDigest,
    },
    ...ofRepository,
    say: ({ repositoryName: name, registryId, imageTag: tag, imageDigest: digest, imageManifest }, place) => {
      const moved = tag === undefined ? '' : ` as ${tag}, whatever that was before`;
      const which = digest === undefined ? '' : ` ${digest}`;
      return sentence`Put image${which} into repository ${name}${ofAccount(registryId, place.account)}${moved}: ${beginningOf(imageManifest)}`;
    },
    reversible: true,
    example: {
      ...example,
      imageTag: 'release',
      imageManifest:
        '{"schemaVersion":2,"config":{"digest":"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},"layers":[]}',
    },
  }),
  define({
    operation: 'SetRepositoryPolicy',
    groups: ['data-export', 'code-change', 'privilege-escalation'],
    // As a trust policy, one of a single repository names no resource.
    values: { ...named, policyText: policyDocument('trust', 10_240) },
    ...ofRepository,
    say: ({ repositoryName: name, registryId, policyText }, { account }) =>
      sentence`Replace who may read or write repository ${name}${ofAccount(registryId, account)}: ${sayPolicy(policyText, { kind: 'trust' }, account)}`,
    reversible: true,
    ...repositoryPolicy,
    example: {
      ...example,
      policyText:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"ecr:PutImage"}]}',
    },
  }),
  define({
    operation: 'PutRegistryPolicy',
    groups: ['data-export', 'privilege-escalation'],
    values: { policyText: policyDocument('resource', 10_240) },
    resource: registry,
    say: ({ policyText }, { account }) =>
      sentence`Replace who may copy into or through the account's registry: ${sayPolicy(policyText, { kind: 'resource' }, account)}`,
    reversible: true,
    ...registryPolicy,
    example: {
      policyText:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"ecr:ReplicateImage","Resource":"arn:aws:ecr:eu-central-1:111122223333:repository/*"}]}',
    },
  }),
  define({
    operation: 'PutReplicationConfiguration',
    groups: ['data-export', 'persistence'],
    values: { replicationConfiguration: z.strictObject({ rules }) },
    resource: registry,
    say: ({ replicationConfiguration: { rules: given = [] } }, { account }) => {
      const copies = given.flatMap(({ destinations = [], ...rest }) =>
        destinations.map(
          ({ region: to = '', registryId }) => `${to}${ofAccount(registryId, account)}${further(rest)}`,
        ),
      );
      const worst = copies.filter((each) => each.includes('another account'));
      return copies.length === 0
        ? 'Stop copying images that are put into the registry'
        : sentence`Copy every image that is put into the registry to ${listed(copies, { worst, most: 5 })}, and nowhere else`;
    },
    reversible: true,
    ...registryReplication,
    example: {
      replicationConfiguration: {
        rules: [{ destinations: [{ region: 'eu-west-1', registryId: '444455556666' }] }],
      },
    },
  }),
  define({
    operation: 'DeleteRepository',
    groups: ['destruction'],
    // Left out, it is not forced: that is its one spelling.
    values: { ...named, force: z.literal(true) },
    ...ofRepository,
    say: ({ repositoryName: name, registryId, force }, { account }) =>
      sentence`Delete repository ${name}${ofAccount(registryId, account)}${force ? ' with all its images' : ', which must hold no image'}`,
    reversible: false,
    example: { ...example, force: true },
  }),
  define({
    operation: 'BatchDeleteImage',
    groups: ['destruction'],
    values: { ...named, imageIds },
    ...ofRepository,
    say: ({ repositoryName: name, registryId, imageIds: images }, { account }) =>
      sentence`Delete image ${sayImages(images)} of repository ${name}${ofAccount(registryId, account)}`,
    reversible: false,
    example: { ...example, imageIds: [{ imageTag: 'release' }] },
  }),
];

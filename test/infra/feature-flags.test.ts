import { readFileSync } from 'node:fs';
import { FLAGS } from 'aws-cdk-lib/cx-api';
import { expect, it } from 'vitest';

const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
/** Those that are otherwise than recommended, each with its reason. */
const otherwise: Readonly<Record<string, string>> = {
  '@aws-cdk/core:defaultCrossStackReferences': 'The audit stack keeps what the approval stack uses.',
  '@aws-cdk/core:target-partitions': 'Settings take regions of aws alone.',
  '@aws-cdk/core:explicitStackTags': 'Stacks carry the tag of their stage, as their resources do.',
  '@aws-cdk/core:enableAdditionalMetadataCollection': 'Nothing about a deployment is sent to anybody.',
};

it('every feature flag of the CDK is decided: none is left to a default that it no longer recommends', () => {
  const undecided = Object.entries(FLAGS).filter(
    ([name, { recommendedValue, unconfiguredBehavesLike }]) =>
      !(name in context) && (unconfiguredBehavesLike?.v2 ?? false) !== recommendedValue,
  );
  expect(undecided.map(([name]) => name)).toEqual([]);
});

it('they are as the CDK recommends, but for those with a reason', () => {
  const others = Object.keys(context).filter(
    (name) => name in FLAGS && context[name] !== FLAGS[name]?.recommendedValue,
  );
  expect(others.sort()).toEqual(Object.keys(otherwise).sort());
});

import { Stack, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { appOf, config } from './synthesized.ts';

describe('cdk-nag, AwsSolutions', () => {
  it.each(['trial', 'production'])('finds nothing in %s that is not suppressed', (stage) => {
    const app = appOf(config(stage));
    app.synth();
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  it('is awake: it finds a bucket without TLS and logs', () => {
    const app = appOf(config('trial'));
    new s3.Bucket(new Stack(app, 'Careless'), 'Bucket');
    const found = new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName);
    expect(found).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-S10']));
  });

  it('has a reason of at least a sentence for each suppression', () => {
    const suppressions = appOf(config('trial'))
      .node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, unknown>));
    expect(suppressions.length).toBeGreaterThan(0);
    for (const [, reason] of suppressions) expect(JSON.stringify(reason)).toMatch(/\w+( \S+){6,}\./);
  });
});

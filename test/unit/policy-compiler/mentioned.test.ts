import { describe, expect, it } from 'vitest';
import { bundleOf, findingsOf } from '../../support/compile-context.ts';

const when = (condition: string) =>
  `@id("a") permit (principal, action == Action::"rds:StartExportTask", resource) when { ${condition} };`;

describe('what a set of policies mentions', () => {
  it('is what it compares resources and parameters with, and nothing else', () => {
    const { mentioned } = bundleOf(`${when(`
      (resource.arn like "*:role/Adm*n" || ["x", "y"].contains(context.parameters.S3BucketName)) &&
      context.environment == "prod" && context.stated has reason && context.stated.reason like "*Urgent*"`)}
      @id("b") forbid (principal, action == Action::"rds:StartExportTask",
        resource == Resource::"arn:aws:iam::111122223333:role/Root");`);
    expect(mentioned).toEqual({
      texts: ['arn:aws:iam::111122223333:role/Root', 'x', 'y'],
      patterns: [['', ':role/Adm', 'n']],
    });
  });

  it('is warned of where two mentions differ in case only', () => {
    const findings = findingsOf(
      when('context.parameters.S3BucketName == "Admin" || context.parameters.S3BucketName == "admin"'),
    );
    expect(findings.join('\n')).toMatch(
      /warning: .*admin and .*Admin differ in case only|warning: .*Admin and .*admin differ in case only/i,
    );
    expect(findingsOf(when('context.parameters.S3BucketName == "Admin"')).join('\n')).not.toContain(
      'in case only',
    );
  });
});

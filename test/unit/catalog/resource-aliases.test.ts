import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doors } from '../../../adapters/doors.ts';
import { catalogWith } from '../../../catalog/catalog.ts';
import { parametersSchema } from '../../../catalog/cedar-type.ts';
import { aliasParameterFor } from '../../../catalog/resource-aliases.ts';
import { compilePolicies } from '../../../policy-compiler/compile.ts';
import { compileContext } from '../../../policy-compiler/compile-context.ts';
import { formatFinding } from '../../../policy-compiler/finding.ts';
import { runs } from '../../support/all.ts';
import { directoryYaml } from '../../support/compile-context.ts';
import { anyParameters } from './any-parameters.ts';

const catalog = catalogWith();
const location = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
const at = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:111122223333:${resource}`;

describe.each(catalog.entries)('$action', (entry) => {
  const stars = (text: string): number => text.split('*').length - 1;

  it(
    entry.aliasParameter === undefined
      ? 'never stands under the resource of several'
      : 'says by which parameter it can mean several, or one by another name',
    () => {
      if (entry.aliasParameter !== undefined) {
        expect(parametersSchema(entry).properties).toHaveProperty(entry.aliasParameter);
        return;
      }
      fc.assert(
        fc.property(anyParameters(parametersSchema(entry)), (parameters) => {
          fc.pre(stars(JSON.stringify(parameters)) === 0);
          expect(stars(entry.arn(parameters, location))).toBe(stars(entry.resource));
        }),
        runs(5, 100, entry.action),
      );
    },
  );
});

describe('the other way to a thing', () => {
  it.each([
    ['ec2:TerminateInstances', at('ec2', 'instance/i-0123456789abcdef0'), 'InstanceIds'],
    ['ssm:SendCommand', at('ec2', 'instance/i-0123456789abcdef0'), 'InstanceIds'],
    ['secretsmanager:GetSecretValue', at('secretsmanager', 'secret:shop/database-AbCdEf'), undefined],
    [
      'secretsmanager:BatchGetSecretValue',
      at('secretsmanager', 'secret:shop/database-AbCdEf'),
      'SecretIdList',
    ],
    ['ssm:GetParametersByPath', at('ssm', 'parameter/shop/key'), 'Path'],
    [
      'cloudformation:DeleteStack',
      at('cloudformation', 'stack/shop/1234abcd-12ab-34cd-56ef-1234567890ab'),
      undefined,
    ],
    ['ec2:TerminateInstances', at('ec2', 'volume/vol-0123456789abcdef0'), undefined],
    ['ec2:TerminateInstances', at('rds', 'instance/i-0123456789abcdef0'), undefined],
    ['ec2:TerminateInstances', 'no ARN', undefined],
    ['rds:DeleteDBInstance', at('rds', 'db:orders'), undefined],
    ['no:Such', at('rds', 'db:orders'), undefined],
  ])('%s %s: %s', (action, arn, expected) => {
    expect(aliasParameterFor(catalog, action, arn)).toBe(expected);
  });
});

describe('policies that are checked against the catalog', () => {
  const check = (cedar: string) => {
    const files = [
      { path: 'policies/test.cedar', text: cedar },
      { path: 'policies/directory.yaml', text: directoryYaml },
    ];
    const compiled = compilePolicies(
      files,
      compileContext(catalog, { environments: { [location.account]: 'prod' }, doors }),
    );
    return [...(compiled.ok ? [] : compiled.errors), ...compiled.warnings].map(formatFinding);
  };

  it('are told of an instance that a list could take along', () => {
    const findings =
      check(`@id("open") @approvals("1") permit (principal, action in Action::"destruction", resource);
@id("keep") forbid (principal, action, resource == Resource::"${at('ec2', 'instance/i-0123456789abcdef0')}");`);
    expect(findings).toEqual([
      expect.stringContaining(
        '2:63 warning: keep does not see arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0',
      ),
    ]);
    expect(findings[0]).toContain('for ec2:TerminateInstances (context.parameters.InstanceIds)');
  });

  it('are not where they look at the list', () => {
    expect(
      check(`@id("open") @approvals("1") permit (principal, action in Action::"destruction", resource);
@id("keep") forbid (principal, action in [Action::"ec2:StopInstances", Action::"ec2:TerminateInstances"], resource)
when { context.parameters.InstanceIds.contains("i-0123456789abcdef0") };
@id("keep-one") forbid (principal, action in Action::"destruction", resource == Resource::"${at('ec2', 'instance/i-0123456789abcdef0')}");`),
    ).toEqual([]);
  });

  it('are told what IAM calls an operation of the API', () => {
    expect(
      check('@id("a") permit (principal, action == Action::"s3:PutBucketReplication", resource);'),
    ).toEqual([
      'policies/test.cedar:1:39 unrecognized action `Action::"s3:PutBucketReplication"`; did you mean `Action::"s3:PutReplicationConfiguration"`? [not-in-schema]',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { compilePolicies } from '../../../policy-compiler/compile.ts';
import { compileContext as contextOf } from '../../../policy-compiler/compile-context.ts';
import { compileContext, filesOf, findingsOf } from '../../support/compile-context.ts';

const when = (condition: string) =>
  findingsOf(
    `@id("a") @approvals("1") permit (principal, action in Action::"read", resource) when { ${condition} };`,
  );

describe('an environment that a policy asks for', () => {
  it.each([
    [
      'context.environment == "production"',
      'the settings call no account "production": there are prod, dev, unknown',
    ],
    ['context.environment == "prd"', 'the settings call no account "prd"; did you mean "prod"?'],
    ['"dve" == context.environment', 'the settings call no account "dve"; did you mean "dev"?'],
    ['context.environment != "Prod"', 'the settings call no account "Prod"; did you mean "prod"?'],
    [
      '["prod", "dve"].contains(context.environment)',
      'the settings call no account "dve"; did you mean "dev"?',
    ],
    [
      '!(context.region == "x" && (context.environment == "stage" || true))',
      'the settings call no account "stage": there are',
    ],
  ])('must be one of the settings: %s', (condition, message) => {
    expect(when(condition).filter((finding) => finding.includes(message))).toHaveLength(1);
  });

  it.each([
    'context.environment == "prod"',
    'context.environment == "unknown"',
    'context.region == "production"',
  ])('is good: %s', (condition) => {
    expect(when(condition).filter((finding) => finding.includes('the settings'))).toEqual([]);
  });
});

it('an account that the settings do not list is told of, with the near one', () => {
  expect(when('context.account == "111122223334"')).toContainEqual(
    expect.stringMatching(
      /warning: the settings list no account "111122223334"; did you mean "111122223333"\?/,
    ),
  );
});

describe('a value that the catalog lists', () => {
  const context = contextOf(catalogWith(), { ...compileContext, agentRolePatterns: [] });
  const messages = (action: string, condition: string): string[] => {
    const policy = `@id("a") forbid (principal, action == Action::"${action}", resource) when { ${condition} };`;
    const compiled = compilePolicies(filesOf(policy), context);
    return compiled.ok ? [] : compiled.errors.map(({ code, message }) => `${code}: ${message}`);
  };

  it.each([
    [
      's3:PutBucketAcl',
      'context.parameters has ACL && context.parameters.ACL == "publc-read"',
      'context.parameters.ACL is never "publc-read"; did you mean "public-read"?',
    ],
    [
      's3:PutBucketAcl',
      'context.parameters has ACL && ["private", "everyone"].contains(context.parameters.ACL)',
      'context.parameters.ACL is never "everyone": there are ',
    ],
    ['s3:PutBucketAcl', 'resource.service == "s33"', 'resource.service is never "s33"; did you mean "s3"?'],
    [
      'kms:CreateGrant',
      'context.parameters.Operations.containsAny(["Decrypt", "Decript"])',
      'context.parameters.Operations is never "Decript"; did you mean "Decrypt"?',
    ],
  ])('must be one of them: %s, %s', (action, condition, message) => {
    expect(messages(action, condition)).toEqual([expect.stringContaining(`unknown-text: ${message}`)]);
  });

  it.each([
    ['s3:PutBucketAcl', 'context.parameters has ACL && context.parameters.ACL == "public-read"'],
    ['iam:AttachRolePolicy', 'context.parameters.RoleName == "anything"'],
    ['s3:PutBucketAcl', 'resource.service == "s3"'],
  ])('is good, and so is any text where it lists none: %s, %s', (action, condition) => {
    expect(messages(action, condition)).toEqual([]);
  });

  it('is closed only where no action takes another text under that name', () => {
    const at = context.knownTextsAt('context.parameters.ACL');
    expect(at?.isClosed).toBe(true);
    expect(context.knownTextsAt('context.parameters.RoleName')?.isClosed).toBe(false);
    expect(context.knownTextsAt('context.parameters.Nothing')).toBeUndefined();
  });
});

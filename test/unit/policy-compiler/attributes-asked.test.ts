import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { cedarSchema, knownActions } from '../../../catalog/generate/cedar-schema.ts';
import { checkSchema } from '../../../policy-compiler/checks/check-schema.ts';
import { parseFile } from '../../../policy-compiler/read/parse-policies.ts';

/** These actions alone are as much as these policies speak of: Cedar reads the whole schema at each check. */
const { entries } = catalogWith();
const asked = ['glue:StartJobRun', 'secretsmanager:PutSecretValue', 's3:DeleteBucket'];
const catalog = { entries: entries.filter(({ action }) => asked.includes(action)) };
const whole = cedarSchema(catalog);
const known = { actions: knownActions(catalog) };

function findings(scope: string, condition: string) {
  const text = `@id("a")\nforbid (principal, ${scope}, resource)\nwhen { ${condition} };`;
  const { policies } = parseFile({ path: 'policies/test.cedar', text });
  return checkSchema(policies, (part) => (part ? cedarSchema(catalog, part) : whole), known);
}
const startJob = 'action == Action::"glue:StartJobRun"';

describe('an attribute that a policy asks for', () => {
  it.each([
    ['a decimal', startJob, 'MaxCapacity'],
    ['a free map', startJob, 'Arguments'],
    ['a secret', 'action == Action::"secretsmanager:PutSecretValue"', 'SecretString'],
    ['nothing at all', startJob, 'JobNmae'],
  ])('is never seen where it is %s: a forbid would silently not apply', (_, scope, name) => {
    const condition = `context.parameters has ${name} || context.environment == "prod"`;
    expect(findings(scope, condition)).toEqual([
      expect.objectContaining({
        code: 'unknown-attribute',
        line: 3,
        message: expect.stringContaining(`context.parameters.${name} is never there for the actions of a`),
      }),
    ]);
  });

  it.each([
    ['of a record in another', 'context.parameters has Nothing.Deeper || true', 1],
    ['behind another', 'context has parameters && context.parameters has Nothing || true', 1],
    ['twice', 'context.parameters has Nothing || !(context.parameters has Nothing)', 1],
    ['in an unless of its own', 'if context.stated has tikcet then true else false || true', 1],
    ['of whoever asks', 'principal has rolle || true', 1],
    ['that is there', 'context.parameters has Timeout || context.stated has ticket', 0],
    ['of what is in no place', '{ a: 1 } has b || true', 0],
    ['in no condition', 'true', 0],
  ])('is told once, wherever it stands: %s', (_, condition, count) => {
    expect(findings(startJob, condition)).toHaveLength(count);
  });

  it('may be one of any action in the scope', () => {
    const both = 'action in [Action::"glue:StartJobRun", Action::"s3:DeleteBucket"]';
    expect(findings(both, 'context.parameters has Timeout || true')).toEqual([]);
    expect(findings('action', 'context.parameters has Timeout || true')).toEqual([]);
    expect(findings('action', 'context.parameters has MaxCapacity || true')).toHaveLength(1);
  });
});

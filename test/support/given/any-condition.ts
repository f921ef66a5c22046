import fc from 'fast-check';

/** What the environment alone decides. */
const known = fc.constantFrom(
  'true',
  'false',
  'context.environment == "prod"',
  'context.environment != "dev"',
  '["prod", "dev"].contains(context.environment)',
  'context["environment"] == "nowhere"',
);

/** Conditions as people write them and as nobody would: every one keeps to the schema of the little deployment. */
const open = fc.constantFrom(
  '["dev", context.account].contains(context.environment)',
  '[["prod"]].contains([context.environment])',
  'context.environment like "pr*"',
  'context has environment',
  'context.stated has ticket',
  'context has stated.ticket',
  'context.stated has ticket && context.stated.ticket == "OPS-1"',
  'context.stated has reason && context.stated.reason like "*please*"',
  'context.stated has reason && context.stated.reason == context.environment',
  'context.stated has reason && {why: context.stated.reason}.why == "please"',
  'context.stated has reason && ["please", "now"].contains(context.stated.reason)',
  'context == context',
  'context.account == "111122223333"',
  'context.region == "eu-west-1"',
  'context.parameters.S3BucketName == "exports"',
  'context.parameters has Rows && context.parameters.Rows > 0',
  'principal in AgentGroup::"data"',
  'principal == Agent::"etl"',
  'principal is Agent',
  'principal.role like "*agent-etl"',
  'action in Action::"data-export"',
  'resource.arn like "arn:aws:rds:*"',
  'resource is Resource in Resource::"x"',
  '1 == 1',
  '2 < 1',
  '[1, 2] == [2, 1]',
  '[].isEmpty()',
  'decimal("1.0") == decimal("1.00")',
  '(if context.stated has ticket then decimal("1.0") else decimal("2.0")).lessThan(decimal("1.5"))',
);

/** An overflow: the one mistake that Cedar finds only when it evaluates. Larger numbers do not survive JavaScript. */
const failing = fc.constantFrom(
  'context.parameters has Rows && context.parameters.Rows * 9007199254740991 * 9007199254740991 > 0',
  '9007199254740991 * 9007199254740991 > 0',
);

/** A condition on anything, in Cedar's own words. */
export const anyCondition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    { weight: 10, arbitrary: known },
    { weight: 10, arbitrary: open },
    { weight: 1, arbitrary: failing },
    { weight: 3, arbitrary: tie('any').map((one) => `!(${one})`) },
    {
      weight: 8,
      arbitrary: fc
        .tuple(tie('any'), fc.constantFrom('&&', '||', '==', '!='), tie('any'))
        .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie('any'), tie('any'), tie('any'))
        .map(([condition, then, otherwise]) => `if (${condition}) then (${then}) else (${otherwise})`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('any'), tie('any'), tie('any'))
        .map(([one, other, element]) => `[(${one}), (${other})].contains((${element}))`),
    },
    {
      weight: 2,
      arbitrary: tie('any').map((one) => `(if (${one}) then "prod" else "dev") == context.environment`),
    },
  ),
})).any;

/** What stands after a policy's head. */
export const anyConditions = fc
  .array(fc.tuple(fc.constantFrom('when', 'unless'), anyCondition), { minLength: 1, maxLength: 2 })
  .map((clauses) => clauses.map(([kind, condition]) => `${kind} { ${condition} }`).join(' '));

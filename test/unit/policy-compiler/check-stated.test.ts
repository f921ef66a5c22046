import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRuleOn } from '../../../core/policy/engine.ts';
import type { Stated } from '../../../core/policy/ruling.ts';
import { longTimeout, runs } from '../../support/all.ts';
import { compile, compileContext, facts, findingsOf } from '../../support/compile-context.ts';

const exports = 'principal, action == Action::"rds:StartExportTask", resource';
const open = `@id("open") permit (${exports});`;
const permit = (condition: string) => `@id("a") permit (${exports}) ${condition};`;
const review = (condition: string) => `@id("r") @approvals("security: 1") permit (${exports}) ${condition};`;
const forbid = (condition: string) => `@id("f") forbid (${exports}) ${condition};`;

const warnings = (...texts: string[]) =>
  findingsOf(texts.join('\n')).filter((finding) => finding.includes('context.stated'));
const opens = expect.stringMatching(/warning: a allows by what the agent says about itself/);
const passes = (barrier: string) =>
  expect.stringMatching(
    new RegExp(`warning: an agent can talk its way past the (review|refusal) of ${barrier} `),
  );

const ticket = 'context.stated has ticket';
const asked = 'context.stated has reason';
const said = `(${asked} && context.stated.reason like "*urgent*")`;

describe('an agent that talks itself through', () => {
  it.each([
    ['when', permit(`when { ${ticket} }`)],
    ['unless', permit(`unless { !(${ticket}) }`)],
    ['another has', permit('when { context has stated.ticket }')],
    ['an index', permit(`when { ${asked} && context["stated"]["reason"] == "please" }`)],
    ['an or', permit(`when { context.environment == "nowhere" || ${said} }`)],
    ['an and', permit(`when { context.environment == "prod" && ${said} }`)],
    ['an if', permit(`when { if ${ticket} then context.environment == "prod" else false }`)],
    ['an if in an if', permit(`when { if true then (if ${said} then true else false) else true }`)],
    ['a choice of contexts', permit('when { (if true then context else context).stated has ticket }')],
    ['a choice of words', permit(`when { (if ${said} then "a" else "b") == "a" }`)],
    ['a record', permit('when { {attr: context}.attr.stated has ticket }')],
    ['a record of odd names', permit('when { {Var: context.stated}.Var has ticket }')],
    ['a set', permit(`when { ${asked} && ["now", "soon"].contains(context.stated.reason) }`)],
    ['a comparison', permit(`when { ${asked} && context.stated.reason != context.environment }`)],
    [
      'a set that holds it',
      permit(`when { ${asked} && [context.stated.reason, "x"].containsAny(["please"]) }`),
    ],
    ['a nested set', permit(`when { ${asked} && [[context.stated.reason]].contains(["please"]) }`)],
    ['two clauses', permit(`when { context.environment == "prod" } when { ${ticket} }`)],
  ])('is told of by %s', (_, text) => {
    expect(warnings(text)).toEqual([opens]);
  });

  it.each([
    ['a review that its words lift', 'r', [open, review(`unless { ${ticket} }`)]],
    ['a review that its words do not reach', 'r', [open, review(`when { !(${said}) }`)]],
    [
      'a review that its words turn off in an or',
      'r',
      [open, review(`when { context.environment == "nowhere" || !(${said}) }`)],
    ],
    ['a refusal that its words lift', 'f', [open, forbid(`unless { ${ticket} }`)]],
    [
      'a review in one environment',
      'r',
      [open, review(`when { context.environment == "prod" } unless { ${ticket} }`)],
    ],
    [
      'a review by an if',
      'r',
      [open, review(`when { if ${ticket} then context.environment == "nowhere" else true }`)],
    ],
    [
      'a review above a permit with conditions',
      'r',
      [permit('when { context.parameters.S3BucketName == "b" }'), review(`unless { ${ticket} }`)],
    ],
    [
      'a review above a permit of one resource',
      'r',
      [
        '@id("one") permit (principal, action, resource == Resource::"arn:aws:s3:::b");',
        review(`unless { ${ticket} }`),
      ],
    ],
    [
      'a review of one resource above a permit of all',
      'r',
      [
        open,
        `@id("r") @approvals("1") permit (principal, action, resource == Resource::"arn:aws:s3:::b") unless { ${ticket} };`,
      ],
    ],
  ])('past %s', (_, barrier, texts) => {
    expect(warnings(...texts)).toEqual([passes(barrier)]);
  });

  it('by a second permit, which is told of beside what it gets past', () => {
    const texts = [permit(`when { ${ticket} }`), review(`unless { ${ticket} }`)];
    expect(warnings(...texts)).toEqual([opens, passes('r')]);
  });
});

describe('a call that was seen in CloudTrail, which says no reason', () => {
  it('is thought of by every policy that looks at one', () => {
    expect(findingsOf(permit('when { context.stated.reason like "*urgent*" }'))).toContainEqual(
      expect.stringMatching(/`context.stated has reason && ..`/),
    );
  });

  it('is told of where it gets past what others do not', () => {
    expect(warnings(permit(`when { !(${asked}) }`))).toEqual([opens]);
    expect(warnings(open, review(`when { ${asked} }`))).toEqual([passes('r')]);
  });
});

describe('an agent whose words change nothing', () => {
  it.each([
    ['for nothing beneath allows', [review(`unless { ${ticket} }`)]],
    [
      'for only a review is beneath',
      [
        review(`unless { ${ticket} }`),
        '@id("s") @approvals("data-owners: 1") permit (principal, action, resource);',
      ],
    ],
    [
      'for what allows is elsewhere',
      [
        '@id("dev") permit (principal, action, resource) when { context.environment == "dev" };',
        review(`when { context.environment == "prod" } unless { ${ticket} }`),
      ],
    ],
    [
      'for what allows is in a set of elsewheres',
      [
        '@id("dev") permit (principal, action, resource) when { ["dev", "test"].contains(context.environment) };',
        review(`when { !(["dev"].contains(context.environment)) } unless { ${ticket} }`),
      ],
    ],
    [
      'for what allows is about another agent',
      [
        '@id("l") permit (principal == Agent::"lawyer", action, resource);',
        `@id("r") @approvals("1") permit (principal in AgentGroup::"data", action, resource) unless { ${ticket} };`,
      ],
    ],
    [
      'for what allows is about another resource',
      [
        '@id("one") permit (principal, action, resource == Resource::"arn:aws:s3:::a");',
        `@id("r") @approvals("1") permit (principal, action, resource == Resource::"arn:aws:s3:::b") unless { ${ticket} };`,
      ],
    ],
    [
      'for a refusal is sure wherever they count',
      [
        open,
        forbid('when { context.environment == "prod" }'),
        review(`when { context.environment == "prod" } unless { ${ticket} }`),
      ],
    ],
    [
      'for a review is sure wherever they count',
      [
        permit(`when { context.environment == "prod" && ${ticket} }`),
        review('when { context.environment != "dev" }'),
      ],
    ],
    [
      'for it is allowed anyway',
      [
        permit(`when { context.environment == "prod" && ${ticket} }`),
        '@id("prod") permit (principal, action, resource) when { context.environment == "prod" };',
      ],
    ],
    ['for they are never looked at', [permit(`when { context.environment == "nowhere" && ${ticket} }`)]],
    [
      'for they only stand where all is decided',
      [permit(`when { if context.environment == "prod" then true else context.environment == "dev" }`)],
    ],
    [
      'for both ways out are the same',
      [permit(`when { (if ${ticket} then context.environment else context.environment) == "dev" }`)],
    ],
    [
      'for others are looked at',
      [
        permit(
          'when { context has environment && context.environment like "p*" && principal == Agent::"etl" }',
        ),
      ],
    ],
  ])('is no concern, %s', (_, texts) => {
    expect(warnings(...texts)).toEqual([]);
  });
});

describe('the warning', () => {
  const fact = fc.constantFrom(
    ticket,
    said,
    'context.environment == "prod"',
    '["dev"].contains(context.environment)',
    'context.parameters.S3BucketName == "exports"',
    'true',
  );
  const { condition } = fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      fact,
      tie('condition').map((one) => `!(${one})`),
      fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => `(${one} && ${other})`),
      fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => `(${one} || ${other})`),
      fc
        .tuple(tie('condition'), tie('condition'), tie('condition'))
        .map(([one, two, three]) => `(if ${one} then ${two} else ${three})`),
    ),
  }));
  const policy = fc
    .tuple(
      fc.constantFrom('permit', '@approvals("security: 1") permit', 'forbid'),
      fc.constantFrom('when', 'unless'),
      condition,
    )
    .map(([effect, kind, body]) => `${effect} (${exports}) ${kind} { ${body} }`);

  const words: Stated[] = [
    { reason: 'x' },
    { reason: 'urgent' },
    { reason: 'x', ticket: 'OPS-1' },
    { reason: 'urgent', ticket: 'OPS-1' },
  ];

  it(
    'is there whenever words alone make the difference between "go" and anything else',
    () => {
      fc.assert(
        fc.property(fc.array(policy, { minLength: 1, maxLength: 3 }), (texts) => {
          const cedar = texts.map((text, at) => `@id("p${at}") ${text};`).join('\n');
          const compiled = compile(cedar);
          fc.pre(compiled.ok);
          if (!compiled.ok) return;
          const ruleOn = createRuleOn(compiled.bundle, (_, parameters) => parameters);
          const isWarned = compiled.warnings.some(({ message }) => message.includes('context.stated'));
          for (const environment of [...Object.values(compileContext.environments), 'unknown']) {
            for (const S3BucketName of ['exports', 'other']) {
              const decisions = words.map(
                (stated) => ruleOn(facts({ environment, stated, parameters: { S3BucketName } })).decision,
              );
              if (decisions.includes('allow') && new Set(decisions).size > 1)
                expect([isWarned, cedar]).toEqual([true, cedar]);
            }
          }
        }),
        runs(40, 1_000),
      );
    },
    longTimeout,
  );
});

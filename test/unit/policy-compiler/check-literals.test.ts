import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../support/compile-context.ts';

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

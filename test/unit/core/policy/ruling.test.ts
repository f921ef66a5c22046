import { describe, expect, it } from 'vitest';
import { rulingSchema, statedSchema, termsSchema } from '../../../../core/policy/ruling.ts';
import { allow, refuse, review, terms } from '../../../support/given/rulings.ts';

describe('a ruling', () => {
  it.each([allow, refuse, review()])('that says $decision can be stored', (ruling) => {
    expect(rulingSchema.parse(ruling)).toEqual(ruling);
  });

  it('that asks people says whom', () => {
    const { terms: _, ...without } = review();
    expect(rulingSchema.safeParse(without).success).toBe(false);
    expect(rulingSchema.safeParse({ ...allow, terms: terms() }).success).toBe(false);
  });
});

describe('terms', () => {
  it.each([
    ['nobody', terms({ approvals: [] })],
    ['no one of a group', terms({ approvals: [{ group: 'security', count: 0 }] })],
    ['half a person', terms({ approvals: [{ group: 'security', count: 0.5 }] })],
    ['no time', terms({ expiresSeconds: 0 })],
  ])('cannot ask for %s', (_, value) => {
    expect(termsSchema.safeParse(value).success).toBe(false);
  });
});

describe('what an agent claims', () => {
  it('needs a reason, and loses the space around it', () => {
    expect(statedSchema.parse({ reason: ' Because. ' })).toEqual({ reason: 'Because.' });
    expect(statedSchema.safeParse({}).success).toBe(false);
  });
});

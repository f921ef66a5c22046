import { describe, expect, it } from 'vitest';
import { environmentOf, openBundle } from '../../../../functions/core/policy/bundle.ts';
import { bundleOf } from '../../../support/policy-world.ts';

const bundle = bundleOf('@id("reads") permit (principal, action in Action::"read", resource);');
const written = () => JSON.parse(JSON.stringify(bundle)) as typeof bundle;

describe('a bundle that is read back', () => {
  it('is the one that was written', () => {
    expect(openBundle(written())).toEqual(bundle);
  });

  it.each([
    ['a policy less', { policies: [] }],
    ['another environment', { environments: { '111122223333': 'dev' } }],
    ['another version', { version: '0'.repeat(64) }],
  ])('is refused with %s', (_, change) => {
    expect(() => openBundle({ ...written(), ...change })).toThrow(
      /^The policy set is not the one that was checked: it says [0-9a-f]{64} and is [0-9a-f]{64}\.$/,
    );
  });

  it('is refused with another shape', () => {
    expect(() => openBundle({ ...written(), policies: 'all' })).toThrow();
    expect(() => openBundle({ ...written(), extra: true })).toThrow();
    expect(() => openBundle(undefined)).toThrow();
  });
});

describe('an account', () => {
  it('is what the settings call it, or unknown', () => {
    expect(environmentOf(bundle, '111122223333')).toBe('prod');
    expect(environmentOf(bundle, '999999999999')).toBe('unknown');
    expect(environmentOf(bundle, 'constructor')).toBe('unknown');
  });
});

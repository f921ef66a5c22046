import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBundle, environmentOf, openBundle } from '../../../../core/policy/bundle.ts';
import { bundleOf } from '../../../support/compile-context.ts';

const bundle = bundleOf('@id("reads") permit (principal, action in Action::"read", resource);');
const written = (change: object = {}): string => JSON.stringify({ ...bundle, ...change });

describe('a bundle that is read back', () => {
  it('is the one that was written', () => {
    expect(openBundle(written())).toEqual(bundle);
  });

  it('is hashed as it is written, whatever order its parts were made in', () => {
    const { version, ...contents } = bundle;
    const turned = Object.fromEntries(Object.entries(contents).reverse()) as typeof contents;
    expect(JSON.stringify(createBundle(turned))).toBe(written());
    expect(createBundle(turned).version).toBe(version);
  });

  it.each([
    ['a policy less', written({ policies: [] })],
    ['another environment', written({ environments: { '111122223333': 'dev' } })],
    ['something more', written({ extra: true })],
    ['another version', written({ version: '0'.repeat(64) })],
    [
      'a part that says again what stood before',
      written().replace('"policies":', '"environments":{},"policies":'),
    ],
    ['its end cut off', written().slice(0, -1)],
    ['something after its end', `${written()} `],
  ])('is refused with %s', (_, text) => {
    expect(() => openBundle(text)).toThrow(
      /^The policy set is not the one that was checked: it says [0-9a-f]{64} and is [0-9a-f]{64}\.$/,
    );
  });

  it.each(['', '{}', '[]', 'null', '{"policies":[]}', ` ${written()}`, written({ version: 1 })])(
    'is refused where it is something else: %.20s',
    (text) => {
      expect(() => openBundle(text)).toThrow('This is not a policy set: it does not begin with its version.');
    },
  );

  it('is refused where one character has changed, whichever', () => {
    fc.assert(
      fc.property(fc.nat(written().length - 1), fc.constantFrom('0', ' ', '"', 'x'), (at, sign) => {
        const text = written();
        fc.pre(text[at] !== sign);
        expect(() => openBundle(text.slice(0, at) + sign + text.slice(at + 1))).toThrow(/policy set/);
      }),
    );
  });
});

describe('an account', () => {
  it('is what the settings call it, or unknown', () => {
    expect(environmentOf(bundle, '111122223333')).toBe('prod');
    expect(environmentOf(bundle, '999999999999')).toBe('unknown');
    expect(environmentOf(bundle, 'constructor')).toBe('unknown');
  });
});

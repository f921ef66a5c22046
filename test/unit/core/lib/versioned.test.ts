import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mustReadVersioned, readVersioned, type Versioned } from '../../../../core/lib/versioned.ts';

interface Name {
  first: string;
  last: string;
}
const name1 = z
  .strictObject({ v: z.literal(1), name: z.string() })
  .transform(({ name }): Name => ({ first: name.split(' ')[0] ?? '', last: name.split(' ')[1] ?? '' }));
const name2 = z
  .strictObject({ v: z.literal(2), first: z.string(), last: z.string() })
  .transform(({ first, last }): Name => ({ first, last }));
const names: Versioned<Name> = { name: 'name', readers: [name1, name2] };

describe('a shape with versions', () => {
  it('is read in the newest one', () => {
    const read = readVersioned(names, { v: 2, first: 'Ada', last: 'Byron' });
    expect(read).toEqual({ ok: true, value: { first: 'Ada', last: 'Byron' } });
  });

  it('is read in an earlier one, as what the code works with today', () => {
    expect(mustReadVersioned(names, { v: 1, name: 'Ada Byron' })).toEqual({ first: 'Ada', last: 'Byron' });
  });

  it('is refused in a newer one, which says what to do', () => {
    const read = readVersioned(names, { v: 3, given: 'Ada' });
    expect(read).toMatchObject({ ok: false, code: 'newer-version' });
    expect(() => mustReadVersioned(names, { v: 3 })).toThrow(
      'This name has version 3; this code reads up to 2. Deploy the code that wrote it, or newer.',
    );
  });

  it.each([
    [{}],
    [{ v: 0 }],
    [{ v: -1 }],
    [{ v: 1.5 }],
    [{ v: '1' }],
    [{ v: null }],
    [null],
    ['v'],
    [undefined],
    [[]],
  ])('is refused where it says none: %j', (value) => {
    expect(readVersioned(names, value)).toMatchObject({ ok: false, code: 'no-version' });
  });

  it('is refused where the version is not the shape, naming fields and repeating no values', () => {
    const read = readVersioned(names, { v: 2, first: { secret: 'hunter2' }, more: 'hunter2' });
    const detail =
      'This name does not have the shape of its version 2: /first (invalid_type), /last (invalid_type), / (unrecognized_keys).';
    expect(read).toEqual({ ok: false, code: 'other-shape', detail });
  });
});

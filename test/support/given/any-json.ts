import fc from 'fast-check';
import type { JsonObject } from '../../../core/lib/json.ts';

/** Text as JSON can carry it: any script, controls and quotes, but no half surrogate pairs. */
export const anyText = (maxLength = 40) => fc.string({ unit: 'binary', maxLength });

const { object } = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyText(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(anyText(12), tie('value'), { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
}));

export const anyObject: fc.Arbitrary<JsonObject> = object;

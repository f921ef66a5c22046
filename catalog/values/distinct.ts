import { z } from 'zod';

/**
 * A list in which nothing stands twice, for lists that AWS reads as sets. A repetition changes nothing but what people
 * see: it pushes the worst item behind "and 1 more". Order is free, because nothing that decides looks at it: policies see
 * lists as sets, and sentences bring their own order. Two orders have two digests, which costs a second question at most.
 *
 * `nameOf` says what makes an item the same again, where it is not the whole of it: a range, whatever its description.
 */
export const distinct = <Item extends z.ZodType>(
  item: Item,
  nameOf: (item: z.output<Item>) => unknown = (whole) => whole,
) =>
  z
    .array(item)
    .min(1, 'must hold something: leave it out where nothing is meant')
    .superRefine((items, context) => {
      const repeated = firstRepeated(items.map((each) => textOf(nameOf(each))));
      if (repeated === undefined) return;
      context.addIssue({
        code: 'custom',
        path: [repeated],
        message: 'stands in this list twice: once says it all',
      });
    })
    .meta({ uniqueItems: true });

function firstRepeated(texts: readonly string[]): number | undefined {
  const seen = new Set<string>();
  const index = texts.findIndex((text) => seen.size === seen.add(text).size);
  return index < 0 ? undefined : index;
}

/** One text for one value, whatever the order of its keys. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'undefined';

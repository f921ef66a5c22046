import type { z } from 'zod';

/**
 * A rule on what lies deep in parameters: `holds(z.object({ Image: imageByDigest }), 'Name the image by its digest')`. The
 * schema MUST name only what it looks at, in objects that let the rest through.
 */
export const holds = (
  schema: z.ZodType,
  message: string,
): readonly [check: (given: object) => boolean, message: string] => [
  (given) => schema.safeParse(given).success,
  message,
];

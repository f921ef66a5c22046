import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { beginningOf } from '../sentence.ts';
import { text } from '../values/aws-values.ts';
import { base64 } from '../values/base64.ts';
import { distinct } from '../values/distinct.ts';
import { shortName } from '../values/short-name.ts';
import { exactlyOne } from '../values/which-of.ts';

export const tableName = shortName('dynamodb', 'table/', '[a-zA-Z0-9_.-]{3,255}', 'customers');
export const keyExpression = text(4_096);
/** What `#name` in an expression stands for. */
export const names = z.record(text(), text(65_535));

const number = z.string().regex(/^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/, 'must be a number, as a text');

/** Lists of an item are not sets: they may be empty and hold a thing twice. */
const attribute: z.ZodType = z.lazy(() =>
  z
    .strictObject({
      S: z.string().max(409_600).optional(),
      N: number.optional(),
      B: base64(409_600).optional(),
      SS: distinct(z.string()).optional(),
      NS: distinct(number).optional(),
      BS: distinct(base64(409_600)).optional(),
      M: z.record(z.string(), attribute).optional(),
      L: z.array(attribute).optional(),
      NULL: z.literal(true).optional(),
      BOOL: z.boolean().optional(),
    })
    .refine(...exactlyOne('S', 'N', 'B', 'SS', 'NS', 'BS', 'M', 'L', 'NULL', 'BOOL')),
);

export const attributes = z.record(text(65_535), attribute);

/** `id "42", count 7`. */
export const sayAttributes = (given: Readonly<Record<string, object>>): string =>
  beginningOf(
    Object.entries(given)
      .map(([name, value]) => `${name} ${sayValue(value)}`)
      .join(', '),
    160,
  );

const sayValue = ({ S, N, ...other }: Partial<Record<keyof AttributeValue, unknown>>): string =>
  S !== undefined ? JSON.stringify(S) : typeof N === 'string' ? N : JSON.stringify(other);

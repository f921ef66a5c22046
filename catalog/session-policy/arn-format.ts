import type { IamResourceType } from '../iam-reference/iam-action.ts';

/** A format of IAM's reference, in parts: texts, and between them the names of what fills them. */
export interface ArnFormat {
  /** The resource type's name. */
  type: string;
  parts: readonly ({ text: string } | { placeholder: string })[];
  /** How many characters it says itself. */
  said: number;
  /** What any ARN of it looks like. */
  expression: RegExp;
}

/** Some types have two formats. Each is read once: a launch asks for twenty of them. */
export function formatsOf({ name, arn }: IamResourceType): readonly ArnFormat[] {
  const key = `${name} ${arn}`;
  const formats = known.get(key) ?? arn.split(/,\s*/).map((format) => readFormat(name, format));
  known.set(key, formats);
  return formats;
}

const known = new Map<string, readonly ArnFormat[]>();

function readFormat(type: string, format: string): ArnFormat {
  const parts = format
    .split(/(\$\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const placeholder = /^\$\{(\w+)\}$/.exec(part)?.[1];
      return placeholder === undefined ? { text: part } : { placeholder };
    });
  const source = parts.map((part, index) =>
    'text' in part ? literally(part.text) : `(${anythingBefore(parts[index + 1])})`,
  );
  const said = parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0);
  return { type, parts, said, expression: new RegExp(`^${source.join('')}$`) };
}

/** What fills each placeholder of the format in this ARN; undefined where it is no ARN of the format. */
export function valuesIn(
  { parts, expression }: ArnFormat,
  arn: string,
): ReadonlyMap<string, string> | undefined {
  const found = expression.exec(arn);
  if (!found) return undefined;
  const placeholders = parts.flatMap((part) => ('placeholder' in part ? [part.placeholder] : []));
  return new Map(placeholders.map((placeholder, index) => [placeholder, found[index + 1] ?? '']));
}

/** A format's own `*` stands for anything. */
const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');

/** A name that something follows ends before it: a log group has slashes in its name, a bucket before a key has none. */
function anythingBefore(next: ArnFormat['parts'][number] | undefined): string {
  if (!next) return '.+';
  return 'text' in next ? `[^:${next.text[0]}]*` : '[^:/]*';
}

/** The format that says most of this ARN: of `bucket` and `bucket/object` the second, where both fit. */
export const formatOf = (formats: readonly ArnFormat[], arn: string): ArnFormat | undefined =>
  formats
    .filter(({ expression }) => expression.test(arn))
    .reduce<ArnFormat | undefined>(
      (closest, one) => (closest && closest.said >= one.said ? closest : one),
      undefined,
    );

/** Every ARN that these values make of the format; a placeholder without one is any. */
export function fillFormat(
  { parts }: ArnFormat,
  valuesOf: (placeholder: string, before: string) => readonly string[],
): string[] {
  return parts.reduce<string[]>(
    (arns, part) => {
      if ('text' in part) return arns.map((arn) => arn + part.text);
      return arns.flatMap((arn) => {
        const values = valuesOf(part.placeholder, arn);
        return values.length === 0 ? [`${arn}*`] : values.map((value) => arn + value);
      });
    },
    [''],
  );
}

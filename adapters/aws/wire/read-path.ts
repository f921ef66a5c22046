import type { JsonObject } from '../../../core/lib/json.ts';
import type { Members } from './members-of.ts';
import { readScalar, timeFormats } from './read-scalar.ts';
import { Unreadable } from './unreadable.ts';

/**
 * `/functions/{FunctionName}`; `{Key+}` holds slashes. A member of the path that it has no place for stands before it: the
 * bucket.
 */
export function readPath(members: Members, template: string, path: string): JsonObject {
  const labels = members.filter(([, schema]) => schema.getMergedTraits().httpLabel);
  const parts = template.split(/(\{\w+\+?\})/).map((text) => ({ text, name: /^\{(\w+)/.exec(text)?.[1] }));
  const before = labels.map(([name]) => name).filter((name) => !parts.some((part) => part.name === name));
  const names = [...before, ...parts.flatMap(({ name }) => name ?? [])];
  const pattern = [
    ...before.map(() => '/([^/]+)'),
    ...parts.map(({ text, name }) =>
      name === undefined ? literally(text) : text.endsWith('+}') ? '(.+)' : '([^/]+)',
    ),
  ].join('');
  const found = new RegExp(`^${pattern}$`).exec(path);
  if (!found) throw new Unreadable('The path is not that of the operation.');
  return Object.fromEntries(
    labels.map(([name, schema]) => {
      const text = decodeURIComponent(found[names.indexOf(name) + 1] ?? '');
      return [name, readScalar(schema, text, timeFormats.dateTime)];
    }),
  );
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

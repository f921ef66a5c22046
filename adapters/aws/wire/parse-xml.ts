import { Unreadable } from './unreadable.ts';

export interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: Element[];
  text: string;
}

const token =
  /<\?[^>]*\?>|<(?<close>\/)?(?<name>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+="[^"]*")*)\s*(?<empty>\/)?>|(?<text>[^<]+)/gy;
const attribute = /([\w:.-]+)="([^"]*)"/g;

/** As the SDK writes it: elements, attributes and texts. Anything else is refused. */
export function parseXml(xml: string): Element {
  const root = element('', '');
  const open = [root];
  let end = 0;
  for (const { 0: matched, index, groups = {} } of xml.matchAll(token)) {
    if (index !== end) break;
    end += matched.length;
    const { close, name, attributes = '', empty, text } = groups;
    const parent = open.at(-1);
    if (!parent) break;
    if (text !== undefined) parent.text += unescaped(text);
    else if (close) {
      if (open.pop()?.name !== name) throw new Unreadable('The body has XML that does not nest.');
    } else if (name !== undefined) {
      const child = element(name, attributes);
      parent.children.push(child);
      if (!empty) open.push(child);
    }
  }
  const [top] = root.children;
  if (end !== xml.length || open.length !== 1 || !top || root.children.length > 1)
    throw new Unreadable('The body is not XML of one element.');
  return top;
}

const element = (name: string, attributes: string): Element => ({
  name,
  attributes: new Map(
    [...attributes.matchAll(attribute)].map(([, key = '', value = '']) => [key, unescaped(value)]),
  ),
  children: [],
  text: '',
});

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x(?<hex>[0-9a-fA-F]+)|#(?<decimal>[0-9]+)|(?<name>\w+));/g, (...match) => {
    const { hex, decimal, name } = match.at(-1) as Record<string, string | undefined>;
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    const known = entities[name ?? ''];
    if (known === undefined) throw new Unreadable('The body has an unknown entity.');
    return known;
  });

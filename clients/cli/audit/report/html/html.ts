/** Text that is markup. Everything else is escaped where it is put in: agents' words stand in a pack. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = Html | string | number | null | undefined | readonly Html[];

export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.map((part, at) => part + textOf(values[at])).join(''));

function textOf(value: Value): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(({ text }: Html) => text).join('\n');
  return String(value).replace(/[&<>"'\p{C}]/gu, escaped);
}

/** Controls are shown and not obeyed, as in a terminal: also those that turn around what stands behind them, or hide. */
const escaped = (sign: string): string =>
  named[sign] ?? (sign === '\n' || sign === '\t' ? sign : `\\u{${sign.codePointAt(0)?.toString(16)}}`);
const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

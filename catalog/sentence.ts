import { parseArn } from '../core/lib/arn.ts';
import { clip, visibleText } from '../core/lib/visible-text.ts';

/** Tags a template whose values agents have written: each is made visible and kept short, and so is the whole. */
export function sentence(texts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const said = texts.map((text, index) => text + shown(values[index]));
  return clip(said.join(''), 400);
}

/** "a, b, c and 4 more" */
export function listed(values: readonly string[], most = 3): string {
  const named = values.slice(0, most).map((value) => visibleText(value, 60));
  if (values.length > most) return `${named.join(', ')} and ${values.length - most} more`;
  const last = named.pop() ?? 'nothing';
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`;
}

/** What an ARN names, without what the card shows anyway: "shop/database-AbCdEf". A name stays as it is. */
export function nameIn(arnOrName: string): string {
  const resource = parseArn(arnOrName)?.resource ?? arnOrName;
  return resource === arnOrName ? arnOrName : resource.replace(/^[A-Za-z-]+[:/]/, '');
}

const shown = (value: string | number | undefined): string =>
  value === undefined ? '' : visibleText(String(value), 240);

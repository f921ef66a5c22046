import { parseArn } from '../core/lib/arn.ts';
import { clip, visibleText } from '../core/lib/visible-text.ts';

/** The longest sentence. What people are told to look for stands at its beginning, free text at its end. */
export const longestSentence = 600;

/** Of one value in a sentence. */
const longestValue = 300;

/** Tags a template whose values agents have written: each is made visible and kept short, and so is the whole. */
export function sentence(texts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const said = texts.map((text, index) => text + shown(values[index]));
  return clip(said.join(''), longestSentence);
}

/** Commands, SQL: with how much is left out, so that nobody takes a harmless beginning for the whole. */
export function beginningOf(text: string, most = 200): string {
  const whole = visibleText(text, Number.POSITIVE_INFINITY);
  if (whole.length <= most) return whole;
  const begun = clip(whole, most);
  return `${begun} and ${whole.length - begun.length + 1} more characters`;
}

/**
 * Parts one after the other, "run it as deploy; set its variables to A=1". Where they are too long together each is cut to its
 * share: what an agent writes into one cannot push the next out of sight.
 */
export function inTurn(all: readonly string[], between = '; '): string {
  const parts = all.filter((part) => part !== '');
  const whole = parts.join(between);
  if (parts.length < 2 || visibleText(whole, Number.POSITIVE_INFINITY).length <= longestValue) return whole;
  const share = Math.floor(longestValue / parts.length) - between.length;
  return parts.map((part) => visibleText(part, Math.max(share, leastShare))).join(between);
}

/** Of a part that is one of many. */
const leastShare = 24;

/** What an ARN names, without what the card shows anyway: "shop/database-AbCdEf". A name stays as it is. */
export function nameIn(arnOrName: string): string {
  const resource = parseArn(arnOrName)?.resource ?? arnOrName;
  return resource === arnOrName ? arnOrName : resource.replace(/^[A-Za-z-]+[:/]/, '');
}

/** " of account 444455556666 (another account)", for what is not where the action happens. */
export function ofAccount(account: string | undefined, ownAccount: string): string {
  return account === undefined || account === ownAccount ? '' : ` of account ${account} (another account)`;
}

/** Paths and names of AWS may be longer, and would hide whose account it is. */
const longestName = 120;

/** The same for what an ARN names: "deploy of account 444455556666 (another account)". */
export const namedIn = (arn: string, ownAccount: string): string =>
  `${visibleText(nameIn(arn), longestName)}${ofAccount(parseArn(arn)?.account || undefined, ownAccount)}`;

const shown = (value: string | number | undefined): string =>
  value === undefined ? '' : visibleText(String(value), longestValue);

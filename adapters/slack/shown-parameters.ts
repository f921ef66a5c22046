import type { RichTextBlock } from '@slack/web-api';
import { textIn } from '../../catalog/values/base64.ts';
import { showPolicyDocument } from '../../catalog/values/policy-document/show-policy-document.ts';
import { canonicalJson, type JsonObject } from '../../core/lib/json.ts';
import { mapTextAt, segmentsOf } from '../../core/lib/json-pointer.ts';
import { readStrictJson } from '../../core/lib/strict-json.ts';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Request } from '../../core/request/request.ts';
import { most } from './card-room.ts';
import { isCutOnCard } from './card-target.ts';
import { messagesOf } from './in-thread.ts';
import { preformatted } from './rich-text.ts';

/**
 * The parameters as people read them, with nothing left out and nothing unseen. What a policy grants comes first, in words;
 * what is decoded comes last. Their lines are indented: none can pass for one of ours.
 */
export function parametersText({ parameters, shownAs = [] }: Request): string {
  const canonical = JSON.parse(canonicalJson(parameters)) as JsonObject;
  const said = shownAs.flatMap(({ pointer, says }) =>
    says.length > 0
      ? [`${nameOf(pointer)}, in words:`, ...says.map((line) => `  - ${inOneLine(spellIsolates(line))}`)]
      : [],
  );
  const decoded = new Map<string, string>();
  const rest = shownAs.reduce(
    (value, { pointer, as }) =>
      mapTextAt(value, pointer, (text) => {
        decoded.set(pointer, as === 'policy' ? laidOut(text) : (textIn(text) ?? text));
        return `(${nameOf(pointer)} stands below, decoded)`;
      }),
    canonical,
  );
  return [
    ...said,
    visible(spellIsolates(JSON.stringify(rest, null, 2))),
    ...[...decoded].flatMap(([pointer, text]) => [
      `${nameOf(pointer)}, decoded:`,
      ...visible(spellIsolates(text))
        .split('\n')
        .map((line) => `  ${line}`),
    ]),
  ].join('\n');
}

/** `visibleLines` takes isolates for its own, set in an earlier pass. These are the agent's, and nobody would see them. */
const spellIsolates = (text: string): string =>
  text.replaceAll('\u2068', '\\u2068').replaceAll('\u2069', '\\u2069');

const nameOf = (pointer: string): string => inOneLine(segmentsOf(pointer).join('.'));

/** A policy that a later reader would refuse is shown all the same. */
function laidOut(text: string): string {
  const read = readStrictJson(text);
  return read.ok && typeof read.value === 'object' && read.value !== null
    ? showPolicyDocument({ json: read.value, statements: [] })
    : text;
}

const visible = (text: string): string => visibleLines(text, Number.POSITIVE_INFINITY);
const inOneLine = (text: string): string => visibleText(text, Number.POSITIVE_INFINITY);

/** All that is signed stands on the card itself. */
export const isWholeOnCard = (request: Request): boolean =>
  parametersText(request).length <= most.parameters && !isCutOnCard(request);

/** The beginning, and where the rest is: the signature covers all of it. */
export function parametersOnCard(request: Request): RichTextBlock {
  const text = parametersText(request);
  const rest = text.length - most.parameters;
  const note = `\n… ${rest} more characters. All of it is in the thread below; the signature covers it.`;
  return preformatted(rest > 0 ? text.slice(0, most.parameters).toWellFormed() + note : text);
}

/** For the thread: every character, where the card has no room for it. Empty where the card shows all. */
export function parametersInThread(request: Request): RichTextBlock[][] {
  const text = parametersText(request);
  if (text.length <= most.parameters) return [];
  return messagesOf(text);
}

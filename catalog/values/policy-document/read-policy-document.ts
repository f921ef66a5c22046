import type { z } from 'zod';
import { formatIssue } from '../../../core/lib/format-issue.ts';
import { readStrictJson, type StrictJsonFault } from '../../../core/lib/strict-json.ts';
import { documents, elementNames } from './document-schema.ts';
import type { PolicyDocument, PolicyKind } from './policy-document.ts';

/** `pointer` is the place in the document (RFC 6901), where it is known; `detail` the end of a sentence about it. */
export type ReadPolicyDocument =
  | { ok: true; document: PolicyDocument }
  | {
      ok: false;
      code: 'too-long' | 'control' | 'element' | StrictJsonFault;
      pointer: string;
      detail: string;
    };

/**
 * A policy document from its text. One that two readers could read in two ways is refused, and so is what AWS would not
 * take, as far as it is known without AWS. Never throws.
 */
export function readPolicyDocument(text: string, kind: PolicyKind, max: number): ReadPolicyDocument {
  if (text.length > max)
    return refuse('too-long', '', `has ${text.length} characters; at most ${max} are taken`);
  const json = readStrictJson(text, 8);
  if (!json.ok) return refuse(json.code, '', `is not taken as it is written. ${json.detail}`);
  if (controlEscape.test(text)) return refuse('control', '', 'holds a control character in a text');
  // A name that JavaScript, and so the checks below, could pass over.
  if (text.includes('"__proto__"')) return refuse('element', '/__proto__', 'is not an element of a policy');
  const read = documents[kind].safeParse(json.value, { error: formatIssue });
  const [issue] = read.error?.issues ?? [];
  if (issue) return refuse('element', ...sayIssue(issue));
  return { ok: true, document: { json: json.value as object, statements: read.data ?? [] } };
}

type Code = Exclude<ReadPolicyDocument, { ok: true }>['code'];
const refuse = (code: Code, pointer: string, detail: string): ReadPolicyDocument => ({
  ok: false,
  code,
  pointer,
  detail,
});

/** Of the escapes that strict JSON leaves, only quotes and backslashes are something that people can read. */
const controlEscape = /(?<!\\)(?:\\\\)*\\[bfnrtu]/;

function sayIssue(issue: z.core.$ZodIssue): [pointer: string, detail: string] {
  const pointer = issue.path
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  if (issue.code === 'invalid_key') return [pointer, issue.issues[0]?.message ?? issue.message];
  if (issue.code !== 'unrecognized_keys') return [pointer, issue.message];
  const [unknown = ''] = issue.keys;
  const meant = elementNames.find((name) => name.toLowerCase() === unknown.toLowerCase());
  return [`${pointer}/${unknown}`, meant ? `must be written ${meant}` : 'is not an element of a policy'];
}

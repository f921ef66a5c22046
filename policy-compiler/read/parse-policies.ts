import { type DetailedError, type PolicyJson, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { canonicalJson } from '../../core/lib/json.ts';
import type { Policy } from '../../core/policy/bundle.ts';
import { error, type Finding, type Place } from '../finding.ts';
import { readAnnotations } from './annotations.ts';
import { offsetOfByte, placeAt } from './position.ts';
import { scopeOf } from './scope.ts';
import { type Piece, splitPolicies } from './split.ts';

export interface PolicyFile {
  /** As people know it, from the root of the repository: `policies/data.cedar`. */
  path: string;
  text: string;
}

/** A policy with what only its checking needs. */
export interface ParsedPolicy {
  policy: Policy;
  json: PolicyJson;
  /** Its `when` and `unless`, as one text to compare by. */
  conditions: string;
  /** Where Cedar's byte offset lies in the file. */
  placeOfByte(byte: number): Place;
  /** Where an annotation, or else any text of the policy, stands; the policy's own place where it does not. */
  placeOf(text: string): Place;
}

export interface ParsedFile {
  policies: ParsedPolicy[];
  findings: Finding[];
}

export function parseFile(file: PolicyFile): ParsedFile {
  const parsed = splitPolicies(file.text).map((piece) => parsePiece(file, piece));
  return {
    policies: parsed.flatMap(({ policy }) => policy ?? []),
    findings: parsed.flatMap(({ findings }) => findings),
  };
}

function parsePiece(file: PolicyFile, piece: Piece): { policy?: ParsedPolicy; findings: Finding[] } {
  const at = (offset: number) => placeAt(file.path, file.text, piece.start + offset);
  const placeOfByte = (byte: number) => at(offsetOfByte(piece.text, byte));
  const placeOf = (text: string) => {
    const annotation = text.startsWith('@') ? piece.annotations.get(text.slice(1)) : undefined;
    return at(annotation === undefined ? Math.max(0, piece.text.indexOf(text)) : annotation - piece.start);
  };

  const answer = policyToJson(piece.text);
  if (answer.type === 'failure') return { findings: cedarFindings(answer.errors, placeOfByte) };

  const { json } = answer;
  const annotated = readAnnotations(json.effect, json.annotations ?? {});
  if (!annotated.ok) {
    return {
      findings: annotated.problems.map(({ annotation, message }) =>
        error(annotation === undefined ? at(0) : placeOf(`@${annotation}`), message),
      ),
    };
  }
  const policy = {
    ...annotated.meaning,
    ...at(0),
    effect: json.effect,
    text: piece.text,
    scope: scopeOf(json),
  };
  const conditions = canonicalJson(json.conditions);
  return { policy: { policy, json, conditions, placeOfByte, placeOf }, findings: [] };
}

/** Cedar nests the second and later errors of a text under the first. */
export function cedarFindings(
  errors: readonly DetailedError[],
  placeOfByte: (byte: number) => Place,
): Finding[] {
  return errors.flatMap((problem) => [
    error(placeOfByte(startOf(problem)), sayCedar(problem)),
    ...(problem.related ? cedarFindings(problem.related, placeOfByte) : []),
  ]);
}

export const startOf = ({ sourceLocations }: DetailedError): number => sourceLocations?.[0]?.start ?? 0;

/** Cedar's sentence and its help, without the names that our place in front already gives. */
export const sayCedar = ({ message, help }: Pick<DetailedError, 'message' | 'help'>): string =>
  [message, help ?? '']
    .map((text) => text.replace(/^(failed to parse policy from string: |for policy `[^`]*`, )/, ''))
    .filter((text) => text !== '')
    .join('; ');

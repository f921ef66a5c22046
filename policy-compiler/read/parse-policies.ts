import { type DetailedError, type PolicyJson, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { canonicalJson } from '../../core/lib/json.ts';
import type { Policy } from '../../core/policy/bundle.ts';
import { type Finding, finding, type Position } from '../finding.ts';
import { readAnnotations } from './annotations.ts';
import { offsetOfByte, positionAt } from './position.ts';
import { scopeOf } from './scope.ts';
import { type Piece, splitPolicies } from './split.ts';

export interface PolicyFile {
  /** With the folder as it was given: findings name it so. */
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
  positionOfByte(byte: number): Position;
  /** Where an annotation, or else any text of the policy, stands; the policy's own place where it does not. */
  positionOf(text: string): Position;
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
  const at = (offset: number) => positionAt(file.path, file.text, piece.start + offset);
  const positionOfByte = (byte: number) => at(offsetOfByte(piece.text, byte));
  const positionOf = (text: string) => {
    const annotation = text.startsWith('@') ? piece.annotations.get(text.slice(1)) : undefined;
    return at(annotation === undefined ? Math.max(0, piece.text.indexOf(text)) : annotation - piece.start);
  };

  const answer = policyToJson(piece.text);
  if (answer.type === 'failure') return { findings: cedarFindings(answer.errors, positionOfByte) };

  const { json } = answer;
  const annotated = readAnnotations(json.effect, json.annotations ?? {});
  if (!annotated.ok) {
    return {
      findings: annotated.mistakes.map(({ code, annotation, message }) =>
        finding(code, annotation === undefined ? at(0) : positionOf(`@${annotation}`), message),
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
  return { policy: { policy, json, conditions, positionOfByte, positionOf }, findings: [] };
}

/** Cedar nests the second and later errors of a text under the first. */
export function cedarFindings(
  errors: readonly DetailedError[],
  positionOfByte: (byte: number) => Position,
): Finding[] {
  return errors.flatMap((problem) => [
    finding('not-cedar', positionOfByte(startOf(problem)), formatCedar(problem)),
    ...(problem.related ? cedarFindings(problem.related, positionOfByte) : []),
  ]);
}

export const startOf = ({ sourceLocations }: DetailedError): number => sourceLocations?.[0]?.start ?? 0;

/** Cedar's sentence and its help, without the names that our place in front already gives. */
export const formatCedar = ({ message, help }: Pick<DetailedError, 'message' | 'help'>): string =>
  [message, help ?? '']
    .map((text) => text.replace(/^(failed to parse policy from string: |for policy `[^`]*`, )/, ''))
    .filter((text) => text !== '')
    .join('; ');

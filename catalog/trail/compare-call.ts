import type { Json, JsonObject } from '../../core/lib/json.ts';
import { pointerTo } from '../../core/lib/json-pointer.ts';
import type { CatalogEntry } from '../entry.ts';
import { operationOf } from '../operation-of.ts';
import { addedBySdk } from '../shapes/added-by-sdk.ts';
import { innermost, type Operation, type Structure } from '../shapes/load-shapes.ts';
import { type CallDifference, compareValues, type Finding, isSame } from './compare-values.ts';
import { fitWhatFits, isTold } from './fit-parameters.ts';
import { isObject } from './fit-value.ts';
import { habitsOf } from './habits.ts';
import { operationsOfEvent, withoutVersion } from './operations-of-event.ts';
import { isProven } from './services-seen.ts';
import type { TrailEvent } from './trail-event.ts';

export type CallComparison =
  | { kind: 'equal' }
  | { kind: 'different'; differences: readonly CallDifference[] }
  /** What CloudTrail tells is as it was signed, and it does not tell these members. */
  | { kind: 'cannot-tell'; members: readonly string[] };

/**
 * Whether the call in an event is the one that was signed. `signed` are its parameters as people saw them: what is hidden
 * there cannot be compared. Where and by whom it was called is for the caller to compare.
 */
export function compareCall(entry: CatalogEntry, signed: JsonObject, event: TrailEvent): CallComparison {
  const another = anotherOperation(entry, event);
  if (another) return { kind: 'different', differences: [another] };
  const names = Object.keys(signed);
  if (!isObject(event.requestParameters) && names.length > 0) return { kind: 'cannot-tell', members: names };

  const findings = compareParameters(entry, signed, event);
  const differences = findings.flatMap((finding) => ('difference' in finding ? finding.difference : []));
  if (differences.length > 0) return { kind: 'different', differences };
  const members = [...new Set(findings.flatMap((finding) => ('untold' in finding ? finding.untold : [])))];
  return members.length > 0 ? { kind: 'cannot-tell', members } : { kind: 'equal' };
}

function anotherOperation(entry: CatalogEntry, event: TrailEvent): CallDifference | undefined {
  const { eventSource, eventName } = event;
  const operation = operationOf(entry);
  const isIt = operation
    ? operationsOfEvent(event).includes(operation)
    : entry.cloudTrail?.source === eventSource && withoutVersion(eventName) === entry.operation;
  return isIt ? undefined : { pointer: '', signed: entry.operation, seen: eventName };
}

/** Both are read in one way, so that what says nothing is left out of both. */
function compareParameters(entry: CatalogEntry, signed: JsonObject, event: TrailEvent): Finding[] {
  const place = { account: event.recipientAccountId, region: event.awsRegion };
  const asSigned = fitWhatFits(entry, signed, place);
  const asSeen = fitWhatFits(entry, event.requestParameters ?? {}, place);
  const operation = operationOf(entry);
  const proven = isProven(event.eventSource);
  const unkept = habitsOf(event.eventSource).unkept?.[entry.operation] ?? [];
  // What was signed has the API's form but where a text stands in place of what is hidden.
  const unseen = asSigned.leftOver.map(({ member }) => member);
  const hidden = new Set([...asSigned.hidden, ...unseen, ...asSeen.hidden]);

  const leftOver = asSeen.leftOver.map(({ member, value }): Finding => {
    // CloudTrail adds members that no API has; one that the API has was sent.
    const isSent = proven && operation !== undefined && isMemberOf(operation.input, member.toLowerCase());
    return isSent
      ? { difference: { pointer: pointerTo(member.split('.')), seen: value as Json } }
      : { untold: member };
  });
  const compared = compareValues(asSigned.parameters, asSeen.parameters, entry.hide(asSeen.parameters), {
    isHidden: (member) => hidden.has(member),
    isKept: (member) => proven && isTold(entry, member) && !unkept.includes(member),
    isAdded: (member, one, other) =>
      operation !== undefined && isAdded(operation, member, event.awsRegion, one, other),
  });
  return [...[...hidden].map((member): Finding => ({ untold: member })), ...leftOver, ...compared];
}

/** What the SDK sends by itself: an idempotency token that nobody gave, and what it is known to make of a member. */
function isAdded(
  { client, input }: Operation,
  member: string,
  region: string,
  signed: Json | undefined,
  seen: Json,
): boolean {
  if (signed === undefined && input.members.get(member)?.isToken) return true;
  const added = addedBySdk({ client, member, region }, signed);
  return added !== undefined && isSame(added, seen);
}

/** In lower case, because what is left over is spelt as CloudTrail does: `keyid`, `placement.tenancy`. */
function isMemberOf(structure: Structure, member: string): boolean {
  const [first = '', ...rest] = member.split('.');
  const found = [...structure.members.values()].find(({ name }) => name.toLowerCase() === first);
  if (!found || rest.length === 0) return found !== undefined;
  const type = innermost(found.type);
  return type.kind === 'structure' && isMemberOf(structure.structure(type.name), rest.join('.'));
}

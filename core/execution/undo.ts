import type { z } from 'zod';
import { canonicalJson, type Json, type JsonObject } from '../lib/json.ts';
import type { RequestIn, Undoability } from '../request/request.ts';

/** What is known of an action that has run. */
export interface Done<Parameters = JsonObject, Before = JsonObject, Result = JsonObject> {
  parameters: Parameters;
  /** What was seen of the target right before; `{}` where there was no such thing. */
  before: Before;
  /** What AWS answered. */
  result: Result;
}

/** The one action that takes it back. */
export interface Undoing {
  action: string;
  parameters: JsonObject;
  /** What is not as it was even then, as people read it behind "It remains that ". */
  remains?: string;
}

/** Why no action takes it back, as the end of a sentence that people read. */
export interface Impossible {
  impossible: string;
}

/** How an action is undone, by other actions of the catalog. */
export interface Undo<Parameters = JsonObject> {
  /** Those that it may be: which one depends on what was there before. */
  actions: readonly string[];
  /** What it is made of that AWS answered, by the SDK's names: of an incident nothing else of the answer is kept. */
  answer?: z.ZodType<JsonObject>;
  /** `undefined`: there is nothing to undo, for it changed nothing. */
  of(done: Done<Parameters>): Undoing | Impossible | undefined;
  /** How, where nobody looked before it: by its parameters and AWS's answer alone. Left out where that would be a guess. */
  unseen?: Undo<Parameters>;
}

export type UndoOffer =
  | ({ kind: 'offered' } & Undoing)
  /** It changed nothing. */
  | { kind: 'nothing-to-undo' }
  | { kind: 'not-offered'; code: NotOffered; detail: string };

export type NotOffered = 'no-undo' | 'not-seen' | 'not-kept' | 'hidden' | 'impossible' | 'no-agent';

/** What the request keeps of its run. Each hash is of what a look saw; where none looked there is none. */
export interface DoneRequest {
  action: string;
  parameters: JsonObject;
  seenBefore?: { value: JsonObject; hash: string } | undefined;
  seenAfter?: { hash: string } | undefined;
  result: JsonObject;
}

/** `entry` is the one by which it ran. Whether policy and people let the undoing run is theirs to say. */
export function offerUndo(
  entry: { look?: unknown; undo?: Undo | undefined },
  { action, parameters, seenBefore, seenAfter, result }: DoneRequest,
): UndoOffer {
  const { look, undo } = entry;
  if (!undo) return notOffered('no-undo', 'This action cannot be undone.');
  if (look !== undefined && !seenBefore)
    return notOffered('not-seen', 'Nobody saw what was there before, so it cannot be put back.');
  if (seenBefore && seenBefore.hash === seenAfter?.hash) return { kind: 'nothing-to-undo' };
  const undoing = undo.of({ parameters, before: seenBefore?.value ?? {}, result });
  if (undoing === undefined) return { kind: 'nothing-to-undo' };
  if ('impossible' in undoing) return notOffered('impossible', `It cannot be undone: ${undoing.impossible}.`);
  // What would put it back is what ran: it was so before.
  if (undoing.action === action && canonicalJson(undoing.parameters) === canonicalJson(parameters))
    return { kind: 'nothing-to-undo' };
  if (holdsHidden(undoing.parameters))
    return notOffered('hidden', 'What would be put back is hidden, and was not kept.');
  return { kind: 'offered', ...undoing };
}

/**
 * Whether the target is as the run left it: only then is it undone, for what somebody did since would be undone with it.
 * Where nobody looked after the run, nobody knows.
 */
export const isAsLeft = ({ seenAfter }: Pick<DoneRequest, 'seenAfter'>, seenNow: { hash: string }): boolean =>
  seenAfter?.hash === seenNow.hash;

/**
 * Of a request that Countersign ran. What is to be put back is only made of what was there before, of what it left, and of
 * AWS's whole answer: of a part of them it could be something else.
 */
export function undoOffer(
  entry: { look?: unknown; undo?: Undo | undefined },
  { action, parameters, seen, seenAfter, result }: Pick<RequestIn<'done'>, Ran>,
): UndoOffer {
  if (entry.undo && entry.look !== undefined && !seenAfter)
    return notOffered('not-seen', 'Nobody saw what it left, so nobody could tell whether it is still so.');
  if (entry.undo && result?.value === undefined)
    return notOffered('not-kept', 'What AWS answered was not kept.');
  return offerUndo(entry, { action, parameters, seenBefore: seen, seenAfter, result: result?.value ?? {} });
}
type Ran = 'action' | 'parameters' | 'seen' | 'seenAfter' | 'result';

/** What the request keeps of it: the parameters are made anew when somebody asks for it. */
export function undoabilityOf(offer: UndoOffer): Undoability {
  if (offer.kind !== 'offered') return offer;
  const { kind, action, remains } = offer;
  return { kind, action, ...(remains !== undefined && { remains }) };
}

const notOffered = (code: NotOffered, detail: string): UndoOffer => ({ kind: 'not-offered', code, detail });

/** A text that stands for what is hidden would be written in its place. */
function holdsHidden(value: Json): boolean {
  if (typeof value === 'string') return /^\[hidden: [^\]]*\]$/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsHidden);
}

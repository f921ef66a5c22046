import fc from 'fast-check';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { shownAsOf } from '../../../catalog/shown-as.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import { risks, runModes } from '../../../core/policy/ruling.ts';
import type { State } from '../../../core/request/lifecycle.ts';
import {
  agains,
  type Evidence,
  type Request,
  type ShownAs,
  type Undoability,
} from '../../../core/request/request.ts';
import { catalog } from './catalog.ts';
import { noon } from './clock.ts';
import { accounts, people } from './directory.ts';
import { hostileText as text } from './hostile-text.ts';
import { etlCaller, pending, states, submission } from './requests.ts';

/**
 * A request of any action in any state, with as much and as misleading text in every field as agents, people and AWS can put
 * there. Not every one could come about: what is drawn of it has to hold all the same.
 */

/** The longest that a group may be called. */
const group = fc
  .tuple(fc.constantFrom('security', 'data-owners', 'sre-oncall'), fc.boolean())
  .map(([name, isLong]) => (isLong ? name.padEnd(63, '-long') : name));

const seconds = fc.integer({ min: 60, max: 86_400 });

const terms = fc.record(
  {
    approvals: fc.array(fc.record({ group, count: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 8,
    }),
    notifications: fc.array(fc.record({ afterSeconds: seconds, group }), { maxLength: 8 }),
    run: fc.constantFrom(...runModes),
    expiresSeconds: seconds,
    reason: fc.constant('required' as const),
    substitutes: fc.array(fc.record({ afterSeconds: seconds, group, by: group }), { maxLength: 8 }),
  },
  { requiredKeys: ['approvals', 'notifications', 'run', 'expiresSeconds'] },
);

const person = fc.constantFrom('a@b.co', `${'long.'.repeat(12)}name@example.com`, people.dataOne.id);

const vote = fc.record(
  {
    person,
    choice: fc.constantFrom('approve' as const, 'deny' as const),
    reason: text(500),
    again: fc.constantFrom(...agains),
  },
  { requiredKeys: ['person', 'choice'] },
);

const question = fc
  .record({ person, text: text(1_000), answer: fc.option(text(2_000), { nil: undefined }) })
  .map(({ answer, ...asked }) => ({
    ...asked,
    at: noon,
    ...(answer !== undefined && { answer: { session: 'nightly-run', text: answer, at: noon } }),
  }));

const values = fc.dictionary(text(40), text(3_000), { maxKeys: 4 });

const target = fc.oneof(
  values.map((value) => ({ seen: { at: noon, value, hash: 'd'.repeat(64) } })),
  text(200).map((notSeen) => ({ notSeen })),
  fc.constant({}),
);

const undo: fc.Arbitrary<Undoability> = fc.oneof(
  fc.record({ kind: fc.constant('offered' as const), action: text(60), remains: text(1_000) }),
  fc.record({ kind: fc.constant('not-offered' as const), code: text(60), detail: text(1_000) }),
  fc.constant({ kind: 'nothing-to-undo' as const }),
);

const evidence: fc.Arbitrary<Evidence | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant({ kind: 'unseen' as const, at: noon }),
  fc
    .record({ errorCode: text(200), untold: fc.array(text(200), { maxLength: 30 }) })
    .map((told) => ({ kind: 'confirmed' as const, at: noon, eventIds: ['event-1'], ...told })),
  fc
    .array(fc.record({ pointer: text(300), seen: text(2_000) }), { minLength: 1, maxLength: 30 })
    .map((differences) => ({ kind: 'drifted' as const, at: noon, eventIds: ['event-1'], differences })),
);

/** How it ended, as Countersign or its agent tells. */
const ended = fc
  .record({ words: text(3_000), isByAgent: fc.boolean(), undo, revoked: fc.boolean(), all: fc.boolean() })
  .map(({ words, isByAgent, undo, revoked, all }) =>
    isByAgent
      ? { ticketHash: 'b'.repeat(64), detail: words }
      : {
          accessKeyId: words.slice(0, 30),
          awsRequestId: words,
          failure: { code: words, message: words },
          result: { hash: 'c'.repeat(64), value: { words } },
          undo,
          ...(revoked && {
            revoked: { at: noon, by: people.dataOne.id, ...(all && { all: true as const }) },
          }),
        },
  );

const place = { account: accounts.prod };

/** What is asked: the example of an action with other texts in it as far as the action takes them, or of what nobody has described. */
const subject = (entries: readonly CatalogEntry[]) =>
  fc.oneof(
    fc
      .record({ entry: fc.constantFrom(...entries), other: fc.array(text(2_000), { maxLength: 4 }) })
      .map(({ entry, other }) => {
        const parameters = withTexts(entry, other);
        return {
          action: entry.action,
          parameters,
          sentence: entry.say(parameters, place),
          shownAs: shownAsOf(entry, parameters, place),
        };
      }),
    fc.record({
      action: fc.constant('vendor:rotateKey'),
      parameters: fc.oneof(
        fc.dictionary(text(40), text(2_000), { maxKeys: 4 }),
        text(60_000).map((words): JsonObject => ({ words })),
      ),
      sentence: text(600),
      shownAs: fc.constant<ShownAs[]>([]),
    }),
  );

/** One after the other, each where the first ones fit. */
function withTexts({ example, parameters: schema }: CatalogEntry, texts: readonly string[]): JsonObject {
  const names = Object.keys(example.parameters);
  let parameters = example.parameters;
  for (const [index, words] of texts.entries()) {
    const name = names[index % names.length];
    if (name === undefined || typeof parameters[name] !== 'string') continue;
    const changed = { ...parameters, [name]: words };
    if (schema.safeParse(changed).success) parameters = changed;
  }
  return parameters;
}

const flag = fc.constantFrom(undefined, true as const);

export const anyRequest = (
  entries: readonly CatalogEntry[] = catalog.entries,
  inStates: readonly State[] = states,
): fc.Arbitrary<Request> =>
  fc
    .record({
      state: fc.constantFrom(...inStates),
      subject: subject(entries),
      stated: fc.record({
        reason: text(2_000),
        ticket: fc.oneof(text(200), fc.constant('T'.repeat(64))),
        model: text(200),
        conversation: text(2_000),
      }),
      resource: text(1_200),
      session: text(64),
      ruling: fc.record({
        risk: fc.constantFrom(...risks),
        policies: fc.array(text(100), { maxLength: 30 }),
        reasons: fc.array(text(300), { maxLength: 30 }),
      }),
      terms,
      votes: fc.array(vote, { maxLength: 40 }),
      questions: fc.array(question, { maxLength: 10 }),
      joined: fc.array(fc.record({ session: text(64), reason: text(2_000) }), { maxLength: 4 }),
      tier: fc.integer({ min: 0, max: 8 }),
      target,
      ended,
      evidence,
      flags: fc.record({
        unlimited: flag,
        undoable: flag,
        hides: flag,
        answersSecret: flag,
        uncurated: flag,
      }),
      origin: fc.constantFrom(
        {},
        {},
        { asker: people.securityOne.id, undoes: 'f'.repeat(32) },
        { undoes: `incident-${'f'.repeat(32)}`, asker: people.securityOne.id },
        { sighting: 'e'.repeat(64) },
      ),
    })
    .map(({ subject: { action, parameters, sentence, shownAs }, ...more }) => {
      const caller = etlCaller({ session: more.session });
      const { facts } = submission({ caller });
      const base = pending(more.terms, {
        caller,
        sentence,
        shownAs,
        shown: parameters,
        stated: more.stated,
        facts: { ...facts, action, resource: more.resource },
      });
      const decision =
        more.state === 'refused' ? 'refuse' : more.state === 'allowed' ? 'allow' : base.ruling.decision;
      return {
        ...base,
        ...more.target,
        ...more.flags,
        ...more.origin,
        ruling: { ...base.ruling, ...more.ruling, decision },
        votes: more.votes.map((one) => ({ ...one, groups: [], digest: base.digest, at: noon })),
        questions: more.questions,
        joined: more.joined.map((one) => ({ ...one, at: noon })),
        tier: more.tier,
        state: more.state,
        decidedAt: noon,
        usableUntil: noon,
        startedAt: noon,
        endedAt: noon,
        ...more.ended,
        ...(more.evidence && { evidence: more.evidence }),
      } as Request;
    });

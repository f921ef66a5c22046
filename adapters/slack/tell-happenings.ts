import type { RichTextBlock } from '@slack/web-api';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Happening } from '../../core/request/happenings.ts';
import type { State } from '../../core/request/lifecycle.ts';
import { longestAnswer, longestQuestion } from '../../core/request/question.ts';
import { sayEvidence } from './card-evidence.ts';
import { line, plain, quote, richText, strong } from './rich-text.ts';

type Elements = RichTextBlock['elements'];
type Say = { [K in Happening['kind']]: (happening: Extract<Happening, { kind: K }>) => Elements };

/** A message of the thread. Slack takes some 13,000 characters, counted as JSON. */
const mostInMessage = 11_000;
const longestReason = 500;

/** What has happened, in as few messages as hold it. `owners`: the Slack ids of who answers for the agent, who hear of its end. */
export function happeningMessages(
  happenings: readonly Happening[],
  owners: readonly string[],
): { text: string; blocks: RichTextBlock[] }[] {
  const messages: { text: string; blocks: RichTextBlock[] }[] = [];
  for (const happening of happenings) {
    const block = richText([...say(happening), ...ring(happening, owners)]);
    const last = messages.at(-1);
    if (last && JSON.stringify([...last.blocks, block]).length <= mostInMessage) last.blocks.push(block);
    else messages.push({ text: 'What happened to this request', blocks: [block] });
  }
  return messages;
}

const ring = (happening: Happening, owners: readonly string[]): Elements =>
  happening.kind === 'moved' && happening.isOver && owners.length > 0
    ? [
        line([
          plain('For whoever answers for this agent: '),
          ...owners.flatMap((user_id, index) => [
            ...(index > 0 ? [plain(' ')] : []),
            { type: 'user' as const, user_id },
          ]),
        ]),
      ]
    : [];

/** What people and agents wrote is a quote, and names are text: none of it is markup. */
const words: Say = {
  voted: ({ vote: { person, choice, groups, reason } }) => [
    line([
      strong(`${name(person)} ${choice === 'approve' ? 'approved' : 'denied'} it`),
      plain(` (${visibleText(groups.join(', '))})${reason ? ', because' : '.'}`),
    ]),
    ...(reason ? [quote(visibleLines(reason, longestReason))] : []),
  ],
  'vote-gone': ({ person, why }) => [
    line([
      strong(`The vote of ${name(person)} counts no more`),
      plain(why === 'voided' ? ': what would change is another now.' : ': it was taken back.'),
    ]),
  ],
  asked: ({ question, person, text }) => [
    line([strong(`${name(person)} asks the agent`), plain(` (question ${question})`)]),
    quote(visibleLines(text, longestQuestion)),
  ],
  answered: ({ question, text }) => [
    line([strong('The agent answers'), plain(` (question ${question}), in its own words`)]),
    quote(visibleLines(text, longestAnswer)),
  ],
  moved: ({ state }) => [line([strong(ends[state])])],
  revoked: ({ person }) => [line([strong(`${name(person)} took the credentials back.`)])],
  'seen-in-trail': ({ evidence }) => [sayEvidence(evidence)],
};

const say = <K extends Happening['kind']>(happening: Extract<Happening, { kind: K }>): Elements =>
  (words[happening.kind as K] as Say[K])(happening);

const name = (person: string): string => visibleText(person, 100);

const ends: Readonly<Record<State, string>> = {
  pending: 'People are asked.',
  allowed: 'Policy allowed it.',
  refused: 'Policy refused it.',
  approved: 'It is approved.',
  denied: 'It is denied, and does not run.',
  expired: 'Nobody decided in time. It does not run.',
  withdrawn: 'The agent no longer wants it. It does not run.',
  running: 'Countersign runs it.',
  started: 'The agent has taken the approval.',
  lapsed: 'It was approved, and nobody used that in time. It does not run.',
  done: 'It is done.',
  failed: 'It failed.',
  unknown: 'Nobody knows whether it ran. See the card.',
};

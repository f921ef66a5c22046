import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import { canonicalJson, type JsonObject } from '../../core/lib/json.ts';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { Request, RequestIn } from '../../core/request/request.ts';
import { formatButtonValue } from './button-value.ts';
import { credentialsInUse, credentialsOver, hadCredentials } from './card-credentials.ts';
import type { CardRoom } from './card-room.ts';
import { line, plain, preformatted, quote, richText, strong } from './rich-text.ts';
import { sayUndo } from './say-undo.ts';
import { utc } from './utc.ts';

/** What became of it. */
export function outcomeOf(request: Request, room: CardRoom): KnownBlock[] {
  switch (request.state) {
    case 'running':
      return say(`Countersign has been running it since ${utc(request.startedAt)}.`);
    case 'started':
      return credentialsInUse(request);
    case 'done':
      if (hadCredentials(request)) return credentialsOver(request, room);
      return [...sayDone(request, room), ...undoPart(request, room)];
    case 'failed':
      return sayFailed(request, room);
    case 'unknown':
      return hadCredentials(request) ? credentialsOver(request, room) : sayUnknown(request, room);
    default:
      return [];
  }
}

type Ended = RequestIn<'done' | 'failed' | 'unknown'>;

/** Its agent ran it, and what became of it is its word. */
const isByAgent = ({ ticketHash, startedAt, accessKeyId }: Ended): boolean =>
  ticketHash !== undefined || (startedAt !== undefined && accessKeyId === undefined);

function sayDone(request: RequestIn<'done'>, room: CardRoom): KnownBlock[] {
  if (isByAgent(request)) return sayAgentSays('done', request, room);
  const { result, endedAt } = request;
  return [
    richText([line([strong('It ran'), plain(`, and was done at ${utc(endedAt)}.${awsId(request)}`)])]),
    ...(result ? sayResult(result, room) : []),
  ];
}

function sayResult(
  { value, hash }: { value?: JsonObject; hash: string },
  { outcome }: CardRoom,
): RichTextBlock[] {
  if (value === undefined)
    return say(`What AWS answered is not kept, but its SHA-256: ${visibleText(hash.slice(0, 12))}`);
  if (Object.keys(value).length === 0) return [];
  const text = JSON.stringify(JSON.parse(canonicalJson(value)), null, 2);
  return [...say('AWS answered'), preformatted(visibleLines(text, outcome))];
}

function sayFailed(request: RequestIn<'failed'>, room: CardRoom): KnownBlock[] {
  const { failure } = request;
  if (!failure) return sayAgentSays('failed', request, room);
  const { code, message } = failure;
  return [
    richText([
      line([strong('It did not run: '), plain(`${visibleText(code, 100)}.${awsId(request)}`)]),
      quote(visibleLines(message, room.outcome) || 'AWS gave no message.'),
    ]),
  ];
}

function sayUnknown(request: RequestIn<'unknown'>, { fact }: CardRoom): KnownBlock[] {
  const { id, accessKeyId } = request;
  const where = isByAgent(request)
    ? 'Its agent took the approval and told nothing more.'
    : `There was no answer. CloudTrail has what was called in the session countersign-${id}${accessKeyId ? ` (access key ${visibleText(accessKeyId, 40)})` : ''}; the runbook says how to look, under run-unknown.`;
  return [
    richText([
      line([
        strong('It may have run. Do not run it again: see first.'),
        plain(` ${visibleText(where, fact)}`),
      ]),
    ]),
  ];
}

function sayAgentSays(
  word: 'done' | 'failed',
  { detail }: RequestIn<'done' | 'failed'>,
  { outcome }: CardRoom,
): KnownBlock[] {
  return [
    richText([
      line([plain(`Its agent says that it ${word === 'done' ? 'is done' : 'failed'}.`)]),
      ...(detail ? [quote(visibleLines(detail, outcome))] : []),
    ]),
  ];
}

const awsId = ({ awsRequestId }: Ended): string =>
  awsRequestId === undefined ? '' : ` AWS's request id: ${visibleText(awsRequestId, 100)}`;

/** Who presses asks for a request of its own: policy and other people have their say on that. */
function undoPart({ id, digest, undo }: RequestIn<'done'>, { fact }: CardRoom): KnownBlock[] {
  if (undo === undefined) return [];
  const said = say(visibleText(sayUndo(undo), fact));
  return undo.kind === 'offered' ? [...said, undoButton(formatButtonValue({ request: id, digest }))] : said;
}

const undoButton = (value: string): KnownBlock => ({
  type: 'actions',
  block_id: 'undo',
  elements: [
    {
      type: 'button',
      action_id: 'undo',
      text: { type: 'plain_text', text: 'Undo' },
      value,
      confirm: {
        title: { type: 'plain_text', text: 'Ask for the undo?' },
        text: {
          type: 'plain_text',
          text: 'It is a request of its own, and you cannot sign it.',
        },
        confirm: { type: 'plain_text', text: 'Ask' },
        deny: { type: 'plain_text', text: 'Leave it' },
      },
    },
  ],
});

const say = (text: string): RichTextBlock[] => [richText([line([plain(text)])])];

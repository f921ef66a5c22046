import type { KnownBlock } from '@slack/web-api';
import type { DeniedHour, DeniedLine } from '../../core/detection/denied-hour.ts';
import { visibleText } from '../../core/lib/visible-text.ts';
import { mostOfDenied as most } from './card-room.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { line, plain, richText, strong } from './rich-text.ts';
import { formatSightingButton } from './sighting-button-value.ts';

/** The whole card, from what is stored alone. `owners` are Slack ids, which ring. All that the agent named is text. */
export const deniedBlocks = (denied: DeniedHour, owners: readonly string[]): KnownBlock[] => [
  { type: 'header', text: { type: 'plain_text', text: 'Denied by AWS', emoji: false } },
  richText([
    line([
      strong(visibleText(`Agent ${denied.agent} made calls that AWS denied.`, most.fact)),
      plain(
        ' Nothing of them was done. The agent can ask for such a call: `countersign request`, or POST /v1/requests with the same parameters and a reason.',
      ),
    ]),
    ...(owners.length > 0
      ? [
          line([
            plain('Its owners: '),
            ...owners.flatMap((id, index) => [
              ...(index > 0 ? [plain(' ')] : []),
              { type: 'user' as const, user_id: id },
            ]),
          ]),
        ]
      : []),
  ]),
  ...denied.lines.flatMap(lineBlocks),
  ...(denied.more > 0
    ? [
        richText([
          line([
            plain(`… and ${denied.more} more calls in this hour. Their sightings are kept, and counted.`),
          ]),
        ]),
      ]
    : []),
  richText([line([plain(`Since ${denied.hour.replace('T', ' ')}:00 UTC, for one hour`)])]),
];

/** For notifications and screen readers. */
export const deniedText = ({ agent, lines }: DeniedHour): string =>
  `AWS denied calls of agent ${escapeMrkdwn(agent)}: ${escapeMrkdwn(lines.map(({ action }) => action).join(', '))}`;

function lineBlocks(denied: DeniedLine): KnownBlock[] {
  const { sentence, action, resource, environment, account, region, sessions, by, times } = denied;
  const often = times === 1 ? [] : [plain(` (${times} times)`)];
  const facts = `${action}${resource === '' ? '' : ` on ${resource}`}, in ${environment} (${account}, ${region}), by ${sessions.length === 1 ? `session ${sessions.join()}` : `${sessions.length} sessions`}`;
  return [
    { type: 'divider' },
    richText([
      line([strong(visibleText(sentence, most.sentence)), ...often]),
      line([plain(visibleText(facts, most.fact))]),
      line([plain(visibleText(`Denied by ${by}`, most.by))]),
      ...whatBecomes(denied),
    ]),
    ...(denied.whyNot === undefined && denied.requestId === undefined ? [turnButton(denied)] : []),
  ];
}

function whatBecomes({ requestId, whyNot }: DeniedLine) {
  if (requestId !== undefined)
    return [line([strong(`Request ${visibleText(requestId, 40)} was made of it.`)])];
  return whyNot === undefined
    ? []
    : [line([plain(visibleText(`No request can be made of it here: ${whyNot}`, most.whyNot))])];
}

const turnButton = ({ sightingId }: DeniedLine): KnownBlock => ({
  type: 'actions',
  block_id: `turn-${sightingId}`,
  elements: [
    {
      type: 'button',
      action_id: 'turn',
      text: { type: 'plain_text', text: 'Turn into a request' },
      value: formatSightingButton(sightingId),
      confirm: {
        title: { type: 'plain_text', text: 'Ask for this call?' },
        text: {
          type: 'plain_text',
          text: 'It becomes a request as if the agent had asked. Policy rules on it, and you cannot sign it.',
        },
        confirm: { type: 'plain_text', text: 'Ask' },
        deny: { type: 'plain_text', text: 'Leave it' },
      },
    },
  ],
});

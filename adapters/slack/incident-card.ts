import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import type { Incident } from '../../core/detection/incident.ts';
import type { IncidentDifference, IncidentKind } from '../../core/detection/new-incident.ts';
import { canonicalJson, type Json } from '../../core/lib/json.ts';
import { visibleLines, visibleText } from '../../core/lib/visible-text.ts';
import type { State } from '../../core/request/lifecycle.ts';
import { mostOfIncident as most } from './card-room.ts';
import { incidentButtons } from './incident-card-buttons.ts';
import { containmentOnCard } from './incident-card-containment.ts';
import { explanationsOnCard } from './incident-card-explanations.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { line, plain, preformatted, richText, strong } from './rich-text.ts';
import { sayRevert } from './say-revert.ts';
import { sayUndo } from './say-undo.ts';
import { utc } from './utc.ts';

/** What happened, whatever the action is. */
const kinds: Readonly<Record<IncidentKind, string>> = {
  unapproved: 'It was done, and no approval covers it.',
  drifted: 'What was done is not what was signed.',
  'misused-role': "A role of Countersign made this call, and it is none of Countersign's.",
  'trail-stopped': 'CloudTrail sees less since then: what else was done may not be seen.',
};

const titleOf = ({ state, risk }: Incident): string =>
  state === 'closed' ? 'Incident, explained and closed' : `Incident, ${risk} risk`;

/**
 * The whole card, from the incident and from how the request stands that is to undo it. All of it is rich text: whoever made the
 * call named what stands in it.
 */
export const incidentBlocks = (
  incident: Incident,
  rung: readonly string[],
  reverting?: State,
): KnownBlock[] => [
  { type: 'header', text: { type: 'plain_text', text: titleOf(incident), emoji: false } },
  richText([
    line([strong(visibleText(incident.sentence || incident.action, most.sentence))]),
    line([plain(kinds[incident.kind])]),
  ]),
  richText(
    factsOf(incident).map(([label, value]) =>
      line([
        strong(`${label}: `),
        plain(visibleText(value, label === 'Resource' ? most.resource : most.fact)),
      ]),
    ),
  ),
  ...parametersOf(incident),
  ...differencesOf(incident),
  ...containmentOnCard(incident),
  ...undoOf(incident, reverting),
  ...explanationsOnCard(incident, rung),
  ...incidentButtons(incident, reverting),
  footer(incident),
];

/** For notifications and screen readers. */
export const incidentText = (incident: Incident): string =>
  `${titleOf(incident)}: ${escapeMrkdwn(incident.sentence)} (${escapeMrkdwn(incident.environment)})`;

/** What is known of it; what is not is left out, for Slack takes no empty text. */
function factsOf(incident: Incident): [string, string][] {
  const { agent, who, policies } = incident;
  const session = who.session === undefined ? '' : `, session ${who.session}`;
  const facts: [string, string | undefined][] = [
    ['By', agent ? `agent ${agent.id}${session}` : who.arn],
    ['Role', agent && who.role],
    ['Source identity', who.sourceIdentity],
    ['Owners', agent?.owners.join(', ')],
    ['When', utc(incident.at)],
    ['Where', `${incident.environment} (${incident.account}, ${incident.region})`],
    ['Action', incident.action],
    ['Resource', incident.resource || 'not known'],
    ['Request', incident.requestId],
    ['Policies that would have asked or refused', policies.length > 0 ? policies.join(', ') : undefined],
  ];
  return facts.flatMap(([label, value]) => (value ? [[label, value]] : []));
}

function parametersOf({ parameters, leftOut = [] }: Incident): RichTextBlock[] {
  if (leftOut.includes('parameters'))
    return say('Its parameters are too large to be kept. CloudTrail has them.');
  if (!parameters) return say('CloudTrail did not keep its parameters.');
  return [...say('Parameters'), preformatted(cut(parameters, most.parameters))];
}

function differencesOf({ differences = [], leftOut = [] }: Incident): RichTextBlock[] {
  if (leftOut.includes('differences'))
    return say('How it differs is too large to be kept. CloudTrail has it.');
  if (differences.length === 0) return [];
  return [
    ...say('How it differs from what was signed'),
    preformatted(visibleLines(differences.map(sayDifference).join('\n'), most.differences)),
  ];
}

const sayDifference = ({ pointer, signed, seen }: IncidentDifference): string =>
  `${visibleText(pointer)}: signed ${value(signed)}, seen ${value(seen)}`;

const value = (json: unknown): string =>
  json === undefined ? 'nothing' : visibleText(canonicalJson(json as Json & object), 300);

/** What AWS itself wrote of the call, as text: the beginning, and where the rest is. */
function cut(json: object, limit: number): string {
  const text = visibleLines(
    JSON.stringify(JSON.parse(canonicalJson(json)), null, 2),
    Number.POSITIVE_INFINITY,
  );
  const rest = text.length - limit;
  return rest > 0
    ? `${text.slice(0, limit).toWellFormed()}\n… ${rest} more characters. CloudTrail has all of it.`
    : text;
}

function undoOf({ undo, revert }: Incident, reverting: State | undefined): RichTextBlock[] {
  if (!revert) return undo ? say(sayUndo(undo)) : [];
  const { asked, standing } = sayRevert(revert, reverting);
  const outcome = standing === undefined ? [] : [plain(' '), strong(standing)];
  return [richText([line([plain(visibleText(asked, most.resource)), ...outcome])])];
}

const say = (text: string): RichTextBlock[] => [richText([line([plain(visibleText(text, most.resource))])])];

const footer = ({ id, eventIds }: Incident): KnownBlock =>
  richText([
    line([plain(visibleText(`Incident ${id} · CloudTrail event ${eventIds.join(', ')}`, most.footer))]),
  ]);

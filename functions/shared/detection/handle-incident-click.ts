import {
  formatContainRefusal,
  type MayContain,
  mayContain,
  mayEndContainment,
} from '../../../core/detection/contain-incident.ts';
import {
  explainIncident,
  formatExplainRefusal,
  type Missing,
} from '../../../core/detection/explain-incident.ts';
import type { Incident } from '../../../core/detection/incident.ts';
import type { IncidentAction } from '../../../core/detection/incident-actions.ts';
import { groupsTold } from '../../../core/detection/incident-people.ts';
import { formatNobody } from '../../../core/directory/room-user.ts';
import type { ContainSoon } from '../../../core/ports/contain.ts';
import type { CardRef, Messenger } from '../../../core/ports/messenger.ts';
import type { OrderRevert } from '../../../core/ports/revert.ts';
import type { CardStore } from '../../../core/ports/store.ts';
import type { Voter } from '../../../core/vote/voter.ts';
import { adoptCard } from '../adopt-card.ts';
import { type FindVoterPorts, findVoter } from '../find-voter.ts';
import { type ChangeIncidentPorts, changeIncident } from './change-incident.ts';

/** A click on a button of an incident's card, in whichever room. */
export interface IncidentClick {
  action: IncidentAction;
  incidentId: string;
  /** Who clicked, as the room names them. */
  handle: string;
  reason?: string;
  card: CardRef;
}

export interface IncidentClickPorts extends ChangeIncidentPorts, FindVoterPorts {
  incidentCards: CardStore;
  messengers: readonly Pick<Messenger, 'door' | 'replyPrivately'>[];
  /** Denying takes longer than a room waits for an answer, and so may an undo: both are made elsewhere. */
  containSoon: ContainSoon;
  orderRevert: OrderRevert;
  now: () => string;
}

export type IncidentClickOutcome =
  /** `missing`: what it still needs before it is closed. */
  | { kind: 'explained'; missing: Missing | undefined }
  | { kind: 'asked-for' }
  | { kind: 'refused'; why: string; text: string }
  | { kind: 'no-such-incident' };

/** A person does something about an incident, or is told alone why it is not done. */
export async function handleIncidentClick(
  ports: IncidentClickPorts,
  click: IncidentClick,
): Promise<IncidentClickOutcome> {
  const incident = await ports.incidents.get(click.incidentId);
  if (!incident) return { kind: 'no-such-incident' };
  await adoptCard(ports.incidentCards, incident.id, click.card);
  const voter = await findVoter(ports, click.handle, { groups: groupsTold(incident), risk: incident.risk });
  return acts[click.action](ports, click, incident, voter);
}

type Act = (
  ports: IncidentClickPorts,
  click: IncidentClick,
  incident: Incident,
  voter: Voter,
) => Promise<IncidentClickOutcome>;

const acts: Readonly<Record<IncidentAction, Act>> = {
  contain: (ports, click, incident, voter) =>
    change(ports, click, 'contain', mayContain(incident, voter, ports.directory)),
  'end-containment': (ports, click, incident, voter) =>
    change(ports, click, 'end', mayEndContainment(incident, voter, ports.directory)),
  async revert({ orderRevert, door }, { incidentId, handle, card }, _, voter) {
    if (voter.kind !== 'person')
      return { kind: 'refused', why: voter.why, text: formatNobody(voter.why, door, handle) };
    await orderRevert({ v: 1, incidentId, handle, person: voter.person.id, card });
    return { kind: 'asked-for' };
  },
  explain,
};

async function change(
  { containSoon, door }: IncidentClickPorts,
  { incidentId, handle }: IncidentClick,
  what: 'contain' | 'end',
  may: MayContain,
): Promise<IncidentClickOutcome> {
  if (may.kind === 'refused')
    return { kind: 'refused', why: may.why, text: formatContainRefusal(may.why, door, handle) };
  await containSoon({ v: 1, incidentId, what, by: { person: may.person.id, via: door.name } });
  return { kind: 'asked-for' };
}

async function explain(
  ports: IncidentClickPorts,
  click: IncidentClick,
  _: Incident,
  voter: Voter,
): Promise<IncidentClickOutcome> {
  const outcome = await changeIncident<IncidentClickOutcome>(ports, click.incidentId, (incident) => {
    const explained = explainIncident(incident, voter, click.reason, ports.directory, ports.now());
    if (explained.kind === 'explained')
      return { transition: explained.transition, answer: { kind: 'explained', missing: explained.missing } };
    const text = formatExplainRefusal(explained.why, ports.door, click.handle);
    return { answer: { kind: 'refused', why: explained.why, text } };
  });
  return outcome ?? { kind: 'no-such-incident' };
}

/** What the person is told, and nobody else. */
export async function explainIncidentClick(
  { messengers, door }: IncidentClickPorts,
  { card, handle, action }: IncidentClick,
  outcome: IncidentClickOutcome,
): Promise<void> {
  const text = textOf(action, outcome);
  const messenger = messengers.find((one) => one.door === door.name);
  if (text !== undefined) await messenger?.replyPrivately({ card, handle }, text);
}

/** Of what the card itself shows, nothing is said. */
function textOf(action: IncidentAction, outcome: IncidentClickOutcome): string | undefined {
  switch (outcome.kind) {
    case 'explained':
      return outcome.missing && sayMissing(outcome.missing);
    case 'asked-for':
      return handedOn[action];
    case 'refused':
      return outcome.text;
    case 'no-such-incident':
      return 'This incident is not known here. It may belong to another stage.';
  }
}

const handedOn: Readonly<Partial<Record<IncidentAction, string>>> = {
  contain: 'The role is being contained. IAM takes some seconds; the card shows it when it is done.',
  'end-containment':
    'The containment is being ended. IAM takes some seconds; the card shows it when it is done.',
};

const sayMissing = (missing: Missing): string =>
  missing.kind === 'free'
    ? 'Your explanation is written down. You answer for this agent, so somebody else has to explain it as well before it is closed.'
    : `Your explanation is written down. ${missing.count} more ${missing.count === 1 ? 'person has' : 'people have'} to explain it before it is closed.`;

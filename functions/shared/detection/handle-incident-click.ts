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
import { type Directory, type Door, personByHandle } from '../../../core/directory/directory.ts';
import type { ContainSoon } from '../../../core/ports/contain.ts';
import type { CardRef, Messenger } from '../../../core/ports/messenger.ts';
import type { OrderRevert } from '../../../core/ports/revert.ts';
import type { CardStore } from '../../../core/ports/store.ts';
import type { Voter } from '../../../core/vote/eligibility.ts';
import { adoptCard } from '../adopt-card.ts';
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

export interface IncidentClickPorts extends ChangeIncidentPorts {
  incidentCards: CardStore;
  /** Where the click came from. */
  door: Door;
  messengers: readonly Pick<Messenger, 'door' | 'replyPrivately'>[];
  directory: Directory;
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
  return acts[click.action](ports, click, incident);
}

type Act = (
  ports: IncidentClickPorts,
  click: IncidentClick,
  incident: Incident,
) => Promise<IncidentClickOutcome>;

const acts: Readonly<Record<IncidentAction, Act>> = {
  contain: (ports, click, incident) =>
    change(ports, click, 'contain', mayContain(incident, voterOf(ports, click), ports.directory)),
  'end-containment': (ports, click, incident) =>
    change(ports, click, 'end', mayEndContainment(incident, voterOf(ports, click), ports.directory)),
  async revert({ orderRevert }, { incidentId, handle, card }) {
    await orderRevert({ v: 1, incidentId, handle, card });
    return { kind: 'asked-for' };
  },
  explain,
};

async function change(
  { containSoon, door }: IncidentClickPorts,
  { incidentId }: IncidentClick,
  what: 'contain' | 'end',
  may: MayContain,
): Promise<IncidentClickOutcome> {
  if (may.kind === 'refused') return { kind: 'refused', why: may.why, text: formatContainRefusal(may.why) };
  await containSoon({ v: 1, incidentId, what, by: { person: may.person.id, via: door.name } });
  return { kind: 'asked-for' };
}

async function explain(ports: IncidentClickPorts, click: IncidentClick): Promise<IncidentClickOutcome> {
  const voter = voterOf(ports, click);
  const outcome = await changeIncident<IncidentClickOutcome>(ports, click.incidentId, (incident) => {
    const explained = explainIncident(incident, voter, click.reason, ports.directory, ports.now());
    if (explained.kind === 'explained')
      return { transition: explained.transition, answer: { kind: 'explained', missing: explained.missing } };
    const text = formatExplainRefusal(explained.why, ports.door, click.handle);
    return { answer: { kind: 'refused', why: explained.why, text } };
  });
  return outcome ?? { kind: 'no-such-incident' };
}

function voterOf({ directory, door }: IncidentClickPorts, { handle }: IncidentClick): Voter {
  const person = personByHandle(directory, door.name, handle);
  const via = door.name;
  return person ? { via, kind: 'person', person } : { via, kind: 'unknown-user', handle };
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

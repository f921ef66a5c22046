import type { Button, KnownBlock } from '@slack/web-api';
import { containmentWanted, isContainable, isContained } from '../../core/detection/contain-incident.ts';
import type { Incident } from '../../core/detection/incident.ts';
import type { IncidentAction } from '../../core/detection/incident-actions.ts';
import type { ContainmentKind } from '../../core/detection/new-incident.ts';
import type { State } from '../../core/request/lifecycle.ts';
import { formatIncidentButton } from './incident-button-value.ts';
import { canRevert } from './say-revert.ts';

/** What can still be done. A reason is asked for while the incident is open. */
export function incidentButtons(incident: Incident, reverting: State | undefined): KnownBlock[] {
  const elements = buttonsOf(incident, reverting);
  const actions: KnownBlock[] =
    elements.length > 0 ? [{ type: 'actions', block_id: 'incident', elements }] : [];
  return incident.state === 'open' ? [reasonInput, ...actions] : actions;
}

const reasonInput: KnownBlock = {
  type: 'input',
  block_id: 'reason',
  optional: true,
  label: { type: 'plain_text', text: 'What happened, and why it is all right' },
  element: { type: 'plain_text_input', action_id: 'reason', max_length: 500 },
};

function buttonsOf(incident: Incident, reverting: State | undefined): Button[] {
  const { id, state, containment } = incident;
  const isOpen = state === 'open';
  return [
    ...(isOpen && isContainable(incident) && !isContained(incident)
      ? [button(id, 'contain', 'Contain', askContain(containmentWanted(incident)), 'danger')]
      : []),
    ...(containment?.kind === 'contained' && containment.how !== 'boundary'
      ? [button(id, 'end-containment', 'End containment', askEnd)]
      : []),
    ...(canRevert(incident, reverting) ? [button(id, 'revert', 'Revert', askRevert)] : []),
    ...(isOpen ? [button(id, 'explain', 'Explain and close', undefined, 'primary')] : []),
  ];
}

interface Asked {
  title: string;
  text: string;
}

const containing: Readonly<Record<ContainmentKind, string>> = {
  sessions:
    'Every session of this role that began before now will be denied everything: of all who share the role.',
  identity: 'Everything under the same source identity will be denied in this role.',
  boundary: 'The boundary is put on this role, in the place of the one that is there.',
};
const askContain = (how: ContainmentKind): Asked => ({ title: 'Contain it?', text: containing[how] });
const askEnd: Asked = {
  title: 'Let the role act again?',
  text: 'What was denied because of this incident is allowed again.',
};
const askRevert: Asked = {
  title: 'Ask for the undo?',
  text: 'It is a request of its own, and you cannot sign it.',
};

const button = (
  incident: string,
  action_id: IncidentAction,
  text: string,
  asked?: Asked,
  style?: 'danger' | 'primary',
): Button => ({
  type: 'button',
  action_id,
  text: { type: 'plain_text', text },
  value: formatIncidentButton(incident),
  ...(style && { style }),
  ...(asked && {
    confirm: {
      title: { type: 'plain_text', text: asked.title },
      text: { type: 'plain_text', text: asked.text },
      confirm: { type: 'plain_text', text: 'Yes' },
      deny: { type: 'plain_text', text: 'No' },
      ...(style && { style }),
    },
  }),
});

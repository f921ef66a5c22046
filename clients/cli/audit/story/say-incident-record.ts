import type { Containment } from '../../../../core/detection/incident.ts';
import type { IncidentChange, IncidentRecord } from '../../../../core/evidence/incident-record.ts';
import { quoted } from './quoted.ts';
import { whoOf } from './who-of.ts';

/** One record of an incident as a sentence. */
export function sayIncidentRecord(record: IncidentRecord): string {
  const { kind, id } = record.actor;
  const say = sayings[record.change.type] as (change: IncidentChange, record: IncidentRecord) => string;
  return `${record.at}  ${whoOf[kind](id)} ${say(record.change, record)} (${record.state}, by ${record.via})`;
}

type Sayings = {
  [T in IncidentChange['type']]: (
    change: Extract<IncidentChange, { type: T }>,
    record: IncidentRecord,
  ) => string;
};

const sayings: Sayings = {
  opened: (_, { action, resource, account, region, who, eventIds }) =>
    `found that no approval covers ${action}${resource === undefined ? '' : ` on ${resource}`} in ${account}, ${region}, called by ${who.arn}, event ${eventIds.join(', ')}`,
  told: ({ groups }) => `told ${groups.join(', ') || 'the channel'}`,
  containment: ({ containment }) => sayContainment(containment),
  'revert-asked': ({ requestId }) => `asked to undo it, by request ${requestId}`,
  explained: ({ reason, answersFor }) =>
    `explained it${answersFor ? ', answering for the agent' : ''}: ${quoted(reason)}`,
};

function sayContainment(containment: Containment): string {
  switch (containment.kind) {
    case 'contained':
      return `contained the role (${containment.how})`;
    case 'not-contained':
      return `could not contain the role (${containment.wanted}): ${containment.code}`;
    case 'ended':
      return `ended the containment (${containment.how})`;
  }
}

import type { Incident, OpenIncident } from '../../../core/detection/incident.ts';
import type { IncidentTransition } from '../../../core/detection/incident-transition.ts';
import type { NewIncident } from '../../../core/detection/new-incident.ts';
import { openingOf } from '../../../core/detection/open-incident.ts';
import { noon } from './clock.ts';
import { accounts, agents } from './directory.ts';

export const sightingId = '3f5a2f0e-6a0c-4d2e-9d1c-0f6f1b7f2a10';

/** `etl` has let everybody call a function, and nobody approved it. */
export const found = (changes: Partial<NewIncident> = {}): NewIncident => ({
  sightingId,
  eventIds: [sightingId],
  at: noon,
  seenAt: noon,
  kind: 'unapproved',
  who: {
    arn: 'arn:aws:sts::111122223333:assumed-role/etl-agent/nightly-run',
    role: 'arn:aws:iam::111122223333:role/etl-agent',
    session: 'nightly-run',
    accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
    agentRole: true,
  },
  agent: { id: 'etl', owners: [...agents.etl.owners] },
  action: 'lambda:AddPermission',
  resource: 'arn:aws:lambda:eu-central-1:111122223333:function:orders',
  account: accounts.prod,
  region: 'eu-central-1',
  environment: 'prod',
  parameters: {
    FunctionName: 'orders',
    StatementId: 'open',
    Action: 'lambda:InvokeFunction',
    Principal: '*',
  },
  sentence: 'Let everybody call function orders',
  risk: 'high',
  policies: ['ask-security'],
  notify: ['security'],
  undo: { kind: 'offered', action: 'lambda:RemovePermission' },
  ...changes,
});

export const openingOfFound = (changes: Partial<NewIncident> = {}): IncidentTransition =>
  openingOf(found(changes), 'sight', noon);

export function openIncidentWith(changes: Partial<NewIncident> = {}): OpenIncident {
  const { incident } = openingOfFound(changes);
  if (incident.state !== 'open') throw new Error('An incident begins open.');
  return incident;
}

/** As the table gives it back. */
export const stored = (incident: Incident): Incident => JSON.parse(JSON.stringify(incident)) as Incident;

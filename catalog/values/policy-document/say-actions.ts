import { commonActions, graveActions, isGrave } from './action-words.ts';
import { type Mark, type Phrase, sayAll } from './marks.ts';
import type { Selection } from './policy-document.ts';

/** What may be done: "every action", "every s3 action", "iam:PassRole (hand roles to services)". */
export function sayActions({ allBut, named }: Selection<string>): Phrase {
  const said = sayAll(named.map(sayAction));
  return allBut
    ? { text: `every action but ${said.text}`, marks: ['all actions but some', 'powerful actions'] }
    : said;
}

function sayAction(action: string): Phrase {
  const [service = '', name = ''] = action.split(':');
  const marks: Mark[] = isGrave(action) ? ['powerful actions'] : [];
  if (action === '*')
    return { text: 'every action', marks: ['every action', 'every action of a service', ...marks] };
  if (/^\?*\*$/.test(name))
    return { text: sayService(service, name), marks: ['every action of a service', ...marks] };
  if (/[*?]/.test(name)) return { text: `every action like ${action}`, marks };
  const words = graveActions[action] ?? commonActions[action];
  return { text: words === undefined ? action : `${action} (${words})`, marks };
}

const sayService = (service: string, name: string): string =>
  name === '*' ? `every ${service} action` : `every ${service} action like ${name}`;

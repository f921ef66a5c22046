import { visibleText } from '../../core/lib/visible-text.ts';
import type { Request } from '../../core/request/request.ts';
import type { CardNames } from './card-names.ts';
import { most } from './card-room.ts';

/** Who would do what, and where: most of it is signed with the parameters. */
export const factsOf = (
  { agent: { id, session, owners }, environment, account, region, action, resource }: Request,
  { accountName }: CardNames,
): [label: string, value: string][] => {
  const name = accountName(account);
  return [
    ['Agent', `${id}, session ${session}`],
    [owners.length === 1 ? 'Owner' : 'Owners', owners.join(', ')],
    ['Where', `${environment}: account ${name === undefined ? account : `${name} (${account})`}, ${region}`],
    ['Action', action],
    ['Resource', resource],
  ];
};

/** What an agent can write at length, and people sign: it gives way to nothing on a card. */
export const isSigned = (label: string): boolean => label === 'Action' || label === 'Resource';

export const isNamedOnCard = ({ resource }: Request): boolean =>
  visibleText(resource, Number.POSITIVE_INFINITY).length <= most.resource;

import { visibleText } from '../../../core/lib/visible-text.ts';
import { type Mark, type Phrase, sayAll } from './marks.ts';
import type { Principal, Selection } from './policy-document.ts';

/** Whom a statement is about: "anyone", "account 444455556666 (another account)". */
export function sayPrincipals({ allBut, named }: Selection<Principal>, ownAccount: string): Phrase {
  const said = sayAll(named.map((principal) => sayPrincipal(principal, ownAccount)));
  return allBut ? { text: `anyone but ${said.text}`, marks: ['anyone'] } : said;
}

function sayPrincipal({ type, value }: Principal, ownAccount: string): Phrase {
  const shown = visibleText(value, Number.POSITIVE_INFINITY);
  switch (type) {
    case 'AWS':
      return value === '*' ? { text: 'anyone', marks: ['anyone'] } : sayOfAccount(shown, ownAccount);
    case 'Service':
      return { text: `service ${shown}`, marks: [] };
    case 'Federated':
      return { text: `whoever signs in through ${shown}`, marks: ['sign-in from outside AWS'] };
    case 'CanonicalUser':
      return { text: `an account known as ${shown}`, marks: ['another account'] };
  }
}

function sayOfAccount(arn: string, ownAccount: string): Phrase {
  const [, , , , account = '', resource = ''] = arn.split(':');
  const marks: Mark[] = account === ownAccount ? [] : ['another account'];
  const who =
    resource === 'root' ? `account ${account}` : `${resource.replace('/', ' ')} of account ${account}`;
  return { text: `${who}${account === ownAccount ? '' : ' (another account)'}`, marks };
}

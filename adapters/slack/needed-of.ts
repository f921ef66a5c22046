import type { RequestIn } from '../../core/request/request.ts';

/** How many people of which groups: `1 of security and 2 of data-owners`. */
export const neededOf = ({ ruling }: RequestIn<'pending' | 'expired'>): string =>
  ruling.terms.approvals.map(({ group, count }) => `${count} of ${group}`).join(' and ');

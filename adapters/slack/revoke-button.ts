import type { KnownBlock } from '@slack/web-api';
import { isGranted } from '../../core/request/deadlines.ts';
import type { Request } from '../../core/request/request.ts';
import { formatButtonValue } from './button-value.ts';

/** Also what a click on it is told by. */
export const revokeAction = 'revoke';

/** While an agent holds credentials for the request, people can take them back. */
export function revokeButton(request: Request): KnownBlock[] {
  if (request.state !== 'started' || !isGranted(request)) return [];
  const { id, digest } = request;
  return [
    {
      type: 'actions',
      block_id: 'grant',
      elements: [
        {
          type: 'button',
          action_id: revokeAction,
          style: 'danger',
          text: { type: 'plain_text', text: 'Revoke' },
          value: formatButtonValue({ request: id, digest }),
        },
      ],
    },
  ];
}

/** What the card says of credentials that were taken back. */
export function sayRevoked(request: Request): string | undefined {
  const revoked = request.state === 'unknown' ? request.revoked : undefined;
  if (!revoked) return undefined;
  const wide = revoked.all
    ? ', with those of every other request in this account: AWS took no more denials'
    : '';
  return `Credentials revoked by ${revoked.by}${wide}. What the agent did before is in CloudTrail.`;
}

import type { KnownBlock } from '@slack/web-api';
import type { Request } from '../../core/request/request.ts';
import { formatButtonValue } from './button-value.ts';

/** While an agent holds credentials for the request, people can take them back. */
export const revokeButton = ({ id, digest }: Request): KnownBlock => ({
  type: 'actions',
  block_id: 'grant',
  elements: [
    {
      type: 'button',
      action_id: 'revoke',
      style: 'danger',
      text: { type: 'plain_text', text: 'Revoke' },
      value: formatButtonValue({ request: id, digest }),
    },
  ],
});

import type { KnownBlock } from '@slack/web-api';
import { visibleText } from '../../core/lib/visible-text.ts';
import { runOf } from '../../core/policy/ruling.ts';
import { grantEndsAt, isGranted } from '../../core/request/deadlines.ts';
import type { RequestIn } from '../../core/request/request.ts';
import type { CardRoom } from './card-room.ts';
import { revokeButton } from './revoke-button.ts';
import { line, plain, richText, strong } from './rich-text.ts';
import { utc } from './utc.ts';

/** Its agent holds credentials for it, which people can take back. */
export function credentialsInUse(request: RequestIn<'started'>): KnownBlock[] {
  if (!isGranted(request)) return [];
  const { startedAt } = request;
  const until = utc(grantEndsAt(startedAt));
  return [
    richText([
      line([strong('Its agent has credentials for it'), plain(` until ${until}. ${whereToLook(request)}`)]),
    ]),
    revokeButton(request),
  ];
}

export const hadCredentials = ({ ruling }: RequestIn<'done' | 'unknown'>): boolean =>
  runOf(ruling) === 'credentials';

/** They are over, by themselves or because somebody took them back. */
export function credentialsOver(request: RequestIn<'done' | 'unknown'>, { fact }: CardRoom): KnownBlock[] {
  const { endedAt } = request;
  const revoked = request.state === 'unknown' ? request.revoked : undefined;
  const how = revoked ? `Revoked by ${revoked.by} at ${utc(revoked.at)}.` : `They ended at ${utc(endedAt)}.`;
  const wide = revoked?.all
    ? ' With them those of every other request in this account: AWS took no denial more.'
    : '';
  return [
    richText([
      line([
        strong('Its agent had credentials for it. '),
        plain(visibleText(`${how}${wide} ${whereToLook(request)}`, fact)),
      ]),
    ]),
  ];
}

const whereToLook = ({ id }: { id: string }): string =>
  `CloudTrail has what was called in the session countersign-${id}.`;

import { visibleText } from '../../core/lib/visible-text.ts';

/**
 * Text that we did not write, inside Slack's markup: its three control characters lose their meaning. The limit is for
 * what is sent, where `&` has become five characters; a cut through one of them takes it away whole.
 */
export function escapeMrkdwn(text: string, limit = 400): string {
  const escaped = visibleText(text, limit)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return escaped.length <= limit
    ? escaped
    : `${escaped.slice(0, limit - 1).replace(/&[a-z]*$|[\uD800-\uDBFF]$/, '')}…`;
}

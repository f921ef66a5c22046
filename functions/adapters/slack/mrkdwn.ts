import { visibleText } from '../../core/visible-text.ts';

/** Text that we did not write, inside Slack's markup: its three control characters lose their meaning. */
export const escapeMrkdwn = (text: string): string =>
  visibleText(text, 2_000).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A mention that rings. Ids come from the directory, which admits nothing but ids. */
export const mention = (slackId: string): string => `<@${slackId}>`;

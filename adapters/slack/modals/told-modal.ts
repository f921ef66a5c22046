import type { ModalView } from '@slack/web-api';
import { clip } from '../../../core/lib/visible-text.ts';

/** Slack's limit of a section. Names of groups have none. */
const most = 3_000;

/** A window that says one thing: what it waits for, or why a wish was not fulfilled. */
export const toldModal = (title: string, text: string): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: title },
  close: { type: 'plain_text', text: 'Close' },
  blocks: [{ type: 'section', text: { type: 'plain_text', text: clip(text, most), emoji: false } }],
});

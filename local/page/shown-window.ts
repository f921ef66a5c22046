import type { OpenWindow } from '../slack/windows/windows.ts';
import { type Shown, showBlock } from './shown-blocks.ts';

export interface ShownWindow {
  id: string;
  title: string;
  submit: string | undefined;
  close: string;
  blocks: Shown[];
  errors: Readonly<Record<string, string>>;
}

export const showWindow = ({ id, modal, errors }: OpenWindow): ShownWindow => ({
  id,
  title: modal.title.text,
  submit: modal.submit?.text,
  close: modal.close?.text ?? 'Cancel',
  blocks: modal.blocks.map(showBlock),
  errors,
});

import type { NewId } from '../block-kit/name-blocks.ts';
import { type Answer, refusal } from '../web-api/answer.ts';
import { type Modal, readModal } from './view.ts';

/** Slack opens a window for a press within three seconds, once. */
const triggerMilliseconds = 3_000;

export interface OpenWindow {
  id: string;
  modal: Modal;
  /** By block: what the app found wrong with what was written. */
  errors: Readonly<Record<string, string>>;
}

/** The one window that each member has open at the most. */
export interface Windows {
  issueTrigger(member: string): string;
  open(triggerId: string, view: unknown): Answer;
  update(viewId: string, view: unknown): Answer;
  of(member: string): OpenWindow | undefined;
  close(member: string): void;
  show(member: string, change: Partial<Pick<OpenWindow, 'modal' | 'errors'>>): void;
}

export function createWindows(newId: NewId, now: () => number, onChange: () => void): Windows {
  const triggers = new Map<string, { member: string; until: number }>();
  const open = new Map<string, OpenWindow>();
  const keep = (member: string, window: OpenWindow | undefined): void => {
    if (window) open.set(member, window);
    else open.delete(member);
    onChange();
  };

  return {
    issueTrigger: (member) => {
      const id = newId();
      triggers.set(id, { member, until: now() + triggerMilliseconds });
      return id;
    },
    open: (triggerId, view) => {
      const trigger = triggers.get(triggerId);
      if (!trigger) return refusal('invalid_trigger_id');
      if (trigger.until < now()) return refusal('expired_trigger_id');
      const read = readModal(view, newId);
      if (!read.ok) return read;
      triggers.delete(triggerId);
      const id = `V${newId()}`;
      keep(trigger.member, { id, modal: read.modal, errors: {} });
      return { ok: true, view: { id, ...read.modal } };
    },
    update: (viewId, view) => {
      const [member] = [...open].find(([, { id }]) => id === viewId) ?? [];
      if (member === undefined) return refusal('not_found');
      const read = readModal(view, newId);
      if (!read.ok) return read;
      keep(member, { id: viewId, modal: read.modal, errors: {} });
      return { ok: true, view: { id: viewId, ...read.modal } };
    },
    of: (member) => open.get(member),
    close: (member) => keep(member, undefined),
    show: (member, change) => {
      const window = open.get(member);
      if (window) keep(member, { ...window, ...change });
    },
  };
}

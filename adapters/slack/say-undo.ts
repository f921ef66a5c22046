import type { Undoability } from '../../core/request/request.ts';

/** Whether what was done can be taken back, and what stays even then. */
export function sayUndo(undo: Undoability): string {
  switch (undo.kind) {
    case 'offered':
      return `It can be undone by ${undo.action}.${undo.remains === undefined ? '' : ` It remains that ${undo.remains}.`}`;
    case 'nothing-to-undo':
      return 'There is nothing to undo: it changed nothing.';
    case 'not-offered':
      return undo.detail;
  }
}

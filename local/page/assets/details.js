import { el } from './dom.js';

/** Details that stay as the visitor left them when the page draws them anew. `open` holds the ids of the open ones. */
export const details = (open, id, className, ...children) =>
  el(
    'details',
    {
      class: className,
      open: open.has(id),
      ontoggle: ({ currentTarget }) => (currentTarget.open ? open.add(id) : open.delete(id)),
    },
    ...children,
  );

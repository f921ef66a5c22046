import { modalsOver, type SlackModals, type SlackViews } from '../../adapters/slack/modals/slack-modals.ts';

type View = Parameters<SlackViews['update']>[1];

/** Windows that nobody draws: the last view of each, by its id. */
export function memoryModals(): SlackModals & { views: Map<string, View> } {
  const views = new Map<string, View>();
  return {
    views,
    ...modalsOver({
      open: async (_triggerId, view) => {
        const viewId = `V${views.size + 1}`;
        views.set(viewId, view);
        return { viewId };
      },
      update: async (viewId, view) => void views.set(viewId, view),
    }),
  };
}

/** What the answer to a window that was sent off says in it. */
export function toldInWindow(body: string | undefined): string | undefined {
  if (!body) return undefined;
  const { view } = JSON.parse(body) as { view?: { blocks: { text?: { text?: string } }[] } };
  return view?.blocks.map(({ text }) => text?.text ?? '').join('\n');
}

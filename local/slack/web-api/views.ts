import { z } from 'zod';
import { refusal } from './answer.ts';
import { method } from './method.ts';

const openSchema = z.strictObject({ trigger_id: z.string(), view: z.unknown() });
const updateSchema = z.strictObject({ view_id: z.string(), view: z.unknown() });

/** A form carries a view as its JSON. */
const fromForm = (view: unknown): unknown => (typeof view === 'string' ? JSON.parse(view) : view);

export const viewsOpen = method(openSchema, ({ trigger_id, view }, { windows }) =>
  windows.open(trigger_id, fromForm(view)),
);

export const viewsUpdate = method(updateSchema, ({ view_id, view }, { windows }) =>
  windows.update(view_id, fromForm(view)),
);

const publishSchema = z.strictObject({ user_id: z.string(), view: z.unknown() });

export const viewsPublish = method(publishSchema, ({ user_id, view }, { workspace, homes }) =>
  workspace.members.some(({ id }) => id === user_id)
    ? homes.publish(user_id, fromForm(view))
    : refusal('user_not_found'),
);

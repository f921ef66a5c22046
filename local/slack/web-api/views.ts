import { z } from 'zod';
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

import { z } from 'zod';
import {
  decisionModals,
  type ListButton,
  listButtons,
  signAll,
} from '../../../adapters/slack/modals/modal-names.ts';
import { agains } from '../../../core/request/request.ts';

/** Slack says of which workspace somebody is: through Slack Connect, people of others press too. */
const user = z.object({ id: z.string().min(1).max(40), team_id: z.string().max(40).nullish() });

const written = z.string().max(3_000).nullish();

const onCard = z.object({
  channel_id: z.string().regex(/^[A-Z0-9]{1,40}$/),
  message_ts: z.string().regex(/^\d{1,20}\.\d{1,20}$/),
});

const actions = z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1);

/** A button of a card. */
export const cardPressSchema = z.object({
  type: z.literal('block_actions'),
  user,
  trigger_id: z.string().min(1).max(400),
  container: onCard,
  actions,
  state: z
    .object({ values: z.object({ reason: z.object({ reason: z.object({ value: written }) }).optional() }) })
    .optional(),
});

/** A button of somebody's own list: on their page, or under a command's answer. Where it is shown is nothing to us. */
export const listPressSchema = z.object({
  type: z.literal('block_actions'),
  user,
  trigger_id: z.string().min(1).max(400),
  actions: z
    .array(z.object({ action_id: z.enum(Object.keys(listButtons) as [ListButton]), value: z.string() }))
    .min(1),
});

/** A button of a window. */
export const windowPressSchema = z.object({
  type: z.literal('block_actions'),
  user,
  view: z.object({ id: z.string().min(1).max(40), private_metadata: z.string().max(3_000) }),
  actions,
});

/** A window is sent off. */
export const submissionSchema = z.object({
  type: z.literal('view_submission'),
  user,
  view: z.object({
    callback_id: z.enum([...decisionModals, signAll]),
    private_metadata: z.string().max(3_000),
    state: z.object({
      values: z.object({
        text: z.object({ text: z.object({ value: written }) }).optional(),
        again: z
          .object({ again: z.object({ selected_option: z.object({ value: z.enum(agains) }).nullish() }) })
          .optional(),
      }),
    }),
  }),
});

export const payloadSchema = z.union([listPressSchema, cardPressSchema, windowPressSchema, submissionSchema]);
export type CardPress = z.infer<typeof cardPressSchema>;
export type ListPress = z.infer<typeof listPressSchema>;
export type WindowPress = z.infer<typeof windowPressSchema>;
export type Submission = z.infer<typeof submissionSchema>;

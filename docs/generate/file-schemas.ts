import type { z } from 'zod';
import { customActionsSchema } from '../../catalog/custom/custom-action.ts';
import { casesSchema } from '../../clients/cli/policy/cases.ts';
import { directorySchema } from '../../core/directory/directory.ts';
import { outcomeEventVersions } from '../../core/request/outcome-event.ts';
import { settingsSchema } from '../../infra/settings-schema.ts';
import { jsonSchemaOf } from './json-schema.ts';

/** What people write by hand, for their editors; and the event, in each version, for those who listen to it. */
export const fileSchemas = (): Record<string, object> => ({
  directory: titled('policies/directory.yaml', directorySchema),
  actions: titled('policies/actions.yaml', customActionsSchema),
  cases: titled('policies/cases/*.yaml', casesSchema),
  settings: titled('infra/settings/<stage>.yaml', settingsSchema),
  ...Object.fromEntries(
    outcomeEventVersions.readers.map((reader, index) => [
      `outcome-event.v${index + 1}`,
      titled(`Request concluded, version ${index + 1}`, reader),
    ]),
  ),
});

function titled(title: string, schema: z.ZodType): object {
  const { $schema, ...rest } = jsonSchemaOf(schema);
  return { $schema, title, ...rest };
}

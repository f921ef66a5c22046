import type { z } from 'zod';
import type { NewId } from '../block-kit/name-blocks.ts';
import type { Homes } from '../windows/homes.ts';
import type { Windows } from '../windows/windows.ts';
import type { Workspace } from '../workspace.ts';
import { type Answer, refusal } from './answer.ts';

export interface MethodContext {
  workspace: Workspace;
  newId: NewId;
  windows: Windows;
  homes: Homes;
  /** What the app was installed with. */
  scopes: readonly string[];
}

export type Method = (input: unknown, context: MethodContext) => Answer;

/** Slack ignores arguments that it does not know; a local stand-in that did so would hide a misspelt one. */
export const method =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (input: z.infer<Schema>, context: MethodContext) => Answer,
  ): Method =>
  (input, context) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return run(parsed.data, context);
    const problems = parsed.error.issues.map(
      ({ message, path }) => `${message} [json-pointer:/${path.join('/')}]`,
    );
    return refusal('invalid_arguments', problems);
  };

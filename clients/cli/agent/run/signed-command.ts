import type { Submission } from '@countersign/client';
import { commandLine } from '../../../../core/lib/command-line.ts';

/** What is asked for, the command line among its parameters where the action has a place for it. */
export type SignedCommand = { ok: true; submission: Submission } | { ok: false; why: string };

/** `parameter` is the action's own word for its command line. A command that is given twice must be one. */
export function signedCommand(
  submission: Submission,
  parameter: string | undefined,
  command: readonly string[],
): SignedCommand {
  if (parameter === undefined) return { ok: true, submission };
  const { [parameter]: given = command, ...others } = submission.parameters;
  return isSame(given, command)
    ? { ok: true, submission: { ...submission, parameters: { ...others, [parameter]: [...command] } } }
    : {
        ok: false,
        why: `--parameters has another ${parameter} than ${commandLine(command)}, which stands after --.`,
      };
}

/** Word for word: what is split or joined otherwise is another command. */
const isSame = (given: unknown, command: readonly string[]): boolean =>
  Array.isArray(given) &&
  given.length === command.length &&
  given.every((word, index) => word === command[index]);

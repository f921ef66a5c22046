import type { Directory } from '../../../../core/directory/directory.ts';
import type { Check, Context, RoleSettings } from '../check.ts';
import { type Finding, failed, skipped } from '../finding.ts';

/** For a check of what the settings and the directory say of Slack. */
export const withSlack =
  (
    run: (
      context: Context,
      known: { settings: RoleSettings['slack']; directory: Directory },
    ) => Promise<Finding>,
  ): Check['run'] =>
  async (context) => {
    const { settings, directory } = context;
    if (!settings.ok)
      return skipped(settings.problems.join(' '), "Give --settings with this deployment's settings.");
    if (!directory.ok)
      return skipped(directory.problems.join(' '), 'Give --policies with the folder that was deployed.');
    return run(context, { settings: settings.value.slack, directory: directory.value });
  };

/** Slack answered no. What it lacks a scope for is told by the check of the scopes. */
export function refusedBySlack(what: string, error: string): Finding {
  if (error === 'missing_scope')
    return skipped(
      `Slack lets the app not see ${what}: a scope is missing.`,
      'Mend slack-grants-the-scopes first.',
    );
  return failed(
    `Slack says ${error}, asked for ${what}.`,
    'Mend slack-takes-the-token first, and run it again.',
  );
}

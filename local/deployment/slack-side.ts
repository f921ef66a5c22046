import type { FunctionSpec } from '@countersign/emulator';
import type { Directory } from '../../core/directory/directory.ts';
import { type LocalSlack, startSlack } from '../slack/start-slack.ts';

export interface SlackSecrets {
  token: string;
  signingSecret: string;
}

export interface SlackSide {
  /** Left out where a real workspace is used. */
  local: LocalSlack | undefined;
  environment: Readonly<Record<string, string>>;
  /** By the names that the template gives them. */
  secrets: Readonly<Record<string, string>>;
}

export interface SlackSideOptions {
  functions: readonly FunctionSpec[];
  directory: Directory;
  /** A real workspace, whose secrets the functions then find under the names that the template gives. */
  real: SlackSecrets | undefined;
  interactionsUrl: () => string;
  now: () => number;
  newToken: () => string;
}

/** Someone in the channel whom the directory does not know: to see what they are told. */
export const stranger = { id: 'U0STRANGER', name: 'Somebody else' };

export async function slackSide(options: SlackSideOptions): Promise<SlackSide> {
  const { functions, directory, real, interactionsUrl, now, newToken } = options;
  const secrets = real ?? { token: `xoxb-local-${newToken()}`, signingSecret: newToken() };
  const setting = (name: string): string | undefined =>
    functions.map(({ environment }) => environment[name]).find((value) => value !== undefined);

  const local = real
    ? undefined
    : await startSlack({
        ...secrets,
        channel: { id: setting('SLACK_CHANNEL') ?? 'C0LOCAL', name: 'approvals' },
        members: [
          ...directory.people.flatMap(({ handles, name }) =>
            handles.slack ? [{ id: handles.slack, name }] : [],
          ),
          stranger,
        ],
        interactionsUrl,
        now,
        newId: newToken,
      });
  const named = [
    { name: setting('SLACK_TOKEN_SECRET'), value: secrets.token },
    { name: setting('SLACK_SIGNING_SECRET'), value: secrets.signingSecret },
  ];
  return {
    local,
    environment: local ? { SLACK_API_URL: local.apiUrl } : {},
    secrets: Object.fromEntries(
      named.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]])),
    ),
  };
}

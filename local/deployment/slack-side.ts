import type { FunctionSpec } from '@countersign/emulator';
import type { Directory, Person } from '../../core/directory/directory.ts';
import { team } from '../slack/identity.ts';
import { type LocalSlack, startSlack } from '../slack/start-slack.ts';
import type { Channel, Member, Usergroup } from '../slack/workspace.ts';

export interface SlackSecrets {
  token: string;
  signingSecret: string;
}

/** A workspace and the app in it: whoever is of another one signs nothing. */
export interface RealSlack extends SlackSecrets {
  team: string;
  /** Instead of the one of the settings. */
  channel?: string;
  /** Where it is, if not at slack.com. */
  api?: string;
}

export interface SlackSide {
  /** Where cards go. */
  channel: string;
  /** Left out where a real workspace is used. */
  local: LocalSlack | undefined;
  environment: Readonly<Record<string, string>>;
  /** Beyond this machine. */
  hosts: readonly string[];
  /** By the name that the template gives it. */
  secrets: Readonly<Record<string, string>>;
}

export interface SlackSideOptions {
  functions: readonly FunctionSpec[];
  directory: Directory;
  /** A real workspace, whose secrets the functions then find under the name that the template gives. */
  real: RealSlack | undefined;
  interactionsUrl: () => string;
  now: () => number;
  newToken: () => string;
}

/** Someone in the channel whom the directory does not know: to see what they are told. */
export const stranger = { id: 'U0STRANGER', name: 'Somebody else' };

/** As functions are told them: `name=id`, with commas. */
const channelsIn = (text: string): Channel[] =>
  text
    .split(',')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', id = ''] = pair.split('=');
      return { id, name };
    });

/** It is empty where the settings name none. */
const fallbackIn = (id: string | undefined): Channel[] => (id ? [{ id, name: 'fallback' }] : []);

/** Others who see the channel and decide nothing: a guest, and somebody whom a shared channel brings. */
export const visitors: readonly Member[] = [
  stranger,
  { id: 'U0GUEST', name: 'A guest', standing: 'guest' },
  { id: 'U0ELSEWHERE', name: 'Somebody of another workspace', team: 'T0ELSEWHERE' },
];

/** Whoever has no Slack id in the directory has one in the workspace all the same, and an e-mail address that leads to them. */
export const memberOf = ({ id, name, handles }: Person, index: number): Member & { email: string } => ({
  id: handles.slack ?? `U0LOCAL${index}`,
  name,
  email: id,
});

/** Who is in a group that Slack keeps, Slack alone would know: here it is everybody of the directory. */
const usergroupsOf = ({ groups = [], people }: Directory): Usergroup[] =>
  groups.flatMap(({ name, usergroup: { slack: id } }) =>
    id === undefined ? [] : { id, name, users: people.map((person, index) => memberOf(person, index).id) },
  );

export async function slackSide(options: SlackSideOptions): Promise<SlackSide> {
  const { functions, directory, real, interactionsUrl, now, newToken } = options;
  const secrets = real ?? { token: `xoxb-local-${newToken()}`, signingSecret: newToken() };
  const setting = (name: string): string | undefined =>
    functions.map(({ environment }) => environment[name]).find((value) => value !== undefined);

  const channel = real?.channel ?? setting('SLACK_CHANNEL') ?? 'C0LOCAL';
  const local = real
    ? undefined
    : await startSlack({
        ...secrets,
        channel: { id: channel, name: 'approvals' },
        otherChannels: [
          ...channelsIn(setting('SLACK_CHANNELS') ?? ''),
          ...fallbackIn(setting('SLACK_FALLBACK_CHANNEL')),
        ],
        members: [...directory.people.map(memberOf), ...visitors],
        usergroups: usergroupsOf(directory),
        interactionsUrl,
        now,
        newId: newToken,
      });
  const secretName = setting('SLACK_SECRET');
  return {
    channel,
    local,
    environment: local
      ? // It takes as many calls as come, unless a test says otherwise.
        { SLACK_API_URL: local.apiUrl, SLACK_TEAMS: team.id, SLACK_SPEED: '100' }
      : {
          SLACK_TEAMS: real?.team ?? '',
          ...(real?.channel && { SLACK_CHANNEL: real.channel }),
          ...(real?.api && { SLACK_API_URL: real.api }),
        },
    hosts: local ? [] : [real?.api ? new URL(real.api).hostname : 'slack.com'],
    secrets:
      secretName === undefined
        ? {}
        : { [secretName]: JSON.stringify({ botToken: secrets.token, signingSecret: secrets.signingSecret }) },
  };
}

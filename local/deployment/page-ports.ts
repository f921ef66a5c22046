import { randomBytes } from 'node:crypto';
import { createClient, signCall } from '@countersign/client';
import type { PagePorts } from '../page/ports.ts';
import { seenOf } from '../page/seen-row.ts';
import { showBlock } from '../page/shown-blocks.ts';
import { showWindow } from '../page/shown-window.ts';
import { roleOf } from './agent-role.ts';
import { directCalls } from './direct-calls.ts';
import { examplesFor } from './examples.ts';
import { actionToTry, findActions } from './find-actions.ts';
import { memberOf, visitors } from './slack-side.ts';
import type { LocalDeployment } from './start-deployment.ts';

/** The page, served from a running deployment. It reaches the API as an agent does, and Slack as a person does. */
export function pagePorts(deployment: LocalDeployment): PagePorts {
  const { directory, account, region, slack } = deployment;
  const agents = directory.agents.map((agent) => ({
    id: agent.id,
    role: roleOf(agent, account),
    owners: agent.owners,
  }));
  const people = directory.people.map((person, index) => ({
    id: person.id,
    name: person.name,
    slack: memberOf(person, index).id,
    groups: person.groups,
  }));

  const credentialsOf = (agentId: string) => async () => {
    const agent = agents.find(({ id }) => id === agentId);
    if (!agent) throw new Error(`The directory has no agent ${agentId}.`);
    return deployment.credentialsFor(agent.role, 'local-page');
  };
  const clientOf = (agentId: string) =>
    createClient({ url: deployment.apiUrl, region, credentials: credentialsOf(agentId) });

  const direct = directCalls(deployment, () => randomBytes(3).toString('hex'));

  return {
    people: () => [...people, ...visitors.map(({ id, name }) => ({ slack: id, name, groups: [] }))],
    agents: () => agents,
    examples: () => examplesFor(directory, account),
    findActions: (agentId, words) => findActions(clientOf(agentId), words),
    actionToTry: (agentId, action) => actionToTry(clientOf(agentId), action, account),
    async submitAs(agentId, body) {
      const credentials = credentialsOf(agentId);
      const url = new URL('/v1/requests', deployment.apiUrl);
      const text = JSON.stringify(body);
      const headers = await signCall(
        { region, credentials },
        { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: text },
      );
      const response = await fetch(url, { method: 'POST', headers, body: text });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
    },
    directCalls: direct.offered,
    callDirectly: direct.call,
    seen: async () => seenOf(await deployment.sightings(), deployment.coverageRecords()),
    requests: deployment.requests,
    inAccount: deployment.inAccount,
    records: async (requestId) => deployment.records(requestId),
    sealed: async () =>
      deployment.sealed().map(({ lines, ...object }) => ({
        ...object,
        recordIds: lines.map(({ record_id }) => record_id),
      })),
    chat: slack && {
      channel: slack.workspace.channel,
      otherChannels: slack.workspace.channels.filter((channel) => channel !== slack.workspace.channel),
      messagesFor: slack.workspace.seenBy,
      click: slack.click,
      windowOf: (member) => {
        const window = slack.windowOf(member);
        return window && showWindow(window);
      },
      pressInWindow: slack.pressInWindow,
      sendOff: slack.sendOff,
      closeWindow: slack.closeWindow,
      openHome: slack.openHome,
      homeOf: (member) => slack.homeOf(member)?.home.blocks.map(showBlock),
      pressInHome: slack.pressInHome,
      command: slack.command,
    },
    onChange: deployment.onChange,
  };
}

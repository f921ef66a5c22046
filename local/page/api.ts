import { z } from 'zod';
import type { JsonObject } from '../../core/lib/json.ts';
import { type Fault, readShape } from '../../core/lib/read-shape.ts';
import type { Chat, PagePorts } from './ports.ts';
import { requestRow } from './request-row.ts';
import { showMessage } from './shown-message.ts';

export interface Reply {
  status: number;
  body: unknown;
}

type Read = (ports: PagePorts, url: URL) => Promise<Reply> | Reply;
type Write = (ports: PagePorts, body: unknown) => Promise<Reply>;

const ok = (body: unknown): Reply => ({ status: 200, body });
const fail = (status: number, error: string): Reply => ({ status, body: { error } });

const asked = (url: URL, name: string): string => url.searchParams.get(name) ?? '';

/** Who and what there is; it does not change while the page is open. */
const setting: Read = (ports) =>
  ok({
    people: ports.people(),
    agents: ports.agents(),
    examples: ports.examples(),
    directCalls: ports.directCalls(),
    channel: ports.chat?.channel ?? null,
  });

const chat: Read = (ports, url) => {
  const { otherChannels = [], messagesFor } = ports.chat ?? {};
  const messages = messagesFor?.(asked(url, 'as')) ?? [];
  return ok(messages.map((message) => showMessage(message, otherChannels)));
};

const requests: Read = async (ports) => ok((await ports.requests()).map(requestRow));
const findActions: Read = async (ports, url) =>
  ok(await ports.findActions(asked(url, 'agent'), asked(url, 'words')));
const actionToTry: Read = async (ports, url) =>
  ok(await ports.actionToTry(asked(url, 'agent'), asked(url, 'action')));
const records: Read = async (ports, url) => ok(await ports.records(asked(url, 'request')));
const inAccount: Read = (ports) => ok(ports.inAccount());
const seen: Read = async (ports) => ok(await ports.seen());
const sealed: Read = async (ports) => ok(await ports.sealed());

const submissionSchema = z.strictObject({ agent: z.string(), body: z.record(z.string(), z.json()) });

const submit: Write = async (ports, body) => {
  const read = readShape(submissionSchema, body);
  return read.ok
    ? ok(await ports.submitAs(read.value.agent, read.value.body as JsonObject))
    : fail(400, formatFaults(read.faults));
};

const directSchema = z.strictObject({ call: z.string() });

const callDirectly: Write = async (ports, body) => {
  const read = readShape(directSchema, body);
  return read.ok ? ok(await ports.callDirectly(read.value.call)) : fail(400, formatFaults(read.faults));
};

const clickSchema = z.strictObject({
  member: z.string(),
  ts: z.string(),
  blockId: z.string(),
  actionId: z.string(),
  values: z.record(z.string(), z.record(z.string(), z.string())),
});

const click: Write = async (ports, body) => {
  const read = readShape(clickSchema, body);
  if (!read.ok) return fail(400, formatFaults(read.faults));
  return ports.chat
    ? ok(await ports.chat.click(read.value))
    : fail(404, 'A real Slack workspace is used: click there.');
};

const homeOf: Read = (ports, url) => ok(ports.chat?.homeOf(asked(url, 'as')) ?? null);
const windowOf: Read = (ports, url) => ok(ports.chat?.windowOf(asked(url, 'as')) ?? null);

const pressSchema = z.strictObject({ member: z.string(), blockId: z.string(), actionId: z.string() });
const sentSchema = z.strictObject({
  member: z.string(),
  values: z.record(z.string(), z.record(z.string(), z.string())),
});
const memberSchema = z.strictObject({ member: z.string() });
const commandSchema = z.strictObject({ member: z.string(), command: z.string(), text: z.string() });

/** What a member does in the local Slack. */
const inSlack =
  <Schema extends z.ZodType>(
    schema: Schema,
    act: (chat: Chat, read: z.infer<Schema>) => Promise<unknown> | unknown,
  ): Write =>
  async (ports, body) => {
    const read = readShape(schema, body);
    if (!read.ok) return fail(400, formatFaults(read.faults));
    return ports.chat
      ? ok(await act(ports.chat, read.value))
      : fail(404, 'A real Slack workspace is used: look there.');
  };

const formatFaults = (faults: readonly Fault[]): string =>
  faults.map(({ path, message }) => [...path, message].join(': ')).join('; ');

export const reads: ReadonlyMap<string, Read> = new Map([
  ['/api/setting', setting],
  ['/api/actions', findActions],
  ['/api/action', actionToTry],
  ['/api/chat', chat],
  ['/api/requests', requests],
  ['/api/records', records],
  ['/api/sealed', sealed],
  ['/api/seen', seen],
  ['/api/account', inAccount],
  ['/api/window', windowOf],
  ['/api/home', homeOf],
]);

export const writes: ReadonlyMap<string, Write> = new Map([
  ['/api/home/open', inSlack(memberSchema, (chat, { member }) => chat.openHome(member))],
  ['/api/home/press', inSlack(pressSchema, (chat, press) => chat.pressInHome(press))],
  ['/api/command', inSlack(commandSchema, (chat, written) => chat.command(written))],
  ['/api/submit', submit],
  ['/api/direct', callDirectly],
  ['/api/click', click],
  ['/api/window/press', inSlack(pressSchema, (chat, press) => chat.pressInWindow(press))],
  ['/api/window/send', inSlack(sentSchema, (chat, sent) => chat.sendOff(sent))],
  [
    '/api/window/close',
    inSlack(memberSchema, (chat, { member }) => {
      chat.closeWindow(member);
      return { kind: 'closed' };
    }),
  ],
]);

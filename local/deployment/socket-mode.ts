import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { type Delivered, deliver, formOf } from '../slack/deliver.ts';

export interface SocketModeSettings {
  appToken: string;
  /** What the functions hold signatures against: what comes by the socket is signed here, and takes the way of all others. */
  signingSecret: string;
  /** Where the deployment takes what Slack sends, by what it is. */
  urlOf(sent: Sent): string;
  /** Told of what could not be handed on: Slack shows the person a warning sign then. */
  onProblem(problem: string): void;
  api?: string;
  now?: () => number;
}

export interface SocketMode {
  close(): Promise<void>;
}

/** The last part of the address to which Slack would post it, by the kind of its envelope. */
const sents = { interactive: 'interactions', slash_commands: 'commands', events_api: 'events' } as const;
export type Sent = (typeof sents)[keyof typeof sents];

/** Slack takes an interaction for failed after three seconds, by the socket too. */
const timeoutMilliseconds = 3_000;

/** As the client of Slack hands it on. */
interface Envelope {
  type: string;
  body: object;
  ack: (answer?: object) => Promise<void>;
  accepts_response_payload?: boolean;
  retry_num?: number;
  retry_reason?: string;
}

/** Slack's clicks, commands and events without an address: this machine calls Slack, and keeps the line. */
export async function startSocketMode(settings: SocketModeSettings): Promise<SocketMode> {
  const { appToken, api, onProblem } = settings;
  const client = new SocketModeClient({
    appToken,
    logLevel: LogLevel.ERROR,
    clientOptions: api === undefined ? {} : { slackApiUrl: api },
  });
  client.on('slack_event', async (envelope: Envelope) => {
    try {
      const delivered = await handOn(settings, envelope);
      // An envelope without an answer is one that failed, as it is by the other way.
      if (delivered?.kind === 'accepted') await envelope.ack(answerIn(envelope, delivered.body));
      else onProblem(`What Slack sent (${envelope.type}) was not taken: ${sayDelivered(delivered)}`);
    } catch (error) {
      onProblem(`What Slack sent (${envelope.type}) could not be answered: ${error}`);
    }
  });
  await client.start();
  return { close: () => client.disconnect() };
}

async function handOn(
  { signingSecret, urlOf, now = Date.now }: SocketModeSettings,
  { type, body, retry_num, retry_reason }: Envelope,
): Promise<Delivered | undefined> {
  if (!isSent(type)) return undefined;
  return deliver({
    url: urlOf(sents[type]),
    ...writers[type](body),
    secret: signingSecret,
    timestamp: Math.floor(now() / 1_000),
    timeoutMilliseconds,
    ...(retry_num ? { retry: { number: retry_num, reason: retry_reason ?? '' } } : {}),
  });
}

const isSent = (type: string): type is keyof typeof sents => Object.hasOwn(sents, type);

/** As Slack would have posted it. */
const writers: Record<
  keyof typeof sents,
  (body: object) => { rawBody: string; contentType?: 'application/json' }
> = {
  interactive: (body) => ({ rawBody: formOf(body) }),
  slash_commands: (body) => ({ rawBody: new URLSearchParams(body as Record<string, string>).toString() }),
  events_api: (body) => ({ rawBody: JSON.stringify(body), contentType: 'application/json' }),
};

const answerIn = ({ accepts_response_payload }: Envelope, body: string): object | undefined =>
  accepts_response_payload && body !== '' ? (JSON.parse(body) as object) : undefined;

function sayDelivered(delivered: Delivered | undefined): string {
  if (delivered === undefined) return 'Countersign has no address for it';
  return delivered.kind === 'refused' ? `the deployment answered ${delivered.status}` : delivered.kind;
}

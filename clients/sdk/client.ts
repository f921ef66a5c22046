import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { type Answer, readAnswer, refused } from './answer.ts';
import {
  type Operations,
  type Outcome,
  type RequestView,
  routes,
  type Submission,
  type WholeAction,
} from './generated/api.ts';
import { type Call, type Credentials, signCall } from './sign.ts';
import { type OnRetry, realTiming, retry, type Timing, waitForDecision } from './wait.ts';

export interface ClientSettings {
  /** The API's address, as the deployment prints it. */
  url: string;
  region: string;
  /** Where left out, they come from wherever the AWS SDK finds them. */
  credentials?: () => Promise<Credentials>;
  fetch?: typeof fetch;
  timing?: Timing;
  /**
   * So long a call is made again that the gateway turned away (429, 500, 503) or whose answer was lost on the way; 0, where
   * left out. A submission is made again with an Idempotency-Key alone, and nothing that was taken is taken twice.
   */
  retrySeconds?: number;
  /** Hears what a wait or a retry goes on over. */
  onRetry?: OnRetry;
}

export type Client = ReturnType<typeof createClient>;

interface Sent<O extends keyof Operations> {
  /** What stands in its path: `{id}`. */
  path?: Readonly<Record<string, string>>;
  query?: Operations[O]['query'];
  headers?: Record<string, string>;
  body?: Operations[O]['body'];
  /** So long the server was asked to wait. */
  waitSeconds?: number;
}

/** For the way there and back, a cold start included. */
const patienceSeconds = 15;

/** What an agent needs: ask, wait, run and report. Whatever goes wrong is a value. */
export function createClient({
  url,
  region,
  credentials = fromSurroundings(),
  fetch: send = fetch,
  timing = realTiming,
  retrySeconds = 0,
  onRetry,
}: ClientSettings) {
  const root = url.replace(/\/+$/, '');
  let wasHeard = false;

  const call = <O extends keyof Operations>(
    operation: O,
    sent: Sent<O> = {},
    seconds = retrySeconds,
  ): Promise<Answer<Operations[O]['answer']>> =>
    retry(
      () => callOnce(operation, sent),
      () => wasHeard,
      { seconds, timing, onRetry },
    );

  async function callOnce<O extends keyof Operations>(
    operation: O,
    { path: values = {}, query, headers = {}, body, waitSeconds = 0 }: Sent<O>,
  ): Promise<Answer<Operations[O]['answer']>> {
    const { method, path, isSigned, ...expected } = routes[operation];
    const address = root + filled(path, values) + queryOf(query);
    if (!URL.canParse(address)) return badAddress(`${url} is not a URL.`);
    const { username, password } = new URL(address);
    if (username !== '' || password !== '')
      return badAddress('It holds a user name or a password, and calls are signed instead.');
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const unsigned: Call = {
      method,
      url: new URL(address),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...text,
    };
    let headersSent = unsigned.headers;
    try {
      // Who only verifies tickets may have no credentials at all.
      if (isSigned) headersSent = await signCall({ region, credentials }, unsigned);
    } catch (error) {
      return noCredentials(error);
    }
    try {
      const signal = AbortSignal.timeout((patienceSeconds + waitSeconds) * 1_000);
      const response = await send(unsigned.url, { method, headers: headersSent, signal, ...text });
      wasHeard = true;
      return await readAnswer(response, expected);
    } catch (error) {
      return noAnswer(root, error);
    }
  }

  const look = (id: string, waitSeconds: number): Promise<Answer<RequestView>> =>
    callOnce('getRequest', { path: { id }, query: { wait: waitSeconds }, waitSeconds });

  return {
    submit: (submission: Submission, idempotencyKey?: string) =>
      idempotencyKey === undefined
        ? call('submitRequest', { body: submission }, 0)
        : call('submitRequest', { body: submission, headers: { 'idempotency-key': idempotencyKey } }),

    get: (id: string, waitSeconds = 0): Promise<Answer<RequestView>> =>
      call('getRequest', { path: { id }, query: { wait: waitSeconds }, waitSeconds }),

    /** Until somebody has decided or `seconds` are over, whichever is first. */
    wait: (
      id: string,
      seconds: number,
      /** Hears how it stands each time that it is looked at: people may have asked something. */
      onLook: (request: RequestView) => void = () => {},
    ): Promise<Answer<RequestView>> =>
      waitForDecision(
        async (poll) => {
          const answer = await look(id, poll);
          if (answer.ok) onLook(answer.value);
          return answer;
        },
        { seconds, timing, onRetry },
      ),

    /** What a person asked under this number; its text stands in `questions` of the request. */
    answer: (id: string, question: number, text: string) =>
      call('answerQuestion', { path: { id }, body: { question, text } }, 0),

    withdraw: (id: string, reason?: string) =>
      call('withdrawRequest', { path: { id }, body: reason === undefined ? {} : { reason } }),

    /**
     * Has Countersign run what policy allowed, or what people approved and `needsRun`. `answer` is what AWS answered, and
     * comes this once. It is no answer yet where the state is `running`: `wait` for it.
     */
    run: (id: string, order: Operations['runRequest']['body']) =>
      call('runRequest', { path: { id }, body: order, waitSeconds: 20 }, 0),

    /**
     * Credentials for what was allowed or approved, where `run` is `credentials`. They come once: an answer that is lost is
     * lost, so a call is never made again by itself. `token` is what `submit` answered, for another session than the one that asked.
     */
    credentials: (id: string, order: Operations['getCredentials']['body']) =>
      call('getCredentials', { path: { id }, body: order, waitSeconds: 20 }, 0),

    /** Takes the approval. Run the action only where this is ok; keep the ticket for `report`. */
    start: (id: string, digest: string) => call('startRun', { path: { id }, body: { digest } }),

    report: (id: string, outcome: Outcome) => call('reportOutcome', { path: { id }, body: outcome }),

    /** The public keys that tickets are verified by. Keep them for five minutes at most. */
    keys: () => call('listKeys'),

    /** Once: run the action only where this is ok. For whoever may be handed a ticket twice. */
    redeem: (jti: string, ticket: string) => call('redeemTicket', { path: { jti }, body: { ticket } }, 0),

    /** The ruling that a request would get. Nothing is stored. */
    evaluate: (submission: Submission) => call('evaluate', { body: submission }),

    /** What can be asked for, a page at a time: `after` is the `next` of the page before. */
    actions: (query: Operations['listActions']['query'] = {}) => call('listActions', { query }),

    /** One action, such as `rds:CreateDBSnapshot`: its parameters, and an example. */
    action: (name: string): Promise<Answer<WholeAction>> => {
      const [, service, operation] = /^([\w-]+):(\w+)$/.exec(name) ?? [];
      return service === undefined || operation === undefined
        ? Promise.resolve(badAction(name))
        : call('getAction', { path: { service, operation } });
    },
  };
}

const filled = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));

function queryOf(query: Readonly<Record<string, unknown>> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const pairs = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

const badAction = (name: string) =>
  refused(
    'urn:countersign:client:bad-action',
    'Not an action',
    `${name} is not written as service:Operation, such as rds:CreateDBSnapshot.`,
  );

const badAddress = (why: string) =>
  refused(
    'urn:countersign:client:bad-address',
    'Not an address',
    `${why} Give the address of the API as the deployment prints it.`,
  );

/** The SDK says that it found none, and not that it looked for a profile alone. */
function fromSurroundings(): () => Promise<Credentials> {
  const provide = fromNodeProviderChain();
  return () =>
    provide().catch((error: unknown) => {
      const { AWS_PROFILE: profile } = process.env;
      throw profile ? new Error(`AWS_PROFILE is ${profile}: ${reasonOf(error)}`) : error;
    });
}

const noCredentials = (error: unknown) =>
  refused(
    'urn:countersign:client:no-credentials',
    'No credentials',
    `The call could not be signed (${reasonOf(error)}). Give credentials of the agent's role.`,
  );

const noAnswer = (url: string, error: unknown) =>
  refused(
    'urn:countersign:client:no-answer',
    'No answer',
    `${url} cannot be reached (${reasonOf(error)}). Check the address and that it is running.`,
  );

/** `fetch` hides the socket's error one level down. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

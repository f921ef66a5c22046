import type { AttributeValue, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { createPublishedKeys } from '../../adapters/aws/kms-signer/public-key.ts';
import { createTicketSigner } from '../../adapters/aws/kms-signer/ticket-signer.ts';
import { createTicketVerifier } from '../../adapters/jose/verify-ticket.ts';
import { isSignedOnCard } from '../../adapters/slack/card-votes.ts';
import { slackDoor } from '../../adapters/slack/door.ts';
import type { BoundaryMode } from '../../catalog/boundary/agent-limits.ts';
import { secretsOfResult } from '../../catalog/secret-results.ts';
import type { Coverage } from '../../core/detection/coverage.ts';
import type { IncidentAction } from '../../core/detection/incident-actions.ts';
import type { NewIncident } from '../../core/detection/new-incident.ts';
import type { Verdict } from '../../core/detection/sighting.ts';
import { type Directory, type Door, personById } from '../../core/directory/directory.ts';
import type { Policy } from '../../core/policy/bundle.ts';
import type { Channels } from '../../core/policy/channels.ts';
import type { RuleOn } from '../../core/policy/ruling.ts';
import type { ContainOrder } from '../../core/ports/contain.ts';
import type { CloudTrailReader } from '../../core/ports/coverage.ts';
import type { Executed, Order } from '../../core/ports/execute.ts';
import type { RevokeOrder } from '../../core/ports/grants.ts';
import type { WatchedPlace } from '../../core/ports/heartbeats.ts';
import type { IncidentInput, ResumeIncidentWorkflow } from '../../core/ports/incident-workflow.ts';
import type { CardRef } from '../../core/ports/messenger.ts';
import type { RevertOrder } from '../../core/ports/revert.ts';
import type { TurnOrder } from '../../core/ports/turn.ts';
import type { UndoOrder } from '../../core/ports/undo.ts';
import type { ResumeWorkflow, WorkflowInput } from '../../core/ports/workflow.ts';
import type { OutcomeEvent } from '../../core/request/outcome-event.ts';
import type { Choice, Request } from '../../core/request/request.ts';
import { routes as answerRoutes } from '../../functions/api/answer/handler.ts';
import { routes as credentialsRoutes } from '../../functions/api/credentials/handler.ts';
import { routes as keysRoutes } from '../../functions/api/keys/handler.ts';
import { routes as reportRoutes } from '../../functions/api/report/handler.ts';
import { routes as runRoutes } from '../../functions/api/run/handler.ts';
import { routes as submitRoutes } from '../../functions/api/submit/handler.ts';
import { routes as watchRoutes } from '../../functions/api/watch/handler.ts';
import { routes as withdrawRoutes } from '../../functions/api/withdraw/handler.ts';
import { createHandler as createContain } from '../../functions/detection/contain/handler.ts';
import { createHandler as createReconcile } from '../../functions/detection/reconcile/handler.ts';
import { isWatched } from '../../functions/detection/reconcile/is-watched.ts';
import { openContradicted } from '../../functions/detection/reconcile/open-contradicted.ts';
import { createHandler as createSight } from '../../functions/detection/sight/handler.ts';
import { createHandler as createTell } from '../../functions/detection/tell/handler.ts';
import { keepUnread } from '../../functions/shared/detection/keep-unread.ts';
import { openIncident } from '../../functions/shared/detection/open-incident.ts';
import type { SightDeployment } from '../../functions/shared/detection/sight-deployment.ts';
import { sightEvent } from '../../functions/shared/detection/sight-event.ts';
import { explain, handleVoteClick } from '../../functions/shared/handle-vote-click.ts';
import { agentApi } from '../../functions/shared/http/agent-api.ts';
import { openApi } from '../../functions/shared/http/open-api.ts';
import type { HttpAnswer } from '../../functions/shared/problem.ts';
import { createHandler as createHome } from '../../functions/slack/home/handler.ts';
import { createHandler as createSlack } from '../../functions/slack/interact/handler.ts';
import { createHandler as createRevert } from '../../functions/slack/revert/handler.ts';
import { createHandler as createTurn } from '../../functions/slack/turn/handler.ts';
import { createHandler as createUndo } from '../../functions/slack/undo/handler.ts';
import { createHandler as createRelay } from '../../functions/streams/relay/handler.ts';
import { createHandler as createSeal } from '../../functions/streams/seal/handler.ts';
import { createHandler as createAsk } from '../../functions/workflow/ask/handler.ts';
import { createHandler as createConclude } from '../../functions/workflow/conclude/handler.ts';
import { createHandler as createExecute } from '../../functions/workflow/execute/handler.ts';
import { createHandler as createRevoke } from '../../functions/workflow/revoke/handler.ts';
import { undescribed } from './described-api.ts';
import { type AgentCall, agentEvent, openEvent } from './given/agent-event.ts';
import { catalog, ruleOn as givenRules } from './given/catalog.ts';
import { fixedClock } from './given/clock.ts';
import { accounts, directory as givenDirectory } from './given/directory.ts';
import { invoke } from './given/lambda.ts';
import { delivered, ownRoleNames, sqsEvent, type TrailEventText } from './given/sighted-event.ts';
import {
  channel,
  clickPayload,
  formOf,
  incidentPayload,
  signatureOf,
  signingSecret,
  slackEvent,
  submissionPayload,
  team,
  turnPayload,
} from './given/slack-event.ts';
import { imageOf, incidentImageOf, streamEvent, streamed } from './given/stream-event.ts';
import { memoryAgentRoles } from './memory-agent-roles.ts';
import { memoryCardStore } from './memory-card-store.ts';
import { memoryCloudTrail } from './memory-cloudtrail.ts';
import { memoryCoverageStore } from './memory-coverage-store.ts';
import { memoryDeniedMessenger, memorySlackDenied } from './memory-denied-messenger.ts';
import { memoryDirectMessageStore, memoryDirectMessenger } from './memory-direct-messenger.ts';
import { memoryGrants } from './memory-grants.ts';
import { memoryHome } from './memory-home.ts';
import { memoryIncidentMessenger, memorySlackIncidents } from './memory-incident-messenger.ts';
import { memoryIncidentStore } from './memory-incident-store.ts';
import { memoryIncidentWorkflow } from './memory-incident-workflow.ts';
import { memoryKeyStore } from './memory-key-store.ts';
import { evidenceKey, memoryKms, otherTicketKey, ticketKey } from './memory-kms.ts';
import { memoryMessenger, memorySlack } from './memory-messenger.ts';
import { memoryModals, toldInWindow } from './memory-modals.ts';
import { breakable, type Strike } from './memory-outage.ts';
import { memoryPeopleIndex } from './memory-people-index.ts';
import { memoryRateStore } from './memory-rate-store.ts';
import { type MemoryRequestStore, memoryRequestStore } from './memory-request-store.ts';
import { memoryRoomUsers } from './memory-room-users.ts';
import { memoryDeniedStore, memorySightingStore } from './memory-sighting-stores.ts';
import { memorySlotStore } from './memory-slot-store.ts';
import { memoryStandingStore } from './memory-standing-store.ts';
import { type MemoryTarget, memoryTarget } from './memory-target.ts';
import { memoryThreadStore } from './memory-thread-store.ts';
import { memoryTokenStore } from './memory-token-store.ts';
import { memoryWorkflow } from './memory-workflow.ts';

/** Where people decide: the one with a vendor, and one that nothing of the product knows. */
export const rooms = ['slack', 'terminal'] as const;
export type Room = (typeof rooms)[number];

const terminal: Door = {
  name: 'terminal',
  title: 'terminal',
  handlePattern: /^[\w.]+$/,
  handleHint: 'a login name',
};

export interface SystemSettings {
  /** Where this test's people click and are told; the other room has its cards all the same. */
  room?: Room;
  ruleOn?: RuleOn;
  directory?: Directory;
  pendingLimit?: number;
  requestsPerMinute?: number;
  /** What policies say beside rulings: what becomes of denied calls, and of agents. */
  policies?: readonly Policy[];
  /** The channels of the settings. */
  channels?: Channels;
  boundary?: BoundaryMode;
  /** What is run, and what is looked at, somewhere else than in memory. */
  reach?: (of: Reaching) => Reached;
  /** How `reconcile` reads CloudTrail, where it is not what a test has it keep. */
  reader?: CloudTrailReader;
}

export interface Reaching {
  requests: MemoryRequestStore;
  now: () => string;
}

export type Reached = Pick<MemoryTarget, 'prepare' | 'look'>;

export interface Answer {
  status: number;
  body: Record<string, unknown> & { id: string; state: Request['state']; digest: string };
  headers: Record<string, string>;
}

interface Clicked {
  id: string;
  digest: string;
  ref?: string;
  /** Another hash of what was seen than that of the card as it stands. */
  seenHash?: string;
}

export interface CommandAnswer {
  response_type: string;
  text: string;
  blocks: object[];
}

interface TerminalClick {
  handle: string;
  choice: Choice;
  on: Clicked;
  reason: string | undefined;
  card: CardRef | undefined;
  seen?: string;
}

type StreamHandler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** All functions behind their real handlers, on stores in memory and a clock that a test moves. */
export function memorySystem({
  ruleOn = givenRules,
  directory = givenDirectory(),
  pendingLimit = 20,
  requestsPerMinute = 600,
  room = 'slack',
  policies = [],
  channels = {},
  boundary = 'gated',
  reach,
  reader,
}: SystemSettings = {}) {
  const clock = fixedClock();
  /** What was written to the table with a record, in order. */
  const images: Record<string, AttributeValue>[] = [];
  const requests = memoryRequestStore((transition) => images.push(imageOf(transition)));
  const incidents = memoryIncidentStore((transition) => images.push(incidentImageOf(transition)));
  const sightings = memorySightingStore();
  const coverages = memoryCoverageStore();
  const cloudTrail = memoryCloudTrail();
  const coverageTold: Coverage[] = [];
  const deniedRooms = { slack: memorySlackDenied(), terminal: memoryDeniedMessenger(terminal.name) };
  const heartbeats: { account: string; region: string; at: string }[] = [];
  const slots = memorySlotStore();
  const tokens = memoryTokenStore();
  const cards = memoryCardStore();
  const keys = memoryKeyStore();
  const rates = memoryRateStore();
  const people = memoryPeopleIndex();
  const home = memoryHome();
  const direct = { slack: memoryDirectMessenger('slack'), terminal: memoryDirectMessenger(terminal.name) };
  const inRoom = { slack: memorySlack(), terminal: memoryMessenger(terminal.name) };
  const messenger = inRoom[room];
  const usersOf = { slack: memoryRoomUsers(slackDoor.name), terminal: memoryRoomUsers(terminal.name) };
  const incidentRooms = { slack: memorySlackIncidents(), terminal: memoryIncidentMessenger(terminal.name) };
  const published: OutcomeEvent[] = [];
  const sealed = new Map<string, readonly string[]>();
  const setAside = new Map<string, string>();
  const tickets = new Map<string, string>();
  const ticketKeys = createPublishedKeys(memoryKms, [ticketKey, otherTicketKey]);
  let ids = 0;
  let issued = 0;
  const outage: { strike: Strike } = { strike: () => {} };
  /** What Lambda keeps until the function has taken it. */
  const undoing: UndoOrder[] = [];
  const turning: TurnOrder[] = [];
  const containing: ContainOrder[] = [];
  const reverting: RevertOrder[] = [];
  const roles = memoryAgentRoles(clock.now);
  const target = memoryTarget((call, moment) => outage.strike(call, moment));
  const reached = reach?.({ requests, now: clock.now }) ?? target;

  const grants = memoryGrants(catalog, clock.now);

  const all = {
    ruleOn,
    requests,
    slots,
    tokens,
    cards,
    threads: memoryThreadStore(),
    keys,
    rates,
    door: slackDoor,
    roomUsers: usersOf.slack,
    showsAll: isSignedOnCard,
    modals: memoryModals(),
    people,
    finder: people,
    room: home,
    directMessages: memoryDirectMessageStore(),
    directMessengers: rooms.map((name) => direct[name]),
    standing: memoryStandingStore(requests, incidents),
    incidents,
    sightings,
    denied: memoryDeniedStore(),
    deniedMessengers: rooms.map((name) => deniedRooms[name]),
    heartbeats: {
      seen: async (place: WatchedPlace, at: string) => void heartbeats.push({ ...place, at }),
    },
    incidentCards: memoryCardStore(),
    incidentMessengers: rooms.map((name) => incidentRooms[name]),
    startIncident: async (input: IncidentInput) => incidentWorkflow.start(input),
    resumeIncident: (...asked: Parameters<ResumeIncidentWorkflow>) => incidentWorkflow.resume(...asked),
    contain: roles.contain,
    end: roles.end,
    containSoon: async (order: ContainOrder) => void containing.push(order),
    orderRevert: async (order: RevertOrder) => void reverting.push(order),
    messengers: rooms.map((name) => inRoom[name]),
    signingSecret: { read: async () => signingSecret, readAnew: async () => signingSecret },
    publish: async (event: OutcomeEvent) => {
      published.push(event);
    },
    putText: async (key: string, text: string) => void setAside.set(key, text),
    putLines: async (key: string, lines: readonly string[]) => {
      if (!sealed.has(key)) sealed.set(key, [...lines]);
    },
    start: async (input: WorkflowInput) => workflow.start(input),
    resume: (...asked: Parameters<ResumeWorkflow>) => workflow.resume(...asked),
    wake: async (token: string) => workflow.wake(token),
    backoff: { sleep: async () => {}, random: () => 0 },
    sleep: async (ms: number) => clock.pass(ms / 1_000),
    now: clock.now,
    nowMs: clock.nowMs,
    nowSeconds: clock.nowSeconds,
    prepare: reached.prepare,
    look: reached.look,
    grant: grants.grant,
    deny: grants.deny,
    removeDenials: grants.removeDenials,
    revoke: async (order: RevokeOrder): Promise<void> => revoke(order),
    orderUndo: async (order: UndoOrder) => void undoing.push(order),
    orderTurn: async (order: TurnOrder) => void turning.push(order),
    entryOf: (action: string) => catalog.find(action) ?? {},
    secretsOfResult: (action: string) => {
      const entry = catalog.find(action);
      return entry ? secretsOfResult(entry) : {};
    },
    execute: async (order: Order, _waitMs: number): Promise<Executed | undefined> => execute(order),
    newToken: () => {
      issued += 1;
      return `token-${issued}`;
    },
    newTicketId: () => {
      ids += 1;
      return `f${ids.toString(16).padStart(31, '0')}`;
    },
    signTicket: createTicketSigner(memoryKms, ticketKey),
    ticketKeys,
    evidenceKeys: createPublishedKeys(memoryKms, [evidenceKey]),
    verifyTicket: createTicketVerifier(ticketKeys, ticketPlace),
    newId: () => {
      ids += 1;
      return ids.toString(16).padStart(32, '0');
    },
  };
  const ports = {
    ...breakable(all, (call, moment) => outage.strike(call, moment)),
    pendingLimit,
    requestsPerMinute,
    directory,
    teams: [team],
    ticketPlace,
    accounts: ['111122223333'],
    witness: 'sight' as const,
  };

  const deployment = {
    openCatalog: async () => catalog,
    environmentOf: environment,
    dataEvents: [],
    whyNotCase: () => undefined,
    region: 'eu-central-1',
    directory,
  };
  const watching: SightDeployment = {
    ...deployment,
    policies,
    channels,
    plainRulingOn: () => ({ gated: true, policies: [] }),
    accounts: Object.values(accounts),
    agentRolePatterns: ['arn:aws:iam::*:role/*-agent'],
    boundary,
    ownRoleNames,
    ownPrefix: 'countersign-test-',
  };
  const api = agentApi(directory, {
    ...submitRoutes(deployment, ports),
    ...watchRoutes(ports),
    ...withdrawRoutes(ports),
    ...answerRoutes(ports),
    ...reportRoutes(ports),
    ...runRoutes(ports),
    ...credentialsRoutes(ports),
  });
  const open = openApi(keysRoutes(ports));
  const slack = createSlack(ports);
  const homeHandler = createHome(ports);
  const undo = createUndo(deployment, ports);
  const sight = createSight(watching, ports);
  const finding = { ...ports, witness: 'reconcile' as const };
  const reconcile = createReconcile({
    openContradicted: (request) => openContradicted(watching, finding, request),
    ...finding,
    reader: reader ?? cloudTrail.reader,
    coverages,
    places: [{ account: '111122223333', region: 'eu-central-1' }],
    messengers: [{ door: slackDoor.name, post: async (coverage) => void coverageTold.push(coverage) }],
    sight: (event, source) => sightEvent(watching, finding, event, source),
    keep: (unread, source) => keepUnread(finding, unread, source),
    isWatched: (event) => isWatched(watching, event),
  });
  const turn = createTurn(deployment, ports);
  const revert = createRevert(deployment, ports);
  const tell = createTell(ports);
  const contain = createContain(ports);
  const ask = createAsk(ports);
  const conclude = createConclude(ports);
  const executeHandler = createExecute(ports);
  /** As by its name in Lambda: the order and the answer are JSON. */
  const execute = (order: Order) =>
    invoke(executeHandler, JSON.parse(JSON.stringify(order)) as unknown) as Promise<Executed>;
  const revokeHandler = createRevoke(ports);
  const revoke = async (order: RevokeOrder | object): Promise<void> => {
    await invoke(revokeHandler, JSON.parse(JSON.stringify(order)) as unknown);
  };
  const workflow = memoryWorkflow({
    ask: (turn) => invoke(ask, turn as unknown),
    execute,
    conclude: (ending) => invoke(conclude, ending as unknown),
    nowMs: clock.nowMs,
  });
  const incidentWorkflow = memoryIncidentWorkflow({
    contain: (order) => invoke(contain, order as unknown),
    tell: (telling) => invoke(tell, telling as unknown),
    nowMs: clock.nowMs,
  });
  const relay = createRelay(ports);
  const seal = createSeal(ports);
  const consumers = [
    { at: 0, handler: ((event) => invoke(relay, event)) as StreamHandler },
    { at: 0, handler: ((event) => invoke(seal, event)) as StreamHandler },
  ];

  const streamedFrom = (index: number) =>
    images.slice(index).map((image, offset) => streamed(image, index + offset));

  /** Delivers what was written since; what a handler fails on comes again with the next delivery. */
  async function deliver(): Promise<void> {
    for (const consumer of consumers) {
      const start = consumer.at;
      const batch = streamedFrom(start);
      if (batch.length === 0) continue;
      const answer = await consumer.handler(streamEvent(batch)).catch(() => undefined);
      if (!answer) continue;
      const resume = answer.batchItemFailures[0]?.itemIdentifier;
      const failed = batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === resume);
      consumer.at = Math.max(consumer.at, start + (failed < 0 ? batch.length : failed));
    }
  }

  /** Stream and workflow go on until nothing more happens by itself. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 8; round += 1) await goOn();
  }

  const nextDue = (): number | undefined => {
    const dues = [workflow.due(), incidentWorkflow.due()].filter((due) => due !== undefined);
    return dues.length === 0 ? undefined : Math.min(...dues);
  };

  async function goOn(): Promise<void> {
    await deliver();
    await workflow.run();
    await incidentWorkflow.run();
    for (const order of undoing.splice(0)) await invoke(undo, order as unknown);
    for (const order of turning.splice(0)) await invoke(turn, order as unknown);
    for (const order of containing.splice(0)) await invoke(contain, order as unknown).catch(() => undefined);
    for (const order of reverting.splice(0)) await invoke(revert, order as unknown);
  }

  /** What a door's own function does once it knows who clicked on what. */
  async function clickInTerminal({ handle, choice, on, reason, card, seen }: TerminalClick): Promise<number> {
    const here = { ...ports, door: terminal, roomUsers: usersOf.terminal };
    const click = {
      handle,
      choice,
      requestId: on.id,
      digest: on.digest,
      ...(seen === undefined ? {} : { seen }),
      card: { door: terminal.name, ref: on.ref ?? card?.ref ?? 'card-1' },
      sawAll: false,
      ...(reason === undefined ? (choice === 'deny' ? { reason: 'Not today.' } : {}) : { reason }),
    };
    try {
      await explain(here, click, await handleVoteClick(here, click));
      return 200;
    } catch {
      return 500;
    }
  }

  const system = {
    room,
    clock,
    requests,
    slots,
    tokens,
    cards,
    messenger,
    /** Who is where people click. */
    roomUsers: usersOf[room],
    incidents,
    incidentRooms,
    sightings,
    deniedRooms,
    heartbeats,
    watching,
    incidentWorkflow,
    roles,
    target,
    grants,
    revoke,
    execute,
    workflow,
    published,
    sealed,
    setAside,
    ports,
    settle,
    deliver,
    outage,
    api,
    relay,
    seal,
    slack,
    streamedFrom,

    /** What the stream holds now reaches nobody any more. */
    loseStream(): void {
      for (const consumer of consumers) consumer.at = images.length;
    },

    /** All that is due within these seconds happens when it is due. */
    async pass(seconds: number): Promise<void> {
      const until = clock.nowMs() + seconds * 1_000;
      for (let due = nextDue(); due !== undefined && due < until; due = nextDue()) {
        clock.pass(Math.max(0, due - clock.nowMs()) / 1_000);
        await goOn();
      }
      clock.pass(Math.max(0, until - clock.nowMs()) / 1_000);
      await settle();
    },

    /** An agent calls the API, and is answered as docs/openapi.json says. */
    async call(call: AgentCall): Promise<Answer> {
      return system.answered(call.route, invoke(api, agentEvent(call)));
    },

    async answered(route: string, call: Promise<HttpAnswer>): Promise<Answer> {
      const answer = await call;
      const faults = undescribed(route, answer);
      if (faults.length > 0) throw new Error(`Not as docs/openapi.json says: ${faults.join('; ')}`);
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: JSON.parse(answer.body) as Answer['body'],
      };
    },

    /** Somebody whom nobody knows does. */
    callOpen: (call: AgentCall): Promise<Answer> =>
      system.answered(call.route, invoke(open, openEvent(call))),

    submit: (body: unknown, call: Partial<AgentCall> = {}): Promise<Answer> =>
      system.call({ route: 'POST /v1/requests', body, ...call }),

    /** Submits, and waits until people have been asked. */
    async asked(body: unknown): Promise<Answer['body']> {
      const { body: answer } = await system.submit(body);
      await settle();
      return answer;
    },

    watch: (id: string, query?: Record<string, string>): Promise<Answer> =>
      system.call({ route: 'GET /v1/requests/{id}', id, ...(query ? { query } : {}) }),

    withdraw: (id: string): Promise<Answer> => system.call({ route: 'POST /v1/requests/{id}/withdraw', id }),

    /** Takes the approval; the ticket is kept for the report. */
    async start(id: string, digest: string, call: Partial<AgentCall> = {}): Promise<Answer> {
      const route = 'POST /v1/requests/{id}/start';
      const answer = await system.call({ route, id, body: { digest }, ...call });
      if (typeof answer.body.ticket === 'string') tickets.set(id, answer.body.ticket);
      return answer;
    },

    report: (
      id: string,
      status: string,
      digest: string,
      { detail, ...call }: Partial<AgentCall> & { detail?: string } = {},
    ): Promise<Answer> =>
      system.call({
        route: 'POST /v1/requests/{id}/outcome',
        id,
        body: {
          status,
          digest,
          ticket: tickets.get(id) ?? 'no ticket',
          ...(detail === undefined ? {} : { detail }),
        },
        ...call,
      }),

    /** Whoever holds a ticket redeems it: nobody signs this call. */
    redeem: (jti: string, ticket: unknown): Promise<Answer> =>
      system.callOpen({ route: 'POST /v1/tickets/{jti}', path: { jti }, body: { ticket } }),

    keys: (): Promise<Answer> => system.callOpen({ route: 'GET /v1/keys' }),

    /** The credentials of a request, for who may have them. */
    credentials: (id: string, body: object, call: Partial<AgentCall> = {}): Promise<Answer> =>
      system.call({ route: 'POST /v1/requests/{id}/credentials', id, body, ...call }),

    /** Somebody presses Revoke on the request's card in Slack. */
    async pressRevoke(who: string, { id, digest }: Clicked): Promise<number> {
      const user = personById(directory, who)?.handles.slack ?? who;
      const body = formOf(clickPayload({ user, choice: 'revoke', request: id, digest, ts: '1.1' }));
      const crashed = { statusCode: 500 };
      const event = slackEvent({ body, nowSeconds: clock.nowSeconds() });
      return (await invoke(slack, event).catch(() => crashed)).statusCode;
    },
    /** The agent has Countersign run it. */
    runNow: (
      id: string,
      digest: string,
      { parameters, token, ...call }: Partial<AgentCall> & { parameters?: unknown; token?: string } = {},
    ): Promise<Answer> =>
      system.call({
        route: 'POST /v1/requests/{id}/run',
        id,
        body: { digest, ...(parameters !== undefined && { parameters }), ...(token && { token }) },
        ...call,
      }),

    /** Both, as an agent does that runs the action itself. */
    async run(id: string, status: string, digest: string): Promise<Answer> {
      await system.start(id, digest);
      return system.report(id, status, digest);
    },

    /** The undo function is called, as often at once as a test will. */
    takeUndo: (order: UndoOrder): Promise<unknown> => invoke(undo, order as unknown),
    coverages,
    coverageTold,
    /** CloudTrail keeps them, whether or not EventBridge brings them. */
    keeps: (...events: readonly TrailEventText[]) => cloudTrail.keep(...events),
    /** By the schedule, or for a time that a person asks for. */
    reconcile: (order: object = {}) => invoke(reconcile, order as unknown, 900_000),
    /** Events of CloudTrail come through the queue. Answers the verdicts of those that were not seen before; a failed one is given again later. */
    async sighted(...events: readonly TrailEventText[]): Promise<Verdict[]> {
      const before = sightings.written.length;
      system.failedSightings = (
        await invoke(sight, sqsEvent(events.map(delivered)))
      ).batchItemFailures.length;
      await settle();
      const fresh = sightings.written.slice(before);
      const placeOf = (id: string) => events.findIndex(({ event }) => event.eventID === id);
      return fresh
        .toSorted((one, other) => placeOf(one.eventId) - placeOf(other.eventId))
        .map(({ verdict }) => verdict);
    },
    failedSightings: 0,
    /** Whatever lies in the queue. */
    taken: (...bodies: readonly string[]) => invoke(sight, sqsEvent(bodies)),

    /** Somebody presses Turn into a request, and is told beside the card. */
    async turn(who: string, sighting: string): Promise<string | undefined> {
      const user = personById(directory, who)?.handles.slack ?? who;
      const body = formOf(turnPayload({ user, sighting }));
      await invoke(slack, slackEvent({ body, nowSeconds: clock.nowSeconds() }));
      await settle();
      return messenger.privateReplies.at(-1)?.text;
    },

    /** Somebody presses Undo on the request's card, and is told beside it. */
    async undo(who: string, on: Clicked): Promise<string | undefined> {
      const user = personById(directory, who)?.handles.slack ?? who;
      const body = formOf(
        clickPayload({ user, choice: 'undo', request: on.id, digest: on.digest, ts: '1.1' }),
      );
      await invoke(slack, slackEvent({ body, nowSeconds: clock.nowSeconds() }));
      await settle();
      return messenger.privateReplies.at(-1)?.text;
    },

    /** Somebody presses a button on the request's card; `who` is a person's id or any Slack id. */
    click: (who: string, choice: Choice, on: Clicked, reason?: string) =>
      system.clickIn(room, who, choice, on, reason),

    async clickIn(where: Room, who: string, choice: Choice, on: Clicked, reason?: string) {
      const handle = personById(directory, who)?.handles[where] ?? who;
      const card = (await cards.list(on.id)).find(({ door }) => door === where);
      const seen = on.seenHash ?? inRoom[where].cards.get(on.ref ?? card?.ref ?? '')?.seen?.hash;
      const shown = seen === undefined ? {} : { seen };
      if (where === 'terminal') return clickInTerminal({ handle, choice, on, reason, card, ...shown });
      const ts = (on.ref ?? card?.ref)?.split('/')[1] ?? '1.1';
      const click = { user: handle, request: on.id, digest: on.digest, ts, ...shown };
      const payload =
        choice === 'deny'
          ? submissionPayload('deny', click, { text: reason ?? 'Not today.' })
          : clickPayload({ ...click, choice, ...(reason === undefined ? {} : { reason }) });
      const event = slackEvent({ body: formOf(payload), nowSeconds: clock.nowSeconds() });
      const crashed = { statusCode: 500, body: '' };
      const answer = await invoke(slack, event).catch(() => crashed);
      // What a window says is for the one who has it open.
      const told = toldInWindow(answer.body);
      if (told !== undefined)
        await inRoom.slack.replyPrivately({ card: { door: 'slack', ref: `${channel}/${ts}` }, handle }, told);
      return answer.statusCode;
    },

    /** CloudTrail saw it, and no approval covers it. Answers its id when people have been told. */
    async openIncident(found: NewIncident): Promise<string> {
      const { id } = await openIncident(ports, found);
      await settle();
      return id;
    },

    /** Somebody presses a button on the incident's card in Slack, and is told beside it; `who` is a person's id or any Slack id. */
    async press(
      who: string,
      action: IncidentAction,
      id: string,
      reason?: string,
    ): Promise<string | undefined> {
      const user = personById(directory, who)?.handles.slack ?? who;
      const told = inRoom.slack.privateReplies.length;
      const card = (await all.incidentCards.list(id)).find(({ door }) => door === 'slack');
      const ts = card?.ref.split('/')[1] ?? '1.1';
      const press = { user, action, incident: id, ts, ...(reason === undefined ? {} : { reason }) };
      const body = formOf(incidentPayload(press));
      await invoke(slack, slackEvent({ body, nowSeconds: clock.nowSeconds() }));
      await settle();
      return inRoom.slack.privateReplies.slice(told).at(-1)?.text;
    },

    /** A window is sent off, or whatever else Slack tells. Answers what Slack is answered. */
    async sendOff(payload: object): Promise<{ statusCode: number; body?: string }> {
      const event = slackEvent({ body: formOf(payload), nowSeconds: clock.nowSeconds() });
      const answer = await invoke(slack, event);
      await settle();
      return answer;
    },
    direct,
    /** The pages of people, as they stand. */
    pages: home.pages,
    home,

    /** Slack calls one of the other routes, with whatever body and headers. */
    async slackCalls(
      route: 'events' | 'commands',
      body: string,
      headers: Record<string, string> = {},
    ): Promise<{ statusCode: number; body?: string }> {
      const event = slackEvent({ body, nowSeconds: clock.nowSeconds() });
      const rawPath = `/slack/${route}`;
      return invoke(homeHandler, { ...event, rawPath, headers: { ...event.headers, ...headers } });
    },

    /** Somebody opens their page; `who` is a person's id or any Slack id. */
    async openHome(who: string, headers: Record<string, string> = {}, from: string = team) {
      const user = personById(directory, who)?.handles.slack ?? who;
      const event = { type: 'app_home_opened', user, tab: 'home' };
      const told = JSON.stringify({ type: 'event_callback', team_id: from, event_id: 'Ev1', event });
      await system.slackCalls('events', told, headers);
      return home.pages.get(user);
    },

    /** Somebody writes a command. Answers what Slack shows them alone. */
    async command(who: string, text: string, from: string = team): Promise<CommandAnswer> {
      const user_id = personById(directory, who)?.handles.slack ?? who;
      const form = new URLSearchParams({ command: '/countersign', text, user_id, team_id: from });
      const { body = '' } = await system.slackCalls('commands', form.toString());
      return JSON.parse(body) as CommandAnswer;
    },

    /** The windows that were opened, as they stand. */
    windows: all.modals.views,

    /** Somebody else than Slack says that this person pressed the button. */
    async forge(who: string, on: Clicked): Promise<number> {
      const user = personById(directory, who)?.handles.slack ?? who;
      const body = formOf(
        clickPayload({ user, choice: 'approve', request: on.id, digest: on.digest, ts: '1.1' }),
      );
      const nowSeconds = clock.nowSeconds();
      const signature = signatureOf(body, String(nowSeconds), 'another secret');
      const headers = { 'x-slack-request-timestamp': String(nowSeconds), 'x-slack-signature': signature };
      const crashed = { statusCode: 500 };
      return (await invoke(slack, slackEvent({ body, nowSeconds, headers })).catch(() => crashed)).statusCode;
    },

    async stateOf(id: string): Promise<Request['state'] | undefined> {
      return (await requests.get(id))?.state;
    },

    recordsOf: (id: string) =>
      requests.written.filter(({ request }) => request.id === id).map(({ record }) => record),
  };
  return system;
}

export type MemorySystem = ReturnType<typeof memorySystem>;

export const ticketPlace = { issuer: 'https://api.example.com', audience: 'countersign-test' };

const environment = (account: string): string =>
  ({ '111122223333': 'prod', '444455556666': 'staging', '777788889999': 'dev' })[account] ?? 'unknown';

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Secret } from '../../../../adapters/aws/secret.ts';
import type { Pace } from '../../../../adapters/slack/paced-client.ts';
import { createSlackMessenger } from '../../../../adapters/slack/slack-messenger.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { tellingOf } from '../../../../core/request/deadlines.ts';
import { untoldHappenings } from '../../../../core/request/happenings.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { pending, requestIn } from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';
import { memoryTurnStore } from '../../../support/memory-turn-store.ts';

interface Call {
  method: string;
  authorization: string | undefined;
  form: URLSearchParams;
}

/** Slack’s Web API as far as the messenger uses it; a test says what it answers. */
let slack: Server;
let calls: Call[] = [];
interface Answered {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  hang?: boolean;
}
let answer: Answered = {};
/** What the next calls get instead, one each. */
let answerOnce: Answered[] = [];

beforeAll(async () => {
  slack = createServer(async (incoming, outgoing) => {
    calls.push(await read(incoming));
    const { hang, status, headers, body } = answerOnce.shift() ?? answer;
    if (hang) return;
    outgoing.writeHead(status ?? 200, { 'content-type': 'application/json', ...headers });
    outgoing.end(JSON.stringify(body ?? { ok: true, channel: 'C0APPROVALS', ts: '1.1' }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => slack.once('listening', resolve));
});
afterAll(() => {
  slack.closeAllConnections();
  slack.close();
});
beforeEach(() => {
  calls = [];
  answer = {};
  answerOnce = [];
  outOfReach = [];
});

async function read(incoming: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.url?.split('/').at(-1) ?? '',
    authorization: incoming.headers.authorization,
    form: new URLSearchParams(Buffer.concat(chunks).toString()),
  };
}

/** What was told of cards that Slack lets nobody change. */
let outOfReach: string[] = [];

const messenger = (
  changes: { timeoutMs?: number; token?: Secret; pace?: Pace; fallbackChannel?: string } = {},
) =>
  createSlackMessenger({
    apiUrl: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`,
    token: { read: async () => 'xoxb-example', readAnew: async () => 'xoxb-example' },
    timeoutMs: 2_000,
    channel: 'C0APPROVALS',
    channels: { secrecy: 'C0SECRECY' },
    directory: directory(),
    onOutOfReach: ({ message }) => void outOfReach.push(message),
    ...changes,
  });
const card = { door: 'slack', ref: 'C0APPROVALS/1.1' };

describe('parameters that the card has no room for', () => {
  const policy = {
    Statement: Array.from({ length: 300 }, (_, at) => ({ Sid: `S${at}`, Action: '*', note: '*_`~"' })),
  };
  const request = pending({}, { shown: policy });

  it('are whole in the thread before there is anything to press', async () => {
    await messenger().post(request);
    const [first, ...rest] = calls;
    expect(first?.form.get('blocks')).not.toContain('"actions"');
    expect(rest.map(({ method, form }) => [method, form.get('thread_ts')])).toEqual(
      rest.map(() => ['chat.postMessage', '1.1']),
    );
    const parts = rest.flatMap(({ form }) => JSON.parse(form.get('blocks') ?? '[]') as PartBlock[]);
    expect(parts.map((block) => block.elements[0].elements[0].text).join('')).toBe(
      JSON.stringify(JSON.parse(canonicalJson(policy)), null, 2),
    );
    expect(rest.map(({ form }) => form.get('blocks')).join('')).not.toContain('"actions"');
    await messenger().update(card, request);
    expect(calls.at(-1)).toMatchObject({ method: 'chat.update' });
    expect(calls.at(-1)?.form.get('blocks')).toContain('"actions"');
  });

  it('leave a card without buttons where Slack fails half-way', async () => {
    answerOnce = [{}, { body: { ok: false, error: 'ratelimited' } }];
    await expect(messenger().post(request)).rejects.toThrow('ratelimited');
    expect(calls.map(({ form }) => form.get('blocks')).join('')).not.toContain('"actions"');
  });
});

interface PartBlock {
  elements: [{ elements: [{ text: string }] }];
}

describe('the messenger', () => {
  it('posts the card where the approvers look, and rings those who may sign', async () => {
    expect(await messenger().post(pending())).toEqual(card);
    const [call] = calls;
    expect(call).toMatchObject({ method: 'chat.postMessage', authorization: 'Bearer xoxb-example' });
    expect(call?.form.get('channel')).toBe('C0APPROVALS');
    const blocks = call?.form.get('blocks') ?? '';
    expect(blocks).toContain(`"user_id":"${people.securityOne.handles.slack}"`);
    expect(blocks).not.toContain(people.owner.handles.slack);
    expect(blocks).not.toContain(people.outsider.handles.slack);
  });

  it('names who has signed once it is decided, in an edit, which rings nobody, and nobody else', async () => {
    await messenger().update(card, requestIn('approved'));
    expect(calls[0]).toMatchObject({ method: 'chat.update' });
    expect(calls[0]?.form.get('ts')).toBe('1.1');
    const named = calls[0]?.form.get('blocks')?.match(/"user_id":"\w+"/g);
    expect(named).toEqual([`"user_id":"${people.securityOne.handles.slack}"`]);
  });

  it('calls a later tier into the thread', async () => {
    const request = pending(twoGroups);
    await messenger().notify({ ...card, tier: 0 }, request, tellingOf(request.ruling.terms, 0, 1));
    expect(calls[0]?.method).toBe('chat.postMessage');
    expect(calls[0]?.form.get('thread_ts')).toBe('1.1');
    expect(calls[0]?.form.get('text')).toContain(`sre-oncall should know. <@${people.onCall.handles.slack}>`);
  });

  describe('for whom one channel is', () => {
    it('posts there, and in no other', async () => {
      await messenger().post(pending({ channel: 'secrecy' }));
      expect(calls.map(({ form }) => form.get('channel'))).toEqual(['C0SECRECY']);
    });

    it('posts nowhere where the settings do not name it any more', async () => {
      await expect(messenger().post(pending({ channel: 'gone' }))).rejects.toThrow(
        'The settings (slack.channels) name no channel gone, and nobody was asked',
      );
      await expect(messenger().post(pending({ channel: 'constructor' }))).rejects.toThrow('no channel');
      expect(calls).toEqual([]);
    });
  });

  it('says who may sign from now on, and rings for nobody whom the card or an earlier tier rang for', async () => {
    const request = pending({
      approvals: [{ group: 'security', count: 2 }],
      notifications: [{ afterSeconds: 300, group: 'data-owners' }],
      substitutes: [
        { afterSeconds: 600, group: 'security', by: 'sre-oncall' },
        { afterSeconds: 600, group: 'security', by: 'data-owners' },
      ],
    });
    const { terms } = request.ruling;
    for (const [told, tier] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ] as const)
      await messenger().notify({ ...card, tier: told }, request, tellingOf(terms, told, tier));
    const [dataOwners, substitutes, reminder] = calls.map(({ form }) => form.get('text') ?? '');
    expect(dataOwners).toContain('data-owners should know.');
    expect(dataOwners).toContain(`<@${people.dataOne.handles.slack}>`);
    // Of two groups, and the card rang for the first.
    expect(dataOwners).not.toContain(people.both.handles.slack);
    expect(substitutes).toBe(
      `From now on sre-oncall may say yes in the place of security, and data-owners may say yes in the place of security. <@${people.onCall.handles.slack}>`,
    );
    expect(reminder).toBe(
      `The time to decide is nearly over: it ends <!date^${Date.parse(request.expiresAt) / 1_000}^{date_short_pretty} at {time}|2026-01-05 12:30 UTC>.`,
    );
  });

  it('says in the thread what happened, as text, and rings for the owners once it is over', async () => {
    const denied = requestIn('denied');
    const happenings = untoldHappenings(
      {
        ...denied,
        questions: [{ person: people.securityOne.id, text: '<!channel> *why*?', at: denied.submittedAt }],
      },
      [],
    );
    await messenger().tell(card, denied, happenings);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.form.get('thread_ts')).toBe('1.1');
    const blocks = calls[0]?.form.get('blocks') ?? '';
    for (const words of ['<!channel> *why*?', 'denied it', 'Not today.', 'It is denied, and does not run.'])
      expect(blocks).toContain(words);
    expect(blocks).not.toContain('mrkdwn');
    expect([...blocks.matchAll(/"user_id":"(\w+)"/g)].map(([, id]) => id)).toEqual([
      people.owner.handles.slack,
    ]);
  });

  it('splits what happened where Slack would not take it in one message', async () => {
    const request = pending();
    const text = '"'.repeat(2_000);
    const happenings = Array.from({ length: 5 }, (_, at) => ({
      key: `answer ${at}`,
      kind: 'answered' as const,
      question: at + 1,
      text,
    }));
    await messenger().tell(card, request, happenings);
    expect(calls.length).toBeGreaterThan(1);
    for (const { form } of calls) expect(form.get('blocks')?.length).toBeLessThan(12_000);
    const all = calls.map(({ form }) => form.get('blocks')).join('');
    for (const { question } of happenings) expect(all).toContain(`(question ${question})`);
  });

  it('says nothing where people took the card away, and fails where Slack does', async () => {
    const denied = requestIn('denied');
    answer = { body: { ok: false, error: 'thread_not_found' } };
    await messenger().tell(card, denied, untoldHappenings(denied, []));
    answer = { body: { ok: false, error: 'ratelimited' } };
    await expect(messenger().tell(card, denied, untoldHappenings(denied, []))).rejects.toThrow('ratelimited');
  });

  it('replies to one person alone', async () => {
    await messenger().replyPrivately({ card, handle: 'U0X' }, 'Only you.');
    expect(calls[0]?.method).toBe('chat.postEphemeral');
    expect(Object.fromEntries(calls[0]?.form ?? [])).toMatchObject({ user: 'U0X', text: 'Only you.' });
  });

  it('leaves a card alone that people took away', async () => {
    answer = { body: { ok: false, error: 'message_not_found' } };
    await messenger().update(card, pending());
    expect(outOfReach).toEqual([]);
  });

  it.each(['channel_not_found', 'not_in_channel', 'is_archived'])(
    'tries no more where it may change nothing, and says so: %s',
    async (error) => {
      answer = { body: { ok: false, error } };
      await messenger().update(card, pending());
      expect(outOfReach).toEqual([`Slack refused the call: ${error}`]);
    },
  );

  it('posts a card with nothing to press, which says why', async () => {
    await messenger().post(pending());
    expect(calls[0]?.form.get('blocks')).not.toContain('"actions"');
    expect(calls[0]?.form.get('blocks')).toContain('Its buttons come in a moment.');
  });

  it.each([
    [
      'refuses',
      { body: { ok: false, error: 'channel_not_found' } },
      'Slack refused the call: channel_not_found',
    ],
    [
      'limits the rate',
      { status: 429, headers: { 'retry-after': '30' } },
      'Slack limits the rate; it takes calls again in 30 s',
    ],
    ['fails', { status: 503 }, 'statusCode = 503'],
    ['answers no JSON', { headers: { 'content-type': 'text/html' }, body: 'x' }, 'Slack'],
  ])('tells an outage by its one name when Slack %s, and tries once', async (_, reply, message) => {
    answer = reply;
    const failure = messenger().post(pending());
    await expect(failure).rejects.toMatchObject({
      name: 'MessengerUnavailable',
      message: expect.stringContaining(message),
    });
    expect(calls).toHaveLength(1);
  });

  it('does not wait for Slack longer than it is told', async () => {
    answer = { hang: true };
    await expect(messenger({ timeoutMs: 50 }).post(pending())).rejects.toMatchObject({
      name: 'MessengerUnavailable',
    });
  });

  it('takes a rotated token up at once when Slack refuses the old one', async () => {
    answerOnce = [{ body: { ok: false, error: 'invalid_auth' } }];
    const token = { read: async () => 'xoxb-old', readAnew: async () => 'xoxb-new' };
    expect(await messenger({ token }).post(pending())).toEqual(card);
    expect(calls.map(({ authorization }) => authorization)).toEqual(['Bearer xoxb-old', 'Bearer xoxb-new']);
  });

  it('tries a refused token once where nobody has rotated it', async () => {
    answer = { body: { ok: false, error: 'invalid_auth' } };
    await expect(messenger().post(pending())).rejects.toThrow('Slack refused the call: invalid_auth');
    expect(calls).toHaveLength(1);
  });

  it('is unavailable, and no bug, where a refused token cannot be read anew', async () => {
    answerOnce = [{ body: { ok: false, error: 'invalid_auth' } }];
    const readAnew = async () => {
      throw new Error('Secrets Manager is throttled.');
    };
    const token = { read: async () => 'xoxb-old', readAnew };
    await expect(messenger({ token }).post(pending())).rejects.toMatchObject({
      name: 'MessengerUnavailable',
      message: expect.stringContaining('Secrets Manager is throttled.'),
    });
  });

  it('says what is missing when there is no token, and asks for it again the next time', async () => {
    let reads = 0;
    const read = async () => {
      reads += 1;
      if (reads === 1) throw new Error('Secret countersign/slack has no text value.');
      return 'xoxb-example';
    };
    const one = messenger({ token: { read, readAnew: read } });
    await expect(one.post(pending())).rejects.toThrow('Secret countersign/slack has no text value.');
    expect(await one.post(pending())).toEqual(card);
  });
});

/** A clock that goes on only where somebody waits. */
function paced(patienceMs: number, turns = memoryTurnStore()) {
  let now = Date.parse('2026-01-05T12:00:00.000Z');
  const waits: number[] = [];
  const pace: Pace = {
    turns,
    patienceMs,
    speed: 1,
    nowMs: () => now,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
  };
  return { pace, waits };
}

describe('the pace of the messenger', () => {
  it('is one message a second in a channel, after three at once', async () => {
    const { pace, waits } = paced(5_000);
    const one = messenger({ pace });
    for (let cards = 0; cards < 5; cards += 1) await one.post(pending());
    expect(waits).toEqual([1_000, 1_000]);
  });

  it('is shared with all others that write there', async () => {
    const turns = memoryTurnStore();
    const [one, other] = [paced(5_000, turns), paced(5_000, turns)];
    for (let cards = 0; cards < 2; cards += 1) {
      await messenger({ pace: one.pace }).post(pending());
      await messenger({ pace: other.pace }).post(pending());
    }
    expect([...one.waits, ...other.waits]).toEqual([1_000]);
  });

  it('does not keep the answer to one person waiting', async () => {
    const { pace, waits } = paced(0);
    for (let told = 0; told < 9; told += 1)
      await messenger({ pace }).replyPrivately({ card, handle: 'U0X' }, 'Only you.');
    expect(waits).toEqual([]);
  });

  it('leaves to a later try what would come too late for its function', async () => {
    const { pace, waits } = paced(0);
    for (let cards = 0; cards < 3; cards += 1) await messenger({ pace }).post(pending());
    await expect(messenger({ pace }).post(pending())).rejects.toMatchObject({
      name: 'MessengerUnavailable',
      isBusy: true,
      message: 'Slack limits the rate; it takes calls again in 1 s',
    });
    expect([calls.length, waits]).toEqual([3, []]);
  });

  it('waits as long as Slack says where that is soon enough, and tries again', async () => {
    const { pace, waits } = paced(10_000);
    answerOnce = [{ status: 429, headers: { 'retry-after': '7' } }];
    expect(await messenger({ pace }).post(pending())).toEqual(card);
    expect(waits).toEqual([7_000]);
    expect(calls).toHaveLength(2);
  });

  it('keeps everybody else from calling before then too', async () => {
    const turns = memoryTurnStore();
    answerOnce = [{ status: 429, headers: { 'retry-after': '30' } }];
    const posting = messenger({ pace: paced(10_000, turns).pace }).post(pending());
    await expect(posting).rejects.toMatchObject({ isBusy: true });
    const other = messenger({ pace: paced(10_000, turns).pace }).post(pending());
    await expect(other).rejects.toMatchObject({ isBusy: true });
    expect(calls).toHaveLength(1);
  });
});

describe('the fallback channel', () => {
  const fallbackChannel = 'C0FALLBACK';
  const toldThere = () =>
    calls
      .filter(({ form }) => form.get('channel') === fallbackChannel)
      .map(({ form }) => form.get('text') ?? '');

  it.each(['channel_not_found', 'not_in_channel', 'is_archived', 'msg_blocks_too_long', 'ratelimited'])(
    'is told which card could not be posted, where and why, and nothing of what stands on it: %s',
    async (error) => {
      const request = pending();
      answerOnce = [{ body: { ok: false, error } }];
      const { pace } = paced(5_000);
      await expect(messenger({ pace, fallbackChannel }).post(request)).rejects.toThrow(error);
      const [text = '', ...more] = toldThere();
      expect(more).toEqual([]);
      expect(text).toContain(`Request ${request.id} (${request.ruling.risk} risk)`);
      expect(text).toContain(`C0APPROVALS: Slack answers ${error}. `);
      expect(calls.at(-1)?.form.has('blocks')).toBe(false);
      for (const secret of [request.sentence, request.action, request.resource, request.agent.id])
        expect(text).not.toContain(secret);
    },
  );

  it('is told once, however often it is tried', async () => {
    const { pace } = paced(5_000);
    for (let tries = 0; tries < 4; tries += 1) {
      answerOnce = [{ body: { ok: false, error: 'not_in_channel' } }];
      await expect(messenger({ pace, fallbackChannel }).post(pending())).rejects.toThrow('not_in_channel');
    }
    expect(toldThere()).toHaveLength(1);
  });

  it('is told of a card that cannot be kept current', async () => {
    answerOnce = [{ body: { ok: false, error: 'is_archived' } }];
    const { pace } = paced(5_000);
    await messenger({ pace, fallbackChannel }).update(card, requestIn('approved'));
    expect(toldThere()).toHaveLength(1);
  });

  it('hears nothing where no channel can be reached', async () => {
    const { pace } = paced(5_000);
    for (const error of ['invalid_auth', 'account_inactive', 'token_revoked']) {
      answer = { body: { ok: false, error } };
      await expect(messenger({ pace, fallbackChannel }).post(pending())).rejects.toThrow(error);
    }
    expect(toldThere()).toEqual([]);
  });

  it('hides nothing by failing too', async () => {
    answer = { body: { ok: false, error: 'channel_not_found' } };
    const { pace } = paced(5_000);
    await expect(messenger({ pace, fallbackChannel }).post(pending())).rejects.toThrow('channel_not_found');
    expect(outOfReach).toEqual(['Slack refused the call: channel_not_found']);
  });
});

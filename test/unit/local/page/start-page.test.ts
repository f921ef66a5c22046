import { describe, expect, onTestFinished, test } from 'vitest';
import type { PagePorts, Topic } from '../../../../local/page/ports.ts';
import { seenOf } from '../../../../local/page/seen-row.ts';
import { startPage } from '../../../../local/page/start-page.ts';

const nothing: PagePorts = {
  people: () => [{ slack: 'U0ONE', name: 'Security One', groups: [] }],
  agents: () => [],
  examples: () => [],
  findActions: async () => ({ actions: [], more: false }),
  actionToTry: async () => Promise.reject(new Error('There is no action.')),
  submitAs: async () => ({ status: 202, headers: { location: '/v1/requests/r1' }, body: '{}' }),
  requests: async () => [],
  records: async () => [],
  sealed: async () => [],
  chat: undefined,
  inAccount: () => [],
  directCalls: () => [],
  callDirectly: async () => ({ done: true, words: 'AWS did it.' }),
  seen: async () => seenOf([], []),
  onChange: () => () => undefined,
};

async function started(ports: Partial<PagePorts> = {}) {
  const page = await startPage({ ...nothing, ...ports }, 0);
  onTestFinished(page.close);
  const origin = page.url.slice(0, -1);
  const post = (path: string, body: string) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body,
    });
  return { ...page, origin, post };
}

describe('the page server', () => {
  test('serves the page under a policy that lets no foreign script run', async () => {
    const { url } = await started();
    const response = await fetch(url);
    expect(await response.text()).toContain('<title>Countersign</title>');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );
  });

  test.each(['/../start-page.ts', '/%2e%2e/start-page.ts', '/nothing.js', '/assets/main.js'])(
    '%s is nothing',
    async (path) => {
      const { origin } = await started();
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    },
  );

  test("hands on the API's answer as it came", async () => {
    const { post } = await started();
    const response = await post('/api/submit', JSON.stringify({ agent: 'a', body: {} }));
    expect(await response.json()).toEqual({
      status: 202,
      headers: { location: '/v1/requests/r1' },
      body: '{}',
    });
  });

  test('asks for actions as the agent that the form names', async () => {
    const asked: string[][] = [];
    const { origin } = await started({
      findActions: async (...given) => {
        asked.push(given);
        return { actions: [], more: true };
      },
    });
    const response = await fetch(`${origin}/api/actions?agent=etl&words=copy%20a%20database`);
    expect(await response.json()).toEqual({ actions: [], more: true });
    expect(asked).toEqual([['etl', 'copy a database']]);
  });

  test('says why there is no action to try', async () => {
    const { origin } = await started();
    const response = await fetch(`${origin}/api/action?agent=etl&action=rds:No`);
    expect([response.status, await response.json()]).toEqual([500, { error: 'There is no action.' }]);
  });

  test.each([
    ['no JSON', '{', 400],
    ['another shape', '{"agent":1}', 400],
  ])('%s is refused', async (_, body, status) => {
    const { post } = await started();
    expect((await post('/api/submit', body)).status).toBe(status);
  });

  test('a failure behind it is told', async () => {
    const { post } = await started({ submitAs: () => Promise.reject(new Error('The API is not up.')) });
    const response = await post('/api/submit', JSON.stringify({ agent: 'a', body: {} }));
    expect([response.status, await response.json()]).toEqual([500, { error: 'The API is not up.' }]);
  });

  test('tells news as they come, and stops listening when the visitor leaves', async () => {
    const listening = Promise.withResolvers<(topic: Topic) => void>();
    const stopped = Promise.withResolvers<void>();
    const { origin } = await started({
      onChange: (listener) => {
        listening.resolve(listener);
        return () => stopped.resolve();
      },
    });
    const leave = new AbortController();
    const response = await fetch(`${origin}/api/events`, { signal: leave.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    (await listening.promise)('sealed');
    let text = '';
    while (!text.includes('event: sealed')) text += (await reader?.read())?.value ?? '';
    leave.abort();
    await stopped.promise;
  });

  test('a port in use is told as such', async () => {
    const { url } = await started();
    await expect(startPage(nothing, Number(new URL(url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { scopes } from '../../../adapters/slack/scopes.ts';
import { linkOf, slackManifest, slackPage } from '../../../docs/generate/slack-page.ts';
import { functionSpecs } from '../../../functions/specs.ts';

const root = new URL('../../../', import.meta.url);
const manifest = parse(slackManifest()) as {
  features: { slash_commands: { url: string }[] };
  oauth_config: { scopes: { bot: string[] } };
  settings: { interactivity: { request_url: string }; event_subscriptions: { request_url: string } };
};

/** Methods that any token may call. */
const withoutScope = ['auth.test', 'chat.getPermalink', 'views.open', 'views.update', 'views.publish'];

/** Every method of Slack that the code calls by its client. */
function calledMethods(): Set<string> {
  const files = ['adapters/slack/', 'functions/', 'clients/cli/'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(new URL(folder + path, root), 'utf8'))
      .filter((text) => /slack-client\.ts|@slack\/web-api/.test(text)),
  );
  const calls = files.flatMap((text) => [
    ...text.matchAll(/\b(?:client|web)\.([a-z]+(?:\s*\.[a-zA-Z]+)+)\(/g),
  ]);
  return new Set(calls.map(([, method = '']) => method.replace(/\s/g, '')));
}

describe('the Slack app', () => {
  const scoped = scopes.flatMap(({ methods }) => methods);

  it('is asked for no method whose scope is not explained, and explains none that it is not asked for', () => {
    expect([...calledMethods()].toSorted()).toEqual([...scoped, ...withoutScope].toSorted());
  });

  it('has the scopes that are always needed, and names the others beside them', () => {
    const { bot } = manifest.oauth_config.scopes;
    expect(bot).toEqual(scopes.filter(({ where }) => where === undefined).map(({ name }) => name));
    const beside = [...slackManifest().matchAll(/^ +# - ([a-z:.]+)$/gm)].map(([, scope]) => scope);
    expect([...bot, ...beside]).toEqual(scopes.map(({ name }) => name));
  });

  it('always needs what it has without a word of where', () => {
    const little = { directory: {}, people: 'handles' } as const;
    for (const { where, isNeeded } of scopes) expect(isNeeded(little)).toBe(where === undefined);
  });

  it('reads no messages', () => {
    expect(slackManifest()).not.toMatch(/history|message\.|channels:read|chat:write\.public/);
  });

  it('has the address of each route that Slack calls', () => {
    const { features, settings } = manifest;
    const urls = [
      settings.interactivity.request_url,
      settings.event_subscriptions.request_url,
      ...features.slash_commands.map(({ url }) => url),
    ];
    const routes = Object.values(functionSpecs)
      .flatMap(({ routes = {} }) => Object.entries(routes))
      .filter(([, { auth }]) => auth === 'slack')
      .map(([route]) => `https://example.com${route.split(' ')[1]}`);
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.filter((url) => !urls.includes(url))).toEqual([]);
  });

  it('is made by a link that holds the very manifest', () => {
    const [, address = ''] = /\]\((.+)\)/.exec(linkOf(slackManifest())) ?? [];
    expect(parse(new URL(address).searchParams.get('manifest_yaml') ?? '')).toEqual(manifest);
    expect(slackPage()).toContain(address);
    expect(readFileSync(new URL('docs/slack.md', root), 'utf8')).toBe(slackPage());
  });
});

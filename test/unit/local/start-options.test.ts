import { describe, expect, it } from 'vitest';
import { readStartOptions } from '../../../local/start-options.ts';

describe('the options of npm start', () => {
  it('have defaults', () => {
    expect(readStartOptions([], {})).toEqual({
      kind: 'start',
      options: { ports: { page: 4600, api: 4601, aws: 4602 }, sources: { stage: 'trial' } },
    });
  });

  it('move all ports with one', () => {
    expect(readStartOptions(['--port', '5000'], {})).toMatchObject({
      options: { ports: { page: 5000, api: 5001, aws: 5002 } },
    });
  });

  it('take settings and policies from wherever they lie', () => {
    expect(
      readStartOptions(['--settings', '../ours/demo.yaml', '--policies', '../ours/rules'], {}),
    ).toMatchObject({
      options: { sources: { settings: '../ours/demo.yaml', policies: '../ours/rules' } },
    });
    expect(readStartOptions(['--stage', 'demo', '--policies', 'rules'], {})).toMatchObject({
      options: { sources: { stage: 'demo', policies: 'rules' } },
    });
  });

  it('name an account', () => {
    expect(readStartOptions(['--account', '123456789012'], {})).toMatchObject({
      options: { account: '123456789012' },
    });
  });

  it('take a real Slack workspace from the environment', () => {
    const environment = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
    expect(readStartOptions([], environment)).toMatchObject({
      options: { slack: { token: 'xoxb-1', signingSecret: 'secret' } },
    });
  });

  it('take one by a socket, which is preferred, into a channel of its own', () => {
    const environment = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_CHANNEL: 'C0MINE',
      SLACK_API_URL: 'https://slack.example.com/api/',
    };
    const { SLACK_API_URL: api } = environment;
    expect(readStartOptions([], environment)).toMatchObject({
      options: { slack: { token: 'xoxb-1', appToken: 'xapp-1', channel: 'C0MINE', api } },
    });
  });

  it.each<[string, string[], Record<string, string>]>([
    ['--port 80: give a whole number', ['--port', '80'], {}],
    ['--port 65534: give a whole number', ['--port', '65534'], {}],
    ['--port x: give a whole number', ['--port', 'x'], {}],
    ['--stage and --settings both name settings', ['--stage', 'a', '--settings', 'b.yaml'], {}],
    ['--account 123: give the twelve digits', ['--account', '123'], {}],
    ["Unknown option '--prot'", ['--prot', '1'], {}],
    [
      'neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set',
      [],
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_CHANNEL: 'C0ONE' },
    ],
    ['SLACK_BOT_TOKEN is not set', [], { SLACK_SIGNING_SECRET: 's' }],
    ['SLACK_BOT_TOKEN is not set', [], { SLACK_APP_TOKEN: 'xapp-1' }],
    [
      'SLACK_CHANNEL #approvals: give the id of a channel',
      [],
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_CHANNEL: '#approvals' },
    ],
    [
      'SLACK_API_URL https://slack.com/api: give an address that ends with a slash',
      [],
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'https://slack.com/api' },
    ],
  ])('are refused with a reason: %s', (problem, argv, environment) => {
    expect(readStartOptions(argv, environment)).toEqual({
      kind: 'wrong',
      problem: expect.stringContaining(problem),
    });
  });
});

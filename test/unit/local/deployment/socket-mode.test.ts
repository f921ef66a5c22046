import { describe, expect, it } from 'vitest';
import { isSignedBySlack } from '../../../../functions/shared/slack/signature.ts';
import { click, connected, now, signingSecret } from './connected-socket.ts';

describe('what Slack sends by the socket', () => {
  it('comes to the deployment as Slack would have posted it, and signed', async () => {
    const { slack, taken } = await connected();
    await slack.send(click);
    await slack.send({ type: 'slash_commands', payload: { command: '/countersign', text: 'mine' } });
    await slack.send({ type: 'events_api', payload: { event: { type: 'app_home_opened' } } });
    expect(taken.map(({ path }) => path)).toEqual([
      '/slack/interactions',
      '/slack/commands',
      '/slack/events',
    ]);
    const [interaction, command, event] = taken.map(({ body }) => body);
    expect(JSON.parse(new URLSearchParams(interaction).get('payload') ?? '')).toEqual(click.payload);
    expect(Object.fromEntries(new URLSearchParams(command))).toEqual({
      command: '/countersign',
      text: 'mine',
    });
    expect(JSON.parse(event ?? '')).toEqual({ event: { type: 'app_home_opened' } });
    for (const { headers, body } of taken) {
      const signed = {
        timestamp: headers['x-slack-request-timestamp'] as string,
        signature: headers['x-slack-signature'] as string,
        body: Buffer.from(body),
      };
      expect(isSignedBySlack(signed, signingSecret, now / 1_000)).toBe(true);
    }
  });

  it('is acknowledged once the deployment has taken it, with its answer where Slack reads one', async () => {
    const body = JSON.stringify({ response_action: 'clear' });
    const { slack } = await connected({ status: 200, body });
    expect((await slack.send({ ...click, accepts_response_payload: true })).payload).toEqual({
      response_action: 'clear',
    });
    expect((await slack.send(click)).payload).toEqual({});
  });

  it('is not acknowledged where the deployment did not take it, so that the person is told', async () => {
    const { slack, problem, problems } = await connected({ status: 500 });
    void slack.send(click);
    await problem;
    expect(problems).toEqual(['What Slack sent (interactive) was not taken: the deployment answered 500']);
    expect(slack.acknowledged).toEqual([]);
  });

  it('of a kind that is none of ours goes nowhere', async () => {
    const { slack, taken, problem, problems } = await connected();
    void slack.send({ type: 'a_new_kind', payload: {} });
    await problem;
    expect(problems).toEqual([
      'What Slack sent (a_new_kind) was not taken: Countersign has no address for it',
    ]);
    expect(taken).toEqual([]);
  });
});

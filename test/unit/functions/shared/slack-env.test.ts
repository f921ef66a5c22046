import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { slackEnv } from '../../../../functions/shared/slack-env.ts';

const env = z.object(slackEnv);
const given = {
  SLACK_CHANNEL: 'C0APPROVALS',
  SLACK_CHANNELS: '',
  SLACK_FALLBACK_CHANNEL: '',
  SLACK_TICKET_URL: '',
  SLACK_SECRET: 'countersign/slack',
};

describe('the settings of whoever speaks to Slack', () => {
  it('reach Slack itself, unless somebody says where else', () => {
    expect(env.parse(given).SLACK_API_URL).toBe('https://slack.com/api/');
    expect(env.parse({ ...given, SLACK_API_URL: 'http://127.0.0.1:4/api/' }).SLACK_API_URL).toContain(
      '127.0.0.1',
    );
  });

  it('have the other channels by their names', () => {
    expect(env.parse(given).SLACK_CHANNELS).toEqual({});
    const SLACK_CHANNELS = 'security=C0SECURITY,data=C0DATA';
    expect(env.parse({ ...given, SLACK_CHANNELS }).SLACK_CHANNELS).toEqual({
      security: 'C0SECURITY',
      data: 'C0DATA',
    });
  });

  it('keep the pace that Slack documents, unless what takes the calls is another', () => {
    expect(env.parse(given).SLACK_SPEED).toBe(1);
    expect(env.parse({ ...given, SLACK_SPEED: '100' }).SLACK_SPEED).toBe(100);
  });

  it.each(['SLACK_CHANNEL', 'SLACK_SECRET'])('need %s', (name) => {
    expect(env.safeParse({ ...given, [name]: '' }).success).toBe(false);
  });
});

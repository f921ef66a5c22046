import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { z } from 'zod';
import type { Directory } from '../../core/directory/directory.ts';
import type { Messenger } from '../../core/ports/messenger.ts';
import type { slackEnv } from '../../functions/shared/slack-env.ts';
import { createSecret } from '../aws/secret.ts';
import { createSlackMessenger } from './slack-messenger.ts';

export interface SlackConnection {
  secrets: SecretsManagerClient;
  directory: Directory;
  /** For one call; each function knows how long somebody waits for it. */
  timeoutMs: number;
}

/** From what every function that speaks to Slack is told to the messenger that it speaks through. */
export const connectSlack = (
  { SLACK_API_URL, SLACK_CHANNEL, SLACK_TOKEN_SECRET }: z.infer<z.ZodObject<typeof slackEnv>>,
  { secrets, directory, timeoutMs }: SlackConnection,
): Messenger =>
  createSlackMessenger({
    apiUrl: SLACK_API_URL,
    token: createSecret(secrets, SLACK_TOKEN_SECRET),
    timeoutMs,
    channel: SLACK_CHANNEL,
    directory,
  });

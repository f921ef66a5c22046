import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { formatButtonValue } from '../../../adapters/slack/button-value.ts';
import { formatIncidentButton } from '../../../adapters/slack/incident-button-value.ts';
import { formatModalOrigin } from '../../../adapters/slack/modals/modal-origin.ts';
import { formatSightingButton } from '../../../adapters/slack/sighting-button-value.ts';
import type { IncidentAction } from '../../../core/detection/incident-actions.ts';
import type { Again } from '../../../core/request/request.ts';

export const signingSecret = 'not-a-real-signing-secret-0123456789';
export const channel = 'C0APPROVALS';
export const team = 'T0TEAM';

export interface Click {
  user: string;
  choice: 'approve' | 'revoke' | 'undo' | 'take-back' | `open-${string}`;
  request: string;
  digest: string;
  ts: string;
  /** The hash of what the card showed of the target. */
  seen?: string;
  reason?: string;
}

/** What Slack posts when somebody sends off the window that a button has opened. */
export const submissionPayload = (
  window: string,
  { user, request, digest, ts, seen }: Omit<Click, 'choice' | 'reason'>,
  values: { text?: string; again?: Again } = {},
) => ({
  type: 'view_submission',
  user: { id: user, username: 'somebody', team_id: team },
  api_app_id: 'A0APP',
  trigger_id: 'trigger-2',
  view: {
    id: 'V0WINDOW',
    type: 'modal',
    callback_id: window,
    private_metadata: formatModalOrigin({ v: 1, request, digest, ...(seen && { seen }), channel, ts }),
    state: {
      values: {
        text: { text: { type: 'plain_text_input', value: values.text ?? null } },
        again: {
          again: {
            type: 'radio_buttons',
            selected_option: values.again ? { value: values.again, text: {} } : null,
          },
        },
      },
    },
  },
});

/** What Slack posts when somebody presses a button. */
export const clickPayload = ({ user, choice, request, digest, ts, seen, reason }: Click) => ({
  type: 'block_actions',
  user: { id: user, username: 'somebody', team_id: team },
  api_app_id: 'A0APP',
  trigger_id: 'trigger-1',
  container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
  channel: { id: channel, name: 'approvals' },
  state: { values: { reason: { reason: { type: 'plain_text_input', value: reason ?? null } } } },
  response_url: 'https://hooks.slack.com/actions/T0TEAM/1/secret',
  actions: [
    {
      action_id: choice,
      block_id: 'decision',
      type: 'button',
      value: formatButtonValue({ request, digest, ...(seen && { seen }) }),
      action_ts: '1767614400.000001',
    },
  ],
});

export interface IncidentPress {
  user: string;
  action: IncidentAction;
  incident: string;
  ts: string;
  reason?: string;
}

/** The same of an incident's card. */
export const incidentPayload = ({ user, action, incident, ts, reason }: IncidentPress) => ({
  ...clickPayload({
    ...{ user, choice: 'approve', request: '', digest: '', ts },
    ...(reason === undefined ? {} : { reason }),
  }),
  actions: [
    {
      action_id: action,
      block_id: 'incident',
      type: 'button',
      value: formatIncidentButton(incident),
      action_ts: '1767614400.000001',
    },
  ],
});

/** The same of the card of what AWS denied. */
export const turnPayload = ({ user, sighting }: { user: string; sighting: string }) => ({
  ...clickPayload({ user, choice: 'approve', request: '', digest: '', ts: '1767615000.000001' }),
  actions: [
    {
      action_id: 'turn',
      block_id: `turn-${sighting}`,
      type: 'button',
      value: formatSightingButton(sighting),
      action_ts: '1767615000.000002',
    },
  ],
});

export const formOf = (payload: unknown): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

export const signatureOf = (body: string, timestamp: string, secret = signingSecret): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

export interface SlackCall {
  body: string;
  nowSeconds: number;
  headers?: Record<string, string>;
  base64?: boolean;
}

/** The event of a call that Slack signed, unless `headers` say otherwise. */
export function slackEvent({ body, nowSeconds, headers, base64 = false }: SlackCall): APIGatewayProxyEventV2 {
  const timestamp = String(nowSeconds);
  return {
    version: '2.0',
    routeKey: 'POST /slack/interactions',
    rawPath: '/slack/interactions',
    rawQueryString: '',
    headers: headers ?? {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(body, timestamp),
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: {
        method: 'POST',
        path: '/slack/interactions',
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.7',
        userAgent: 'Slackbot 1.0',
      },
      requestId: 'api-request-2',
      routeKey: 'POST /slack/interactions',
      stage: '$default',
      time: '05/Jan/2026:12:00:00 +0000',
      timeEpoch: nowSeconds * 1_000,
    },
    body: base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64,
  };
}

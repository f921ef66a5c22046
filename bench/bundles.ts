import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { catalogWith } from '../catalog/catalog.ts';
import { bytesAtStart } from '../test/support/bytes-at-start.ts';
import { agentEvent } from '../test/support/given/agent-event.ts';
import type { Measurement } from './measurement.ts';

const run = promisify(execFile);
const runs = 5;

/** What every function needs to be imported; the values name nothing that exists. */
export const environment = {
  PATH: process.env.PATH,
  AWS_REGION: 'eu-central-1',
  TABLE_NAME: 'requests',
  OWN_IDS: 'abcdef1234',
  STATE_MACHINE_ARN: 'arn:aws:states:eu-central-1:111122223333:stateMachine:approval',
  PENDING_LIMIT: '20',
  REQUESTS_PER_MINUTE: '600',
  SLACK_CHANNEL: 'C0APPROVALS',
  SLACK_CHANNELS: '',
  SLACK_FALLBACK_CHANNEL: '',
  SLACK_TICKET_URL: '',
  SLACK_TEAMS: 'T0APPROVALS',
  SLACK_PEOPLE: 'handles',
  DATA_EVENTS: '',
  TRAIL_NAME: '',
  SLACK_SECRET: 'secret',
  EVENT_BUS_NAME: 'bus',
  AUDIT_BUCKET_NAME: 'bucket',
  ACCOUNTS: '111122223333',
  EXECUTOR_ROLE: 'executor',
  GRANT_ROLE: 'grant',
  LOOK_ROLE: 'look',
  REVOKE_ROLE: 'revoke',
  EXECUTE_FUNCTION: 'execute',
  LOOK_FUNCTION: 'look',
  REVOKE_FUNCTION: 'revoke',
  UNDO_FUNCTION: 'undo',
  TURN_FUNCTION: 'turn',
  CONTAIN_FUNCTION: 'contain',
  REVERT_FUNCTION: 'revert',
  CONTAIN_ROLE: 'contain',
  RECONCILE_ROLE: 'reconcile',
  BOUNDARY_NAME: 'boundary',
  DEPLOYMENT: 'countersign-trial',
  INCIDENT_MACHINE_ARN: 'arn:aws:states:eu-central-1:111122223333:stateMachine:incident',
  EVIDENCE_KEY_ARNS: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  DIGEST_COPY_BUCKET: '',
  DIGEST_COPY_OWNER: '',
  AGENT_ROLE_PATTERNS: 'arn:aws:iam::*:role/agent-*',
  ASSUMABLE_ROLES: '',
  AGENT_BOUNDARY: 'gated',
  REGIONS: 'eu-central-1',
  TRAIL_LOCATION: '',
  TRAIL_ACCOUNT: '111122223333',
  TICKET_ISSUER: 'https://api.example.com',
  TICKET_AUDIENCE: 'countersign-trial',
  TICKET_KEY_ARN: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  TICKET_KEY_ARNS: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
};

/** Of services with many entries, all of which are loaded. */
const firstActions = ['rds:CreateDBSnapshot', 'iam:AttachRolePolicy', 'ec2:AuthorizeSecurityGroupIngress'];

/** Size of the code that starts and the time until a fresh process has loaded it: what a cold start waits for. */
export async function measureBundles(root: string): Promise<Measurement[]> {
  const names = (await readdir(root)).toSorted();
  const rows: Measurement[] = [];
  for (const name of names) {
    const code = join(root, name, 'index.mjs');
    rows.push({ name: `${name}: code`, unit: 'kB', samples: [bytesAtStart(join(root, name)) / 1_000] });
    rows.push({ name: `${name}: import`, unit: 'ms', samples: await startTimes(code) });
  }
  // It loads what an action needs when that action is asked for.
  for (const action of firstActions) {
    const samples = await startTimes(join(root, 'submit/index.mjs'), evaluation(action));
    rows.push({ name: `submit: import and first ruling, ${action}`, unit: 'ms', samples });
  }
  return rows;
}

function evaluation(action: string): object {
  const body = { action, ...catalogWith().find(action)?.example, reason: 'bench' };
  const as = 'arn:aws:sts::111122223333:assumed-role/agent-etl/bench';
  return agentEvent({ route: 'POST /v1/evaluate', body, as });
}

export async function startTimes(code: string, event?: object): Promise<number[]> {
  const script = `const t = performance.now();
    const { handler } = await import(${JSON.stringify(code)});
    const event = ${JSON.stringify(event) ?? 'undefined'};
    const answer = event && (await handler(event, {}));
    if (answer && answer.statusCode !== 200) throw new Error(answer.body);
    console.log(performance.now() - t)`;
  const samples: number[] = [];
  for (let i = 0; i < runs; i += 1) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
      env: environment,
    });
    samples.push(Number(stdout.trim().split('\n').at(-1)));
  }
  return samples;
}

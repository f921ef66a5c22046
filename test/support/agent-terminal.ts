import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { roleOf } from '../../local/deployment/agent-role.ts';
import type { TestDeployment } from './local-deployment.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Terminal {
  ended: Promise<{ status: number; output: string; errors: string }>;
  /** What it has said so far. */
  output: () => string;
  errors: () => string;
  send: (signal: NodeJS.Signals) => void;
}

/** A terminal of the agent: the README's file of `export` lines becomes its environment. */
export function agentTerminal(
  deployment: TestDeployment,
  command: string,
  environment: NodeJS.ProcessEnv = {},
): Terminal {
  const [agent] = deployment.directory.agents;
  if (!agent) throw new Error('The directory has no agent.');
  const keys = deployment.credentialsFor(roleOf(agent, deployment.account), 'terminal');
  const child = spawn('bash', ['-c', command], {
    cwd: root,
    env: {
      ...process.env,
      COUNTERSIGN_URL: deployment.apiUrl,
      AWS_REGION: deployment.region,
      AWS_PROFILE: undefined,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
      ...environment,
    },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  return {
    ended: new Promise((resolve) => {
      child.once('close', (status) => resolve({ status: status ?? -1, output, errors }));
    }),
    output: () => output,
    errors: () => errors,
    send: (signal) => void child.kill(signal),
  };
}

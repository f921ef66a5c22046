import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { roleOf } from './agent-role.ts';
import type { LocalDeployment } from './start-deployment.ts';

/** What `countersign request` needs to be an agent here. The credentials are worth something in this deployment only. */
export function writeAgentEnv(deployment: LocalDeployment, file: string): void {
  const [agent] = deployment.directory.agents;
  if (!agent) return;
  const keys = deployment.credentialsFor(roleOf(agent, deployment.account), 'local-terminal');
  const variables = {
    COUNTERSIGN_URL: deployment.apiUrl,
    AWS_REGION: deployment.region,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join(''), { mode: 0o600 });
}

import { roleOf } from './agent-role.ts';
import { writeOwnFile } from './own-file.ts';
import type { LocalDeployment } from './start-deployment.ts';

type Running = Pick<LocalDeployment, 'directory' | 'account' | 'region' | 'apiUrl' | 'credentialsFor'>;

/**
 * What `countersign request` needs to be an agent here. The credentials are worth something in this deployment only. Answers
 * what takes the file away again.
 */
export function writeAgentEnv(deployment: Running, file: string): () => void {
  const [agent] = deployment.directory.agents;
  if (!agent) return () => {};
  const keys = deployment.credentialsFor(roleOf(agent, deployment.account), 'local-terminal');
  const variables = {
    COUNTERSIGN_URL: deployment.apiUrl,
    AWS_REGION: deployment.region,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
  // The SDK passes these keys over where a profile is set.
  return writeOwnFile(file, ['unset AWS_PROFILE\n', ...lines].join(''));
}

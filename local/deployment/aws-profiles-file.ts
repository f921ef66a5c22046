import { roleOf } from './agent-role.ts';
import { operatorRole } from './operator-role.ts';
import { writeOwnFile } from './own-file.ts';
import type { LocalDeployment } from './start-deployment.ts';

/** Who can be what here, for AWS_CONFIG_FILE: `operator`, and `agent`, the first of the directory. Answers what takes it away. */
export function writeAwsProfiles(deployment: LocalDeployment, file: string): () => void {
  const { account, region, awsUrl, directory } = deployment;
  const [agent] = directory.agents;
  const roles = { operator: operatorRole(account), ...(agent && { agent: roleOf(agent, account) }) };
  const profiles = Object.entries(roles).map(([name, role]) => {
    const keys = deployment.credentialsFor(role, `local-${name}`);
    const settings = {
      region,
      endpoint_url: awsUrl,
      aws_access_key_id: keys.accessKeyId,
      aws_secret_access_key: keys.secretAccessKey,
      aws_session_token: keys.sessionToken,
    };
    const lines = Object.entries(settings).map(([setting, value]) => `${setting} = ${value}\n`);
    return `[profile ${name}]\n${lines.join('')}`;
  });
  return writeOwnFile(file, profiles.join('\n'));
}

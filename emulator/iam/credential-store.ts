import type { Principal } from './principal.ts';
import type { Secret } from './sigv4.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

export interface CredentialStore {
  /** Temporary credentials, as STS makes them for a session of a role. */
  issue: (principal: Principal) => Credentials;
  secretFor: (accessKeyId: string) => Secret | undefined;
}

export function createCredentialStore(
  randomBytes: (size: number) => Buffer,
  now: () => Date = () => new Date(),
): CredentialStore {
  const secrets = new Map<string, Secret>();
  return {
    issue(principal) {
      const credentials = {
        // ASIA marks temporary credentials; hex digits are within the alphabet of access key ids.
        accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(96).toString('base64'),
      };
      const { accessKeyId, ...secret } = credentials;
      secrets.set(accessKeyId, { ...secret, principal: { ...principal, issuedAt: now() } });
      return credentials;
    },
    secretFor: (accessKeyId) => secrets.get(accessKeyId),
  };
}

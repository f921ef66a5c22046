import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Reads a secret when it is first needed and keeps it; a failed read is tried again the next time. */
export function createSecret(client: SecretsManagerClient, id: string): () => Promise<string> {
  let value: Promise<string> | undefined;
  const read = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    if (!SecretString)
      throw new Error(`Secret ${id} has no text value. Put the value from Slack's app page into it.`);
    return SecretString.trim();
  };
  return () => {
    value ??= read().catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}

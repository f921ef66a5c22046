import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A secret that may be rotated while the function lives. */
export interface Secret {
  /** As it was read within the last minutes. */
  read(): Promise<string>;
  /** For whoever was refused with what `read` gave: read again, unless that was just done. */
  readAnew(): Promise<string>;
}

/** A rotation that nobody tries out is taken up within this time. */
const keptMs = 300_000;
/** Whoever sends bad signatures all day makes us read at most so often. */
const anewMs = 30_000;

export function createSecret(client: SecretsManagerClient, id: string, nowMs: () => number): Secret {
  let last: { value: Promise<string>; at: number } | undefined;

  const fetch = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    if (!SecretString)
      throw new Error(`Secret ${id} has no text value. Put the value from Slack's app page into it.`);
    return SecretString.trim();
  };
  /** A failed read is tried again the next time. */
  const within = (ms: number): Promise<string> => {
    if (last && nowMs() - last.at < ms) return last.value;
    const reading = { value: fetch(), at: nowMs() };
    reading.value.catch(() => {
      if (last === reading) last = undefined;
    });
    last = reading;
    return reading.value;
  };
  return { read: () => within(keptMs), readAnew: () => within(anewMs) };
}

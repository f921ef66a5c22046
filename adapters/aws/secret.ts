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

/** One value of it: a secret is a JSON object, because each secret costs as much as four alarms. */
export type SecretFields = (field: string) => Secret;

/** Read once for all of its fields. */
export function openSecret(client: SecretsManagerClient, id: string, nowMs: () => number): SecretFields {
  let last: { json: Promise<string>; at: number } | undefined;

  const fetch = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    return SecretString ?? '';
  };
  /** A failed read is tried again the next time. */
  const within = (ms: number): Promise<string> => {
    if (last && nowMs() - last.at < ms) return last.json;
    const reading = { json: fetch(), at: nowMs() };
    reading.json.catch(() => {
      if (last === reading) last = undefined;
    });
    last = reading;
    return reading.json;
  };
  const valueWithin = async (ms: number, field: string): Promise<string> => {
    const value = textIn(await within(ms), field);
    if (value) return value;
    // Whoever puts it there now waits for nothing.
    last = undefined;
    throw new Error(
      `Secret ${id} must be a JSON object with a text under ${field}. Put the value from Slack's app page there.`,
    );
  };
  return (field) => ({ read: () => valueWithin(keptMs, field), readAnew: () => valueWithin(anewMs, field) });
}

/** What is wrong with a secret that is not JSON is never quoted: a parser's message would hold a part of it. */
function textIn(json: string, field: string): string | undefined {
  try {
    const value = (JSON.parse(json) as Record<string, unknown> | null)?.[field];
    return typeof value === 'string' ? value.trim() : undefined;
  } catch {
    return undefined;
  }
}

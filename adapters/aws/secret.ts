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

/** Where a value stands: in a secret that is a JSON object, because each secret costs as much as four alarms. */
export interface SecretField {
  id: string;
  field: string;
}

export function createSecret(
  client: SecretsManagerClient,
  { id, field }: SecretField,
  nowMs: () => number,
): Secret {
  let last: { value: Promise<string>; at: number } | undefined;

  const fetch = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    const value = textIn(SecretString ?? '', field);
    if (!value)
      throw new Error(
        `Secret ${id} must be a JSON object with a text under ${field}. Put the value from Slack's app page there.`,
      );
    return value;
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

/** What is wrong with a secret that is not JSON is never quoted: a parser's message would hold a part of it. */
function textIn(json: string, field: string): string | undefined {
  try {
    const value = (JSON.parse(json) as Record<string, unknown> | null)?.[field];
    return typeof value === 'string' ? value.trim() : undefined;
  } catch {
    return undefined;
  }
}

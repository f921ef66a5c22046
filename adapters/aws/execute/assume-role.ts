import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { refusalOf } from './refusal.ts';

/** Who a session is for, and all that it may do. */
export interface SessionOf {
  roleArn: string;
  /** Its name, and its source identity: CloudTrail and policies know it by that. */
  name: string;
  policy: object;
  tags: Readonly<Record<string, string>>;
}

export interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

export type Assumed =
  | { ok: true; credentials: SessionCredentials }
  /** The code is AWS's own: `AccessDenied`, `PackedPolicyTooLarge`. */
  | { ok: false; code: string; detail: string };

/** Rejects where AWS is out of order: then nothing is known, and asking again is harmless. */
export type AssumeRole = (session: SessionOf) => Promise<Assumed>;

/** As short as AWS makes them. */
const durationSeconds = 900;

export const createAssumeRole =
  (client: STSClient): AssumeRole =>
  async ({ roleArn, name, policy, tags }) => {
    const given = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: name,
      SourceIdentity: name,
      DurationSeconds: durationSeconds,
      Policy: canonicalJson(policy),
      // An empty one would be sent as `Tags=`, which is no list of tags.
      ...(given.length > 0 && { Tags: given }),
    });
    try {
      const { Credentials } = await client.send(command);
      const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey || !SessionToken)
        throw new Error(`AWS answered without credentials of ${roleArn}.`);
      const credentials = {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      };
      return { ok: true, credentials };
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal || refusal.isThrottled) throw error;
      return { ok: false, code: refusal.code, detail: `${roleArn} was not assumed: ${refusal.message}` };
    }
  };

import { CloudTrailClient, ListPublicKeysCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, NoSuchKey, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { AssumeRole, SessionCredentials } from '../execute/assume-role.ts';
import type { Lookup } from './lookup-reader.ts';
import type { TrailBucket } from './trail-reader.ts';

export interface CloudTrailAccess {
  assumeRole: AssumeRole;
  /** The role that reads CloudTrail, in an account. */
  roleArnFor: (account: string) => string;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  clients?: Partial<Clients>;
}

interface Clients {
  cloudTrail: (region: string, credentials: SessionCredentials) => Pick<CloudTrailClient, 'send'>;
  s3: (credentials: SessionCredentials) => S3Client;
}

const session = 'countersign-reconcile';
/** Its session may read, and nothing else; the role allows no more. */
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'cloudtrail:ListPublicKeys',
        'cloudtrail:LookupEvents',
        'kms:Decrypt',
        's3:GetObject',
        's3:ListBucket',
      ],
      Resource: '*',
    },
  ],
};
/** A session lives for a quarter of an hour; half of it is used. */
const sessionMs = 450_000;
/** LookupEvents takes two questions a second in a region of an account. */
const questionMs = 500;

/** The history of each place, asked as a role of its account. `speed`: so many times what CloudTrail takes; 1 for CloudTrail itself. */
export function createLookUp(access: CloudTrailAccess, speed: number): Lookup['lookUp'] {
  const credentialsOf = sessions(access);
  return async ({ account, region }, { attribute, from, to, next }) => {
    await access.sleep(questionMs / speed);
    const client = cloudTrailIn(access, region, await credentialsOf(account));
    const answer = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [attribute],
        StartTime: new Date(from),
        // Both ends belong to the question; what is called at the next hour's beginning is the next one's.
        EndTime: new Date(Date.parse(to) - 1),
        MaxResults: 50,
        NextToken: next,
      }),
    );
    return {
      events: (answer.Events ?? []).flatMap((event) => event.CloudTrailEvent ?? []),
      ...(answer.NextToken !== undefined && { next: answer.NextToken }),
    };
  };
}

/** The trail's bucket, read as a role of the account that may: `location` is `bucket/prefix/AWSLogs/`. */
export function openTrailBucket(
  access: CloudTrailAccess,
  { location, account, name }: { location: string; account: string; name: string },
): TrailBucket {
  const credentialsOf = sessions(access);
  const [bucket = '', ...prefix] = location.split('/');
  const connect = async () => {
    const credentials = await credentialsOf(account);
    return access.clients?.s3?.(credentials) ?? new S3Client({ credentials, followRegionRedirects: true });
  };
  return {
    prefix: prefix.join('/'),
    ...(name !== '' && { trail: name }),
    async *list(under) {
      const pages = paginateListObjectsV2({ client: await connect() }, { Bucket: bucket, Prefix: under });
      for await (const { Contents = [] } of pages) yield* Contents.flatMap(({ Key }) => Key ?? []);
    },
    async get(key) {
      try {
        const { Body, Metadata } = await (await connect()).send(
          new GetObjectCommand({ Bucket: bucket, Key: key }),
        );
        const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
        const { signature, 'backfill-generation-timestamp': generated } = Metadata ?? {};
        return {
          ...{ bucket, key, body },
          ...(signature !== undefined && { signature }),
          ...(generated !== undefined && { generated }),
        };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async publicKeys(region, { from, to }) {
      const client = cloudTrailIn(access, region, await credentialsOf(account));
      const keys = new Map<string, Uint8Array>();
      let next: string | undefined;
      do {
        const answer = await client.send(
          new ListPublicKeysCommand({
            StartTime: new Date(Date.parse(from) - 86_400_000),
            EndTime: new Date(Date.parse(to) + 86_400_000),
            NextToken: next,
          }),
        );
        for (const { Fingerprint, Value } of answer.PublicKeyList ?? [])
          if (Fingerprint && Value) keys.set(Fingerprint, Value);
        next = answer.NextToken;
      } while (next !== undefined);
      return keys;
    },
  };
}

const cloudTrailIn = ({ clients }: CloudTrailAccess, region: string, credentials: SessionCredentials) =>
  clients?.cloudTrail?.(region, credentials) ?? new CloudTrailClient({ region, credentials });

/** One session an account, for as long as it is good. */
function sessions({ assumeRole, roleArnFor, now }: CloudTrailAccess) {
  const held = new Map<string, { credentials: SessionCredentials; until: number }>();
  return async (account: string): Promise<SessionCredentials> => {
    const known = held.get(account);
    if (known && now() < known.until) return known.credentials;
    const assumed = await assumeRole({ roleArn: roleArnFor(account), name: session, policy, tags: {} });
    if (!assumed.ok) throw new Error(`${assumed.code}: ${assumed.detail}`);
    held.set(account, { credentials: assumed.credentials, until: now() + sessionMs });
    return assumed.credentials;
  };
}

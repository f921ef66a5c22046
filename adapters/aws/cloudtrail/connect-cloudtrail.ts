import { CloudTrailClient, ListPublicKeysCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, NoSuchKey, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { once } from '../../../core/lib/once.ts';
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

const sessionName = 'countersign-reconcile';
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
  const sessionIn = sessions(access);
  return async ({ account, region }, { attribute, from, to, next }) => {
    await access.sleep(questionMs / speed);
    const { cloudTrail } = await sessionIn(account);
    const answer = await cloudTrail(region).send(
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
  const sessionIn = sessions(access);
  const [bucket = '', ...prefix] = location.split('/');
  const connect = async () => (await sessionIn(account)).s3();
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
      const client = (await sessionIn(account)).cloudTrail(region);
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

/** What one account is read with. */
interface Session {
  cloudTrail: (region: string) => Pick<CloudTrailClient, 'send'>;
  s3: () => S3Client;
}

/** One session an account, for as long as it is good. */
function sessions(access: CloudTrailAccess) {
  const { assumeRole, roleArnFor, now } = access;
  const held = new Map<string, { session: Session; until: number }>();
  return async (account: string): Promise<Session> => {
    const known = held.get(account);
    if (known && now() < known.until) return known.session;
    const assumed = await assumeRole({ roleArn: roleArnFor(account), name: sessionName, policy, tags: {} });
    if (!assumed.ok) throw new Error(`${assumed.code}: ${assumed.detail}`);
    const session = sessionWith(assumed.credentials, access);
    held.set(account, { session, until: now() + sessionMs });
    return session;
  };
}

/** Its clients are kept: one more for each question would open one more connection each time. */
function sessionWith(credentials: SessionCredentials, { clients }: CloudTrailAccess): Session {
  const opened = new Map<string, Pick<CloudTrailClient, 'send'>>();
  return {
    cloudTrail(region) {
      const client =
        opened.get(region) ??
        clients?.cloudTrail?.(region, credentials) ??
        new CloudTrailClient({ region, credentials });
      opened.set(region, client);
      return client;
    },
    s3: once(() => clients?.s3?.(credentials) ?? new S3Client({ credentials, followRegionRedirects: true })),
  };
}

import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { Listing, PeopleFinder, PeopleIndex } from '../../../core/ports/people-index.ts';
import { after } from '../../../core/request/deadlines.ts';
import type { Request } from '../../../core/request/request.ts';
import { type FoundBy, foundBy } from '../../../core/vote/found-by.ts';
import { expiring } from './expiring.ts';
import { type Item, readItem, v } from './read-item.ts';
import { keptSeconds } from './request-item.ts';

const entrySchema = z.object({ v: z.literal(1), request: z.string(), at: z.iso.datetime() });
export const peopleEntryVersions: Versioned<z.infer<typeof entrySchema>> = {
  name: 'entry of the index by people',
  readers: [entrySchema],
};

/**
 * Entries of their own, and not an index of DynamoDB's: that has an item once, and a request asks several groups and has
 * several votes. They have first keys of their own, so that a role can be let at them and at nothing else.
 */
const standingKey = (listing: Listing): string =>
  'group' in listing ? `waits#group#${listing.group}` : `waits#owner#${personKey(listing.owner)}`;
const votedKey = (person: string): string => `voted#${personKey(person)}`;

/** Mail systems tell no letters apart by case, and neither does the count of votes. */
const personKey = (id: string): string => id.toLowerCase();

/** The sweep ends what is overdue within minutes; an entry that was not taken away all the same leaves the table by itself. */
const overdueSeconds = 7 * 86_400;

/** In the order in which they are read. */
const keyOf = ({ pk, at }: Place, id: string): Item => ({ pk: { S: pk }, sk: { S: `${at}#${id}` } });

interface Place {
  pk: string;
  at: string;
}

export const createPeopleIndex = (client: DynamoDBClient, table: string): PeopleIndex => {
  const put = (place: Place, id: string, expires: Item) => {
    const Item = { ...keyOf(place, id), v: v(1), request: { S: id }, at: { S: place.at }, ...expires };
    return client.send(new PutItemCommand({ TableName: table, Item }));
  };
  const drop = (place: Place, id: string) =>
    client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(place, id) }));

  return {
    async keep(request) {
      const found = foundBy(request);
      if (!found) return;
      const { id } = request;
      const leaves = expiring(after(found.until, overdueSeconds), 0);
      await Promise.all([
        ...listingsOf(found)
          .map((listing) => ({ pk: standingKey(listing), at: found.until }))
          .map((place) => (stands(request) ? put(place, id, leaves) : drop(place, id))),
        ...found.votes.map(({ person, at }) =>
          put({ pk: votedKey(person), at }, id, expiring(at, keptSeconds)),
        ),
      ]);
    },
  };
};

const stands = ({ state }: Request): boolean => state === 'pending';

const listingsOf = ({ groups, owners }: FoundBy): Listing[] => [
  ...groups.map((group) => ({ group })),
  ...owners.map((owner) => ({ owner })),
];

/** Each query reads one page of so many. More than this waits for one group in an emergency, and then nobody reads a list. */
const mostFound = 100;

export const createPeopleFinder = (client: DynamoDBClient, table: string): PeopleFinder => {
  const read = async (pk: string, newestFirst: boolean) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ScanIndexForward: !newestFirst,
        Limit: mostFound + 1,
      }),
    );
    const entries = Items.map((item) => readItem(peopleEntryVersions, item)).map(({ request: id, at }) => ({
      id,
      at,
    }));
    return { entries: entries.slice(0, mostFound), more: entries.length > mostFound };
  };
  return {
    standing: (listing) => read(standingKey(listing), false),
    votedBy: (person) => read(votedKey(person), true),
  };
};

import { each } from './prices.ts';

/** How many messages a batch holds when there are many, as `sight` takes them. */
const batch = 10;
/** Of one function with a gigabyte, for a batch: reads and writes of DynamoDB, side by side. */
const secondsPerBatch = 0.15;

/** A million calls of agents, seen and judged, of which none concerns people. Storage and traces are left out. */
export function watchingCost(events = 1_000_000): { what: string; dollars: number }[] {
  const batches = events / batch;
  return [
    { what: 'EventBridge, from each region to the home bus', dollars: events * each.busEvent },
    // EventBridge sends each; Lambda receives and deletes by the batch.
    { what: 'the queue', dollars: (events + 2 * batches) * each.queueCall },
    {
      what: 'the function',
      dollars: batches * (each.lambdaCall + secondsPerBatch * each.lambdaGigabyteSecond),
    },
    // A sighting has between one and two kilobytes.
    {
      what: 'the table: a read and a write of two kilobytes each',
      dollars: events * (each.dynamoRead + 2 * each.dynamoWrite),
    },
  ];
}

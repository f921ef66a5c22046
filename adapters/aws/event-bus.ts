import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

/** PutEvents answers 200 even when it took nothing: the failed entry is the error. */
export const createPublish =
  (client: EventBridgeClient, bus: string, detailType: string) =>
  async (detail: object): Promise<void> => {
    const entry = {
      EventBusName: bus,
      Source: 'countersign',
      DetailType: detailType,
      Detail: JSON.stringify(detail),
    };
    const { Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    const failed = Entries?.find(({ ErrorCode }) => ErrorCode);
    if (failed) throw new Error(`The event bus ${bus} did not take the event: ${failed.ErrorCode}`);
  };

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** A condition that did not hold is an answer, everything else an outage. */
export async function onCondition(write: Promise<unknown>): Promise<'written' | 'conflict'> {
  try {
    await write;
    return 'written';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conflict';
    throw error;
  }
}

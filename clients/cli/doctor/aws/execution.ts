import { once } from '../../../../core/lib/once.ts';

export interface Execution {
  status: string;
  stoppedAt: Date | undefined;
}

export type ReadExecution = (arn: string) => Promise<Execution | undefined>;

export function createExecution(region: string): ReadExecution {
  const open = once(async () => {
    const sdk = await import('@aws-sdk/client-sfn');
    return { ...sdk, client: new sdk.SFNClient({ region }) };
  });
  return async (executionArn) => {
    const { client, DescribeExecutionCommand, ExecutionDoesNotExist } = await open();
    try {
      const { status = '', stopDate } = await client.send(new DescribeExecutionCommand({ executionArn }));
      return { status, stoppedAt: stopDate };
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return undefined;
      throw error;
    }
  };
}

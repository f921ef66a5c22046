import { once } from '../../../../core/lib/once.ts';

export interface Stack {
  name: string;
  status: string;
  outputs: Readonly<Record<string, string>>;
}

export function createReadStack(region: string): (name: string) => Promise<Stack | undefined> {
  const open = once(async () => {
    const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
    return { client: new CloudFormationClient({ region }), DescribeStacksCommand };
  });
  return async (name) => {
    const { client, DescribeStacksCommand } = await open();
    try {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
      if (!stack) return undefined;
      const outputs = (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
        OutputKey,
        OutputValue,
      ]);
      return { name, status: stack.StackStatus ?? '', outputs: Object.fromEntries(outputs) };
    } catch (error) {
      // CloudFormation has no error of its own for it.
      if (
        error instanceof Error &&
        error.name === 'ValidationError' &&
        error.message.endsWith('does not exist')
      )
        return undefined;
      throw error;
    }
  };
}

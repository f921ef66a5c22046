import type { Location } from '../../template/assembly.ts';
import type { TemplateStack } from '../../template/read-template.ts';
import type { Implemented } from '../../wire/implemented.ts';
import { type CallHandler, failure, output } from '../../wire/service-call.ts';

export const operations = { DescribeStacks: ['StackName'] } satisfies Implemented;

interface CloudFormationOptions {
  stacks: readonly TemplateStack[];
  location: Location;
  startedAt: Date;
}

/** Every stack of the template stands, as it was made when the emulator started. */
export function cloudFormation({
  stacks,
  location: { region, account },
  startedAt,
}: CloudFormationOptions): CallHandler {
  const idOf = (name: string) =>
    `arn:aws:cloudformation:${region}:${account}:stack/${name}/00000000-0000-0000-0000-000000000000`;
  return {
    needs: ({ input: { StackName: name } }) => [
      { action: 'cloudformation:DescribeStacks', resource: name === undefined ? '*' : idOf(String(name)) },
    ],
    handle({ input: { StackName: asked } }) {
      const found = stacks.filter(
        ({ name }) => asked === undefined || name === asked || idOf(name) === asked,
      );
      if (found.length === 0) return failure('ValidationError', `Stack with id ${asked} does not exist`);
      return output({
        Stacks: found.map(({ name, outputs }) => ({
          StackId: idOf(name),
          StackName: name,
          StackStatus: 'CREATE_COMPLETE',
          CreationTime: startedAt.toISOString(),
          Outputs: Object.entries(outputs).map(([OutputKey, value]) => ({
            OutputKey,
            OutputValue: String(value),
          })),
        })),
      });
    },
  };
}

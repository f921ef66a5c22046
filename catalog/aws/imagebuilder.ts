import type { Imagebuilder } from '@aws-sdk/client-imagebuilder';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { matching, text } from '../values/aws-values.ts';

const define = operationsOf<Imagebuilder>({ prefix: 'imagebuilder' });

export const imageBuilderActions = [
  define({
    operation: 'CreateComponent',
    groups: ['code-change', 'persistence'],
    resource: 'arn:{partition}:imagebuilder:{region}:{account}:component/{name}/{semanticVersion}/*',
    values: {
      name: matching('[a-zA-Z0-9_ -]{1,126}', 126),
      semanticVersion: matching('[0-9]+\\.[0-9]+\\.[0-9]+', 32, 'must be a version such as 1.2.0'),
      data: text(16_000),
    },
    required: ['data'],
    // A file at an address, which can change while people decide.
    without: ['uri'],
    say: ({ name, semanticVersion, platform, data = '' }) =>
      sentence`Make component ${name} ${semanticVersion}, which runs as root in ${platform} images that use it: ${beginningOf(data, 300)}`,
    reversible: true,
    example: {
      name: 'tools',
      semanticVersion: '1.2.0',
      platform: 'Linux',
      data: 'phases: [{name: build, steps: [{name: tools, action: ExecuteBash, inputs: {commands: [dnf install -y jq]}}]}]',
    },
  }),
];

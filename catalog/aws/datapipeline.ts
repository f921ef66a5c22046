import type { DataPipeline } from '@aws-sdk/client-data-pipeline';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<DataPipeline>({ prefix: 'datapipeline' });

const resource = 'arn:{partition}:datapipeline:{region}:{account}:pipeline/{pipelineId}';
const pipelineId = matching(
  'df-[0-9A-Z]+',
  64,
  'must be the id of a pipeline such as df-0123456789ABCDEFGHIJ',
);
/** Fields that say as whom it runs, and what. */
const grave = [
  'resourceRole',
  'role',
  'command',
  'scriptUri',
  'step',
  'bootstrapAction',
  'script',
  'queryHiveScript',
];

interface Fields {
  id: string;
  name: string;
  fields: readonly { key: string; stringValue?: string; refValue?: string }[];
}

/** "resourceRole admin, command …" of all its objects, those that matter most first. */
function sayObjects(objects: readonly Fields[]): string {
  const said = objects.flatMap(({ id, name, fields }) =>
    fields.map(({ key, stringValue, refValue }) => ({
      key,
      text: `${id}${name === id ? '' : ` (${name})`} ${key} ${[stringValue, refValue].filter((value) => value !== undefined).join(' ')}`,
    })),
  );
  const rank = ({ key }: { key: string }) => (grave.includes(key) ? grave.indexOf(key) : grave.length);
  const worst = said
    .filter(({ key }) => grave.includes(key))
    .sort((one, other) => rank(one) - rank(other))
    .map(({ text }) => text);
  return listed(
    said.map(({ text }) => text),
    { worst, most: 5 },
  );
}

export const dataPipelineActions = [
  define({
    operation: 'CreatePipeline',
    groups: ['resource-creation'],
    resource: 'arn:{partition}:datapipeline:{region}:{account}:pipeline/*',
    say: ({ name, uniqueId }) => sentence`Make an empty pipeline ${name} (${uniqueId})`,
    reversible: true,
    example: { name: 'reports', uniqueId: 'reports-2026-01' },
  }),
  define({
    operation: 'PutPipelineDefinition',
    groups: ['code-change', 'lateral-movement'],
    resource,
    values: { pipelineId },
    say: ({ pipelineId: id, pipelineObjects, parameterValues = [] }) => {
      const values = parameterValues.map((value) => `${value.id}=${value.stringValue}`);
      return sentence`Replace what pipeline ${id} does: ${sayObjects(pipelineObjects)}${values.length > 0 ? `, with ${listed(values)}` : ''}`;
    },
    // Roles are named among the fields: resourceRole and role.
    passes: ['/pipelineObjects/*/fields/*/stringValue'],
    reversible: true,
    example: {
      pipelineId: 'df-0123456789ABCDEFGHIJ',
      pipelineObjects: [
        {
          id: 'Default',
          name: 'Default',
          fields: [{ key: 'resourceRole', stringValue: 'pipeline-machines' }],
        },
        {
          id: 'Report',
          name: 'Report',
          fields: [
            { key: 'type', stringValue: 'ShellCommandActivity' },
            { key: 'command', stringValue: 'report --month 2026-01' },
          ],
        },
      ],
    },
  }),
  define({
    operation: 'ActivatePipeline',
    groups: ['code-change', 'resource-creation'],
    resource,
    values: { pipelineId },
    say: ({ pipelineId: id, parameterValues = [] }) => {
      const values = parameterValues.map((value) => `${value.id}=${value.stringValue}`);
      return sentence`Run pipeline ${id} as it stands then${values.length > 0 ? `, with ${listed(values)}` : ''}`;
    },
    reversible: false,
    example: { pipelineId: 'df-0123456789ABCDEFGHIJ' },
  }),
];

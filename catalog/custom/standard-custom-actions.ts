import type { z } from 'zod';
import { type CustomAction, customActionSchema } from './custom-action.ts';

/** Privileged things that are not AWS call, which most deployments have. Their runner asks Countersign first. */
const definitions: readonly z.input<typeof customActionSchema>[] = [
  {
    action: 'terraform:apply',
    sentence:
      'Apply plan {plan} of Terraform to workspace {workspace}; the agent counts {add} to add, {change} to change, {destroy} to destroy',
    parameters: {
      workspace: { type: 'string', pattern: '[A-Za-z0-9][A-Za-z0-9_-]*', maxLength: 90 },
      commit: { type: 'string', pattern: '[0-9a-f]{40}', description: 'The commit that was planned' },
      plan: {
        type: 'string',
        pattern: '[0-9a-f]{64}',
        description: 'SHA-256 of the plan file: this plan, no other',
      },
      add: { type: 'integer', minimum: 0 },
      change: { type: 'integer', minimum: 0 },
      destroy: { type: 'integer', minimum: 0 },
      command: {
        type: 'list',
        items: { type: 'string', maxLength: 1_000 },
        ordered: true,
        optional: true,
        description: 'The command line that applies it, where `countersign run` runs it',
      },
    },
    command: 'command',
    resource: '{workspace}',
    groups: ['code-change'],
    reversible: false,
    example: {
      workspace: 'network-prod',
      commit: '2f9c1d4e8b7a6053f1e2d3c4b5a697887766554a',
      plan: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      add: 2,
      change: 1,
      destroy: 0,
    },
  },
  {
    action: 'deploy:release',
    sentence: 'Deploy {service} {release} to {cluster}',
    parameters: {
      service: { type: 'string', pattern: '[a-z][a-z0-9-]*', maxLength: 63 },
      release: {
        type: 'string',
        pattern: '(?!(?:latest|stable|main|master|develop|dev)$)[A-Za-z0-9][A-Za-z0-9._+-]*',
        maxLength: 128,
        description: 'A release that does not move: no branch, not latest',
      },
      cluster: { type: 'string', pattern: '[a-z][a-z0-9-]*', maxLength: 63 },
    },
    resource: '{cluster}/{service}',
    groups: ['code-change'],
    reversible: true,
    example: { service: 'checkout', release: '2026.1.4', cluster: 'shop' },
  },
  {
    action: 'data:export',
    sentence: 'Export {fields} of {dataset} to {destination}',
    parameters: {
      dataset: { type: 'string', pattern: '[A-Za-z][A-Za-z0-9._-]*', maxLength: 128 },
      fields: {
        type: 'list',
        items: { type: 'string', pattern: '[*]|[A-Za-z][A-Za-z0-9._-]*', maxLength: 128 },
      },
      destination: {
        type: 'string',
        pattern: '[a-z][a-z0-9+.-]*://[a-z0-9.-]+(?::[0-9]{1,5})?/[!-~]*',
        maxLength: 500,
        description: 'A URI, its scheme and host in lower case',
      },
      rowLimit: { type: 'integer', minimum: 1, optional: true },
    },
    resource: '{dataset}',
    groups: ['data-export'],
    reversible: false,
    example: {
      dataset: 'shop.orders',
      fields: ['id', 'total', 'country'],
      destination: 's3://analytics-exports/orders/',
      rowLimit: 10_000,
    },
  },
  {
    action: 'model:retrain',
    sentence: 'Retrain model {model} from version {baseVersion} on {dataset}',
    parameters: {
      model: { type: 'string', pattern: '[A-Za-z][A-Za-z0-9._-]*', maxLength: 128 },
      dataset: {
        type: 'string',
        pattern: 's3://[a-z0-9.-]+/[!-~]*|[A-Za-z][A-Za-z0-9._-]*',
        maxLength: 500,
        description: 'A name, or an S3 URI',
      },
      baseVersion: { type: 'string', pattern: '(?!latest$)[A-Za-z0-9._-]+', maxLength: 64 },
    },
    resource: '{model}',
    groups: ['model-change'],
    reversible: true,
    example: { model: 'churn', dataset: 's3://training-data/churn/2026-01/', baseVersion: '2025-12' },
  },
];

export const standardCustomActions: readonly CustomAction[] = definitions.map((definition) =>
  customActionSchema.parse(definition),
);

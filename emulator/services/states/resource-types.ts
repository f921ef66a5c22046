import { z } from 'zod';
import { arnOf, named, noEffect, resourceType, tags } from '../../template/resource-type.ts';

export const resourceTypes = {
  'AWS::StepFunctions::StateMachine': resourceType({
    properties: z.strictObject({
      StateMachineName: z.string().optional(),
      StateMachineType: z.literal('STANDARD').default('STANDARD'),
      RoleArn: z.string(),
      DefinitionString: z.string().optional(),
      DefinitionS3Location: z.strictObject({ Bucket: z.string(), Key: z.string() }).optional(),
      DefinitionSubstitutions: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
        .default({}),
      EncryptionConfiguration: noEffect('executions live in memory, unencrypted'),
      LoggingConfiguration: noEffect('the history of an execution can be read from the runtime itself'),
      TracingConfiguration: noEffect('traces go to X-Ray, which is not here'),
      Tags: tags,
    }),
    name: named('StateMachineName', 80),
    ref: arnOf('states', (name) => `stateMachine:${name}`),
    attributes: { Arn: arnOf('states', (name) => `stateMachine:${name}`), Name: (name) => name },
  }),
};

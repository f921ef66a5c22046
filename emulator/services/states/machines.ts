import { readFileSync } from 'node:fs';
import type { Deployment } from '../../template/read-template.ts';
import type { MachineSpec } from './create-states.ts';

export const machinesOf = (deployment: Deployment): MachineSpec[] =>
  deployment.all('AWS::StepFunctions::StateMachine').map(({ path, name, properties, attribute }) => {
    const { DefinitionString, DefinitionS3Location, DefinitionSubstitutions, RoleArn } = properties;
    const definition =
      DefinitionString ??
      (DefinitionS3Location && readFileSync(deployment.asset(DefinitionS3Location.Key), 'utf8'));
    if (definition === undefined) throw new Error(`${path} has no definition`);
    const substitutions = Object.entries(DefinitionSubstitutions).map(([key, value]) => [key, String(value)]);
    return {
      arn: attribute('Arn'),
      name,
      roleArn: RoleArn,
      definition,
      substitutions: Object.fromEntries(substitutions),
    };
  });

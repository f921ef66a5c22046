import { readFileSync } from 'node:fs';
import type { Attempt } from '../../lib/not-implemented-locally.ts';
import type { Resources } from '../../template/read-template.ts';
import type { Machine } from './executions.ts';
import { loadDefinition, type Substitutions } from './load-definition.ts';
import type { resourceTypes } from './resource-types.ts';

/** A state machine as the template has it, its references already resolved. */
export interface MachineSpec {
  arn: string;
  name: string;
  roleArn: string;
  /** The definition's text, `${Name}` where the template substitutes. */
  definition: string;
  substitutions?: Substitutions;
}

export const machinesOf = (
  resources: Resources<typeof resourceTypes>,
  asset: (objectKey: string) => string,
): MachineSpec[] =>
  resources.all('AWS::StepFunctions::StateMachine').map(({ path, name, properties, attribute }) => {
    const { DefinitionString, DefinitionS3Location, DefinitionSubstitutions, RoleArn } = properties;
    const definition =
      DefinitionString ?? (DefinitionS3Location && readFileSync(asset(DefinitionS3Location.Key), 'utf8'));
    if (definition === undefined) throw new Error(`${path} has no definition`);
    return {
      arn: attribute('Arn'),
      name,
      roleArn: RoleArn,
      definition,
      substitutions: DefinitionSubstitutions,
    };
  });

/** A definition that is not implemented in full is a problem, by name. */
export function loadMachines(specs: readonly MachineSpec[]): Attempt<Machine[]> {
  const machines: Machine[] = [];
  const problems: string[] = [];
  for (const { definition, substitutions, ...machine } of specs) {
    const read = loadDefinition(definition, substitutions);
    if (read.ok) machines.push({ ...machine, definition: read.definition });
    else problems.push(...read.problems.map((problem) => `State machine ${machine.name}: ${problem}`));
  }
  return problems.length === 0 ? { ok: true, value: machines } : { ok: false, problems };
}

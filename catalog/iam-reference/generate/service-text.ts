import { readAction, type ServiceFile, writeAction } from '../service-file.ts';
import type { DependentActions } from './dependent-actions.ts';
import type { Published } from './from-iam-data.ts';

/** The file of a service, to the letter. */
export function serviceText(service: string, published: Published, dependent: DependentActions): string {
  const actions = Object.entries(published.actions).map(([action, line]) => [
    action,
    writeAction({ ...line, dependentActions: dependent.get(`${service}:${action}`) ?? [] }),
  ]);
  const file: ServiceFile = {
    resourceTypes: published.resourceTypes,
    actions: Object.fromEntries(actions),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Those that stand in a file, for whoever has nothing newer. */
export const dependentActionsOf = (service: string, { actions }: ServiceFile): DependentActions =>
  new Map(
    Object.entries(actions).map(([action, line]) => [
      `${service}:${action}`,
      readAction(line).dependentActions,
    ]),
  );

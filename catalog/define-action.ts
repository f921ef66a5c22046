import { z } from 'zod';
import type { JsonObject } from '../core/lib/json.ts';
import { type Definition, entryOf, type Service } from './definition.ts';
import type { CatalogEntry } from './entry.ts';

/** An entry whose author writes its parameters out, because what AWS's shape leaves open has to be closed in most of them. */
interface ActionDefinition<Shape extends z.ZodObject> extends Definition<z.output<Shape>> {
  parameters: Shape;
  example: { parameters: z.input<Shape>; resource: string };
}

export type DefineAction = <Shape extends z.ZodObject>(definition: ActionDefinition<Shape>) => CatalogEntry;

export const actionsOf =
  (service: Service): DefineAction =>
  (definition) =>
    entryOf(
      service,
      definition,
      () => definition.example as CatalogEntry['example'],
      () => ({
        // Strict objects of JSON values: only optional keys keep TypeScript from seeing it.
        parameters: definition.parameters as unknown as z.ZodType<JsonObject>,
        secrets: definition.secrets ?? {},
        constants: constantsOf(definition.parameters),
      }),
    );

/** Required and of one value: nothing to say. */
const constantsOf = ({ shape }: z.ZodObject): string[] =>
  Object.keys(shape).filter((name) => shape[name] instanceof z.ZodLiteral);

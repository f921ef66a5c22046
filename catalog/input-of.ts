/** A value of the SDK as JSON writes it: times and bytes are texts, and a member that is there has a value. */
type JsonOf<T> = T extends Date | Uint8Array
  ? string
  : T extends readonly (infer Item)[]
    ? JsonOf<Item>[]
    : T extends object
      ? { [Member in keyof T]: JsonOf<Exclude<T[Member], undefined>> }
      : T;

/** `AttachRolePolicy` for a client that has the method `attachRolePolicy`. */
export type OperationOf<Client> = {
  [Method in keyof Client & string]: Client[Method] extends (input: infer _, ...rest: infer __) => unknown
    ? Capitalize<Method>
    : never;
}[keyof Client & string];

/** What the client's operation takes, as JSON. */
export type InputOf<Client, Operation extends string> =
  Client extends Record<Uncapitalize<Operation>, (input: infer Input, options: infer _) => unknown>
    ? JsonOf<Input>
    : never;

/** A value of the SDK as JSON writes it: times and bytes are texts, and a member that is there has a value. */
type JsonOf<T> = [Extract<T, Uint8Array>] extends [never] ? PlainJsonOf<T> : string;

/** Where the SDK takes bytes, some clients take them in five more forms. */
type PlainJsonOf<T> = T extends Date
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

/** Where two clients of a service have an operation of one name, the second's stands behind its client: `s3-control.CreateJob`. */
export type NameOf<Client> = OperationOf<Client> | `${string}.${OperationOf<Client>}`;

/** What the client's operation takes, as JSON. */
export type InputOf<Client, Operation extends string> = Operation extends `${string}.${infer Bare}`
  ? InputOf<Client, Bare>
  : Client extends Record<Uncapitalize<Operation>, (input: infer Input, options: infer _) => unknown>
    ? JsonOf<Input>
    : never;

/** What the client's operation answers, as JSON. */
export type OutputOf<Client, Operation extends string> = Operation extends `${string}.${infer Bare}`
  ? OutputOf<Client, Bare>
  : Client extends Record<Uncapitalize<Operation>, (...given: infer Given) => unknown>
    ? JsonOf<AnsweredTo<Given>>
    : never;

/** The last form of a client's method is the one with a callback, and its second argument the answer. */
type AnsweredTo<Given> = Given extends readonly [
  ...unknown[],
  (error: never, answer?: infer Output) => unknown,
]
  ? NonNullable<Output>
  : never;

/** A place where people decide, as far as the rules need to know it. Its adapter says the rest. */
export interface Door {
  /** As the directory and records write it: `slack`. */
  name: string;
  /** As people read it. */
  title: string;
  /** Every handle that this door gives to people, and nothing else: a handle is put into messages as it is. */
  handlePattern: RegExp;
  /** An example of one, for whoever wrote another. */
  handleHint: string;
}

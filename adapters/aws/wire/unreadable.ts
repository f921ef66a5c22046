/** What the SDK has written is not what its schema says. It names the place, and never a value: those can be secret. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

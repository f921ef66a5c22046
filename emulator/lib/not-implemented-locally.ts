/** Something the template asks for that this runtime would have to fake. It stops the start; see DESIGN section 8. */
export class NotImplementedLocally extends Error {
  constructor(what: string) {
    super(`${what} is not implemented locally`);
    this.name = 'NotImplementedLocally';
  }
}

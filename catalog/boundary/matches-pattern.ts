/** Whether IAM takes this action for one of the pattern: `*` is any run of characters, and the case does not matter. */
export const matchesPattern = (pattern: string, action: string): boolean =>
  readPattern(pattern)(action.toLowerCase());

/** For many actions, which MUST be in lower case. */
export function readPattern(pattern: string): (action: string) => boolean {
  const [head = '', ...middle] = pattern.toLowerCase().split('*');
  const tail = middle.pop();
  if (tail === undefined) return (action) => action === head;
  return (action) => {
    if (!action.startsWith(head) || !action.endsWith(tail)) return false;
    let at = head.length;
    for (const part of middle) {
      const found = action.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return action.length - tail.length >= at;
  };
}

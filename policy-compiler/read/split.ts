/** One policy as it stands in its file, with where it and its annotations begin. Offsets count UTF-16 units. */
export interface Piece {
  text: string;
  start: number;
  /** Each `@name`, by its offset in the file. Cedar refuses a name that stands twice. */
  annotations: ReadonlyMap<string, number>;
}

/** What can stand between two policies' ends: comments, strings, names of annotations, and anything else. */
const token =
  /(?<trivia>\/\/[^\n]*|\s+)|"(?:\\[\s\S]|[^"\\])*"?|@(?<annotation>[A-Za-z_]\w*)|(?<end>;)|[\s\S]/gu;

/**
 * Cuts a file into policies, which Cedar itself does only without their approvals. Nothing is lost: whatever is no
 * comment lands in a piece, and Cedar parses every piece as exactly one policy.
 */
export function splitPolicies(file: string): Piece[] {
  const pieces: Piece[] = [];
  let start: number | undefined;
  let end = 0;
  let annotations = new Map<string, number>();

  const close = () => {
    if (start !== undefined) pieces.push({ text: file.slice(start, end), start, annotations });
    start = undefined;
    annotations = new Map();
  };

  for (const { index, 0: text, groups } of file.matchAll(token)) {
    if (groups?.trivia !== undefined) continue;
    start ??= index;
    end = index + text.length;
    if (groups?.annotation !== undefined) annotations.set(groups.annotation, index);
    if (groups?.end !== undefined) close();
  }
  close();
  return pieces;
}

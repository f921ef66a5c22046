/** Deeper than any record is. Parsers that call themselves give up somewhere: where, must be the same for all who verify. */
export const mostNested = 100;

/** Of a text that may be no JSON at all. Brackets in texts are text. */
export function isNestedTooDeep(text: string): boolean {
  return countOf(text, '{') + countOf(text, '[') > mostNested && isDeeper(text);
}

/** Most texts have few brackets, and finding those is quick. */
function countOf(text: string, bracket: string): number {
  let count = 0;
  for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) count += 1;
  return count;
}

function isDeeper(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') isInText = !isInText;
    else if (isInText) at += letter === '\\' ? 1 : 0;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') depth -= 1;
    if (depth > mostNested) return true;
  }
  return false;
}

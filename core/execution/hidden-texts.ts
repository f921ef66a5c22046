import type { Json, JsonObject } from '../lib/json.ts';

/** The texts that were sent and that nobody is shown: what AWS answers can repeat them. */
export const hiddenTexts = (sent: JsonObject, shown: JsonObject): readonly string[] => differing(sent, shown);

/** Empty texts stand in everything. */
export const holdsAny = (value: Json, texts: readonly string[]): boolean =>
  textsIn(value).some((text) => texts.some((one) => one !== '' && text.includes(one)));

/** Where something is hidden a text stands in its place, whatever it was. */
function differing(sent: Json, shown: Json | undefined): string[] {
  if (sent === shown) return [];
  if (typeof sent !== 'object' || sent === null || typeof shown !== 'object' || shown === null)
    return textsIn(sent);
  const beside = new Map(Object.entries(shown));
  return Object.entries(sent).flatMap(([name, value]) => differing(value, beside.get(name)));
}

function textsIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(textsIn);
}

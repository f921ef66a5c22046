import { sameButCase } from '../../catalog/values/iam-case.ts';
import { mentionedBy, mentionedIn } from '../analysis/mentioned.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/** Two spellings of what is one name to IAM: whichever is asked for, one of the policies would not see it, so neither is. */
export function checkCase(policies: readonly ParsedPolicy[]): Finding[] {
  const pair = sameButCase(mentionedIn(policies.map(({ json }) => json)));
  if (!pair) return [];
  const [one, other] = pair;
  const at = policies.find(({ json }) => sameButCase(withText(json, one)) !== undefined) ?? policies[0];
  if (!at) return [];
  const message = `${other} and ${one} differ in case only, which IAM does not see: a request for a name of IAM that is spelled either way is refused. Write it in one way`;
  return [finding('two-cases', at.positionOf(other), message)];
}

const withText = (json: ParsedPolicy['json'], text: string) => {
  const { texts, patterns } = mentionedBy(json);
  return { texts: [text, ...texts], patterns };
};

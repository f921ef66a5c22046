import { matchesGlob, posix } from 'node:path';
import { type Mention, readDocument } from './read-document.ts';

export interface BrokenMention {
  file: string;
  line: number;
  problem: string;
}

/** Folders that commands write: what stands in them is in no clone. */
const written = ['cdk.out', 'coverage', 'node_modules', 'reports', '.countersign'];
const sourceFile = /\/[^/]+\.(ts|js|json|jsonc|md|yaml|cedar|sql|html|css)$/;

/** The relative links, their fragments, and the paths in backticks that lead nowhere. `files` are the repository's. */
export function brokenMentions(
  texts: ReadonlyMap<string, string>,
  files: readonly string[],
): BrokenMention[] {
  const documents = new Map([...texts].map(([file, text]) => [file, readDocument(text)]));
  const paths = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));

  const problemOf = { link: brokenLink, code: brokenPath } as const;
  return [...documents].flatMap(([file, { mentions }]) =>
    mentions.flatMap((mention: Mention) => {
      const problem = problemOf[mention.kind](file, mention.text);
      return problem ? [{ file, line: mention.line, problem }] : [];
    }),
  );

  function brokenLink(from: string, href: string): string | undefined {
    if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined;
    const [path = '', fragment] = href.split('#').map(decodeURIComponent);
    const target = path === '' ? from : relativeTo(from, path);
    if (!paths.has(target)) return `the link "${href}" leads to ${target}, which is not there.`;
    const anchors = documents.get(target)?.anchors;
    if (fragment === undefined || !anchors || anchors.has(fragment)) return undefined;
    return `the link "${href}" leads to a heading that ${target} does not have.`;
  }

  function brokenPath(from: string, code: string): string | undefined {
    const lost = code.split(/\s+/).filter((word) => looksLikePath(from, word) && !exists(from, word));
    return lost.length > 0 ? `\`${code}\` names ${lost.join(' and ')}, which is not there.` : undefined;
  }

  function looksLikePath(from: string, word: string): boolean {
    const [first = ''] = word.split('/');
    if (!/^[\w@.-]+(\/[\w@.<>*-]+)*\/?(:\d+)?$/.test(word) || !word.includes('/')) return false;
    if (written.includes(first)) return false;
    return sourceFile.test(withoutLine(word)) || paths.has(first) || paths.has(relativeTo(from, first));
  }

  function exists(from: string, word: string): boolean {
    const pattern = withoutLine(word)
      .replaceAll(/<[^>]*>/g, '*')
      .replace(/\/$/, '');
    const candidates = [pattern, relativeTo(from, pattern)];
    if (!pattern.includes('*')) return candidates.some((path) => paths.has(path));
    return [...paths].some((path) => candidates.some((candidate) => matchesGlob(path, candidate)));
  }
}

const withoutLine = (word: string): string => word.replace(/:\d+$/, '');

const relativeTo = (file: string, path: string): string =>
  posix.join(path.startsWith('/') ? '' : posix.dirname(file), path).replace(/^\/|\/$/g, '');

/** `a/b/c.ts` stands in `a/b` and `a`. */
const foldersOf = (file: string): string[] =>
  file
    .split('/')
    .slice(0, -1)
    .map((_, depth, names) => names.slice(0, depth + 1).join('/'));

import GithubSlugger from 'github-slugger';
import { lexer, type Token, walkTokens } from 'marked';

export interface Mention {
  line: number;
  text: string;
  kind: 'link' | 'code';
}

export interface Document {
  /** What a `#fragment` can name, as the forge that shows the file makes it from the headings. */
  anchors: ReadonlySet<string>;
  mentions: Mention[];
}

export function readDocument(markdown: string): Document {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  const mentions: Mention[] = [];
  let line = 1;
  for (const block of lexer(markdown)) {
    walkTokens([block], (token) => {
      if (token.type === 'heading') anchors.add(slugger.slug(plainText(token)));
      const mention = mentionIn(token);
      // A block knows its place by what came before it, what stands in it by what the block holds before it.
      if (mention)
        mentions.push({
          ...mention,
          line: line + breaksIn(block.raw.slice(0, block.raw.indexOf(token.raw))),
        });
    });
    line += breaksIn(block.raw);
  }
  return { anchors, mentions };
}

function mentionIn(token: Token): Omit<Mention, 'line'> | undefined {
  if (token.type === 'link' || token.type === 'image') return { kind: 'link', text: token.href };
  return token.type === 'codespan' ? { kind: 'code', text: token.text } : undefined;
}

const plainText = (token: Token): string =>
  'tokens' in token && token.tokens
    ? token.tokens.map(plainText).join('')
    : 'text' in token
      ? token.text
      : '';

const breaksIn = (text: string): number => text.split('\n').length - 1;

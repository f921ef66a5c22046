import { el } from './dom.js';
import { emoji } from './emoji.js';
import { slackDate } from './times.js';

const styles = { code: 'code', bold: 'strong', italic: 'em', strike: 's', underline: 'u' };

/** Draws Slack's rich text. `names` finds a member's name by Slack id. */
export const richText = (elements, names) => elements.map((element) => drawBlock(element, names));

/** Rich text on one line, for titles: sections without their blocks around. */
export const inlineText = (elements, names) =>
  elements.flatMap((element) => element.elements.map((inline) => drawInline(inline, names)));

function drawBlock(element, names) {
  const inside = () => element.elements.map((inline) => drawInline(inline, names));
  switch (element.type) {
    case 'rich_text_preformatted':
      return el('pre', { class: 'code', tabindex: 0 }, inside());
    case 'rich_text_quote':
      return el('blockquote', {}, inside());
    case 'rich_text_list': {
      const items = element.elements.map((section) => el('li', {}, inlineText([section], names)));
      return el(element.style === 'ordered' ? 'ol' : 'ul', { class: `indent-${element.indent ?? 0}` }, items);
    }
    default:
      return el('p', { class: 'words' }, inside());
  }
}

function drawInline(inline, names) {
  const wanted = Object.keys(styles).filter((name) => inline.style?.[name]);
  return wanted.reduce((node, name) => el(styles[name], {}, node), drawPlain(inline, names));
}

function drawPlain(inline, names) {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'link':
      return link(inline);
    case 'emoji':
      return el('span', { class: 'emoji', title: `:${inline.name}:` }, emoji(inline.name));
    case 'user':
      return el('span', { class: 'mention' }, `@${names(inline.user_id) ?? inline.user_id}`);
    case 'usergroup':
      return el('span', { class: 'mention' }, `@${names(inline.usergroup_id) ?? inline.usergroup_id}`);
    case 'channel':
      return el('span', { class: 'mention' }, `#${names(inline.channel_id) ?? inline.channel_id}`);
    case 'broadcast':
      return el('span', { class: 'mention loud' }, `@${inline.range}`);
    case 'date':
      return el('span', { class: 'date' }, slackDate(inline));
    default:
      return `[${inline.type}]`;
  }
}

function link({ url, text }) {
  const words = text ?? url;
  const [, seconds, rest] = /^https:\/\/local\.slack\.com\/archives\/\w+\/p(\d+)(\d{6})$/.exec(url) ?? [];
  if (seconds) {
    const lead = (event) => {
      event.preventDefault();
      document.dispatchEvent(new CustomEvent('slack-link', { detail: `${seconds}.${rest}` }));
    };
    return el('a', { href: '#chat', onclick: lead }, words);
  }
  return /^(https?|mailto):/i.test(url)
    ? el('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, words)
    : words;
}

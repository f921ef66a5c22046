import { el } from './dom.js';

const meanings = {
  200: ['green', 'Allowed: go ahead'],
  202: ['amber', 'Pending: people are asked'],
  403: ['red', 'Refused'],
  409: ['red', 'Conflict'],
  413: ['red', 'Too large'],
  422: ['red', 'Not understood'],
  429: ['amber', 'Too many pending requests'],
};

/** Headers that an agent acts on. */
const told = ['location', 'retry-after'];

/** The HTTP API's answer, and the field of the form that it is about. */
export function drawAnswer({ status, headers, body }) {
  const value = parse(body);
  const [tone, meaning] = meanings[status] ?? [
    status < 400 ? 'green' : 'red',
    status < 400 ? 'Done' : 'Not done',
  ];
  const lines = told.filter((name) => headers[name]).map((name) => `${name}: ${headers[name]}\n`);
  const node = el(
    'div',
    {},
    el('h3', {}, 'The API answers'),
    el('p', { class: `answer-status ${tone}` }, el('strong', {}, String(status)), meaning),
    value?.detail && el('p', { class: 'words' }, value.detail),
    el(
      'pre',
      { class: 'code', tabindex: 0 },
      lines,
      value === undefined ? body : JSON.stringify(value, null, 2),
    ),
  );
  return {
    node,
    field: String(value?.field ?? '').split('/')[1],
    detail: value?.detail,
    requestId: value?.id,
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

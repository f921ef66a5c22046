import { type Refusal, refusal } from './answer.ts';

export type ReadArguments = { ok: true; input: Record<string, unknown> } | Refusal;

/** Slack takes arguments as JSON, or as a form whose structured fields are JSON texts. */
export function readArguments(contentType: string, body: string): ReadArguments {
  const [mediaType = ''] = contentType.split(';');
  switch (mediaType.trim().toLowerCase()) {
    case 'application/json':
      return readJson(body);
    case 'application/x-www-form-urlencoded':
      return readForm(new URLSearchParams(body));
    case '':
      return body === '' ? { ok: true, input: {} } : refusal('invalid_post_type');
    default:
      return refusal('invalid_post_type');
  }
}

function readJson(body: string): ReadArguments {
  const value = parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refusal('invalid_json');
  return { ok: true, input: { ...value } };
}

function readForm(form: URLSearchParams): ReadArguments {
  const input: Record<string, unknown> = {};
  for (const [name, text] of form) {
    if (name === 'blocks') {
      input.blocks = parse(text);
      if (input.blocks === undefined) return refusal('invalid_blocks_format');
    } else {
      input[name] = /^(?:unfurl|include)_/.test(name) ? booleans.get(text) : text;
    }
  }
  return { ok: true, input };
}

const booleans = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

export const text = (name: string, value: unknown): string =>
  `<${name}>${String(value).replace(/[&<>"]/g, (character) => escapes[character] ?? '')}</${name}>`;

export const element = (name: string, children: string[], attributes = ''): string =>
  `<${name}${attributes}>${children.join('')}</${name}>`;

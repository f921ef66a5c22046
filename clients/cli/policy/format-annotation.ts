import type { Finding } from '../../../policy-compiler/finding.ts';

/** A workflow command of GitHub: the line under a changed file says what is wrong there. */
export function formatAnnotation({ severity, code, file, line, column, message }: Finding): string {
  const properties = Object.entries({ file, line, col: column, title: code })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${severity === 'note' ? 'notice' : severity} ${properties}::${escapeData(message)}`;
}

/** As GitHub's own toolkit escapes them: a text can begin no command of its own. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

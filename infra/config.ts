import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseDocument } from 'yaml';
import { asSentence, type Fault, readShape } from '../core/lib/read-shape.ts';
import { type Loaded, readSource } from './loaded.ts';
import { type Config, settingsSchema } from './settings-schema.ts';

export function loadConfig(file: string): Loaded<Config> {
  const read = readSource('settings', file, (path) => readFileSync(path, 'utf8'));
  return read.ok ? parseConfig(file, read.value) : read;
}

export function parseConfig(file: string, yaml: string): Loaded<Config> {
  const document = parseDocument(yaml, { prettyErrors: true });
  const [syntaxError] = document.errors;
  if (syntaxError) {
    const { line = 1, col = 1 } = syntaxError.linePos?.[0] ?? {};
    return invalid(`${file}:${line}:${col}: is not YAML: ${withoutPlace(syntaxError.message)}`);
  }
  const read = readShape(settingsSchema, document.toJS());
  if (!read.ok) return invalid(`${file}: ${formatFaults(read.faults)}`);
  // A copy of another deployment's settings would otherwise deploy over it.
  return basename(file) === `${read.value.stage}.yaml`
    ? read
    : invalid(`${file}: stage must be the name of this file without .yaml.`);
}

function formatFaults([{ path, message }, ...others]: readonly [Fault, ...Fault[]]): string {
  const field = path.join('.');
  const rest = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${field ? `${field} ` : ''}${asSentence(message)}${rest}`;
}

/** Behind the place come the lines of the file that it is in. */
const withoutPlace = (message: string): string => message.replace(/ at line \d+, column \d+:\n.*$/s, '.');
const invalid = (problem: string): Loaded<Config> => ({ ok: false, problems: [problem] });

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
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
    return invalid(`${file}:${line}:${col}: is not YAML: ${firstLine(syntaxError.message)}`);
  }
  const parsed = settingsSchema.safeParse(document.toJS());
  if (!parsed.success) return invalid(`${file}: ${formatIssues(parsed.error.issues)}`);
  // A copy of another deployment's settings would otherwise deploy over it.
  return basename(file) === `${parsed.data.stage}.yaml`
    ? { ok: true, value: parsed.data }
    : invalid(`${file}: stage must be the name of this file without .yaml.`);
}

function formatIssues([first, ...others]: z.core.$ZodIssue[]): string {
  if (!first) return 'is not valid.';
  const field = first.path.join('.');
  const rest = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${field ? `${field} ` : ''}${keyMessage(first)}.${rest}`;
}

/** zod wraps what is wrong with a record's key in an issue of its own. */
const keyMessage = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? message;
const invalid = (problem: string): Loaded<Config> => ({ ok: false, problems: [problem] });

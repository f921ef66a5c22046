import { takenBy } from '../../../../infra/athena/named-queries.ts';
import type { Span } from './span.ts';

export interface Filling {
  /** The span, where one was given or is meant by leaving it out. */
  span: Span;
  spanGiven: boolean;
  /** `k=v`, as they were given. */
  given: readonly string[];
}

export type Filled =
  | { ok: true; parameters: string[]; span: Span | undefined }
  | { ok: false; detail: string };

/** What stands for the question marks of a text that names them in `-- Takes:`, or of one that does not, in their order. */
export function fillParameters(sql: string, { span, spanGiven, given }: Filling): Filled {
  const named = new Map<string, string>();
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1)
      return { ok: false, detail: `--param must be name=value, such as request=0123, not "${text}".` };
    named.set(text.slice(0, at), text.slice(at + 1));
  }
  const takes = takenBy(sql);
  if (takes.length === 0 && named.size > 0 && questionMarks(sql) === named.size)
    return { ok: true, parameters: [...named.values()], span: undefined };
  const values: Record<string, string> = { ...Object.fromEntries(named), ...span };
  const missing = takes.find((name) => !Object.hasOwn(values, name));
  if (missing) return { ok: false, detail: `This question asks for ${missing}. Give --param ${missing}=….` };
  const unasked = [...named.keys()].find((name) => !takes.includes(name));
  if (unasked)
    return {
      ok: false,
      detail: `This question asks for no ${unasked}; it takes ${takes.join(', ') || 'nothing'}.`,
    };
  const takesSpan = takes.includes('from');
  if (spanGiven && !takesSpan)
    return {
      ok: false,
      detail:
        'This question reads the whole trail: it takes no --from and --to. In your own SQL, name them: -- Takes: from, to',
    };
  return {
    ok: true,
    parameters: takes.map((name) => values[name] ?? ''),
    span: takesSpan ? span : undefined,
  };
}

const questionMarks = (sql: string): number =>
  sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*/g, '').split('?').length - 1;

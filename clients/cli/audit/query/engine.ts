/** What an engine answers. The named queries return these types alone, so that both engines say the same. */
export type Cell = string | number | boolean | null;

export interface Rows {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** Expected failures, in a line that says what to do. */
export type AnswerCode =
  | 'writes'
  | 'not-understood'
  | 'over-the-limit'
  | 'no-records'
  | 'unreachable'
  | 'unreadable';
export type Answer = ({ ok: true } & Rows) | { ok: false; code: AnswerCode; detail: string };

export interface Question {
  sql: string;
  /** For the question marks, in their order. */
  parameters: readonly string[];
}

/** Athena, or DuckDB over a folder or a bucket. It MUST be closed: DuckDB's copy of the records stands in a temporary folder. */
export interface Engine {
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

export type OpenedEngine = { ok: true; engine: Engine } | Extract<Answer, { ok: false }>;

export const no = (code: AnswerCode, detail: string) => ({ ok: false as const, code, detail });

export const textOf = (cell: Cell): string => (cell === null ? '' : String(cell));

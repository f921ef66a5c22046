/**
 * Why a text is not one question. A statement that begins with SELECT, WITH, VALUES or TABLE only reads, in Trino's
 * grammar as in DuckDB's; what writes begins with a word of its own, as INSERT, CREATE, UNLOAD and COPY do.
 *
 * It is the first of two locks: Athena's workgroup keeps results to itself, and DuckDB opens a copy read-only.
 */
export function whyNotRead(sql: string): string | undefined {
  const bare = withoutTextsAndComments(sql);
  if (bare === undefined) return 'A quote or a comment in the SQL is not closed.';
  const statements = bare.split(';').filter((statement) => statement.trim() !== '');
  if (statements.length !== 1)
    return `Ask one question at a time: the SQL has ${statements.length} statements.`;
  const first = /^[\s(]*(\w+)/.exec(statements[0] ?? '')?.[1]?.toUpperCase() ?? '';
  if (reads.has(first)) return undefined;
  return `Only questions are asked of the trail: the SQL begins with ${first || 'no word'}, not with SELECT, WITH, VALUES or TABLE. Nothing was changed.`;
}

const reads: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE']);

/** What stands in quotes and comments could look like anything. Block comments do not nest in Trino, and are refused where they would. */
function withoutTextsAndComments(sql: string): string | undefined {
  const bare = sql.replace(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*(?:(?!\/\*|\*\/)[\s\S])*\*\//g,
    (found) => (found.startsWith('-') || found.startsWith('/') ? ' ' : "''"),
  );
  return /'[^']|"|\/\*|\*\//.test(bare.replaceAll("''", ' ')) ? undefined : bare;
}

/** What Trino, the engine of Athena, calls otherwise than DuckDB. With these the named queries run in both as they are written. */
export const athenaMacros = [
  'array_join(list, separator) AS array_to_string(list, separator)',
  'cardinality(list) AS len(list)',
  // Records say UTC, with a Z.
  'from_iso8601_timestamp(instant) AS CAST(instant AS TIMESTAMP)',
  'json_extract_scalar(document, path) AS json_extract_string(document, path)',
].map((macro) => `CREATE MACRO ${macro}`);

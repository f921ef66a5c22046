-- Should return nothing. A chain whose records leave out a number, disagree about one, or whose hashes break. It reads the whole trail.
WITH distinct_records AS (
  SELECT DISTINCT regexp_replace(record_id, '\.[0-9]+$', '') AS chain, seq, prev, hash FROM sealed_records
),
chained AS (
  SELECT *, lag(hash) OVER (PARTITION BY chain ORDER BY seq, hash) AS hash_before FROM distinct_records
)
SELECT
  chain,
  max(seq) AS last_seq,
  max(seq) - count(DISTINCT seq) AS missing,
  count(*) - count(DISTINCT seq) AS contradicting,
  count_if(prev IS DISTINCT FROM hash_before) AS broken_links
FROM chained
GROUP BY chain
HAVING max(seq) <> count(*) OR count_if(prev IS DISTINCT FROM hash_before) > 0
ORDER BY chain

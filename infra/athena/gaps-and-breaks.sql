-- Should return nothing. A request whose records leave out a number, disagree about one, or whose chain of hashes breaks.
WITH distinct_records AS (
  SELECT DISTINCT request_id, seq, prev, hash FROM ${database}.sealed_records
),
chained AS (
  SELECT *, lag(hash) OVER (PARTITION BY request_id ORDER BY seq) AS hash_before FROM distinct_records
)
SELECT
  request_id,
  max(seq) AS last_seq,
  max(seq) - count(DISTINCT seq) AS missing,
  count(*) - count(DISTINCT seq) AS contradicting,
  count_if(seq > 1 AND prev IS DISTINCT FROM hash_before) AS broken_links
FROM chained
GROUP BY request_id
HAVING max(seq) <> count(*) OR count_if(seq > 1 AND prev IS DISTINCT FROM hash_before) > 0
ORDER BY request_id

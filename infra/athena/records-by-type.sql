-- What kinds of things the trail records, how often, and by whom.
-- Takes: from, from, to
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy
    FROM sealed_records
    WHERE dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ?
  ) AS copies
  WHERE copy = 1
)
SELECT
  type,
  split_part(actor, ':', 1) AS by_kind,
  count(*) AS records,
  min("at") AS first_at,
  max("at") AS last_at
FROM records
GROUP BY type, split_part(actor, ':', 1)
ORDER BY type, by_kind

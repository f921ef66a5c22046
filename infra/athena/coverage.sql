-- Of each day, how many of the agents' calls in CloudTrail an approval covers. The last count of a day stands.
-- Takes: from, from, to
WITH counts AS (
  SELECT
    substr(record_id, 10, 10) AS day,
    seq,
    detail,
    row_number() OVER (PARTITION BY substr(record_id, 10, 10) ORDER BY seq DESC, dt, hh, hash) AS from_last
  FROM sealed_records
  WHERE dt >= ? AND record_id LIKE 'coverage-%' AND strpos(record_id, '..') = 0 AND substr(record_id, 10, 10) BETWEEN ? AND ?
),
last AS (
  SELECT
    day,
    CAST(json_extract_scalar(detail, '$.counts.seen') AS bigint) AS seen,
    CAST(json_extract_scalar(detail, '$.counts.matched') AS bigint) AS matched,
    CAST(json_extract_scalar(detail, '$.counts.drifted') AS bigint) AS drifted,
    CAST(json_extract_scalar(detail, '$.counts.unmatched') AS bigint) AS unmatched,
    CAST(json_extract_scalar(detail, '$.counts.late') AS bigint) AS late,
    CAST(json_extract_scalar(detail, '$.counts.notUnderstood') AS bigint) AS not_understood
  FROM counts
  WHERE from_last = 1
)
SELECT day, seen, matched, drifted, unmatched, late, not_understood, round(1e2 * matched / nullif(seen, 0), 2) AS percent
FROM last
ORDER BY day

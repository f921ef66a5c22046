-- How long people took over the requests that were submitted in the span and decided.
-- Takes: from, from, to
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy
    FROM sealed_records
    WHERE dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ?
  ) AS copies
  WHERE copy = 1
),
submitted AS (
  SELECT request_id, from_iso8601_timestamp("at") AS submitted_at FROM records WHERE type = 'submitted'
),
decided AS (
  SELECT date_diff('millisecond', submitted.submitted_at, from_iso8601_timestamp(records."at")) / 1e3 AS seconds
  FROM records
  JOIN submitted ON submitted.request_id = records.request_id
  WHERE records.type = 'voted' AND records.state <> 'pending'
),
placed AS (
  SELECT
    CASE
      WHEN seconds < 1e1 THEN 1
      WHEN seconds < 6e1 THEN 2
      WHEN seconds < 3e2 THEN 3
      WHEN seconds < 9e2 THEN 4
      WHEN seconds < 3.6e3 THEN 5
      ELSE 6
    END AS place
  FROM decided
)
SELECT step.place, step.took, count(placed.place) AS decisions
FROM (
  VALUES (1, 'under 10 seconds'), (2, 'under a minute'), (3, 'under 5 minutes'), (4, 'under 15 minutes'), (5, 'under an hour'), (6, 'an hour or more')
) AS step (place, took)
LEFT JOIN placed ON placed.place = step.place
GROUP BY step.place, step.took
ORDER BY step.place

-- Who decides, how often, and how long after the request. The times are of requests submitted in the same span.
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
votes AS (
  SELECT
    substr(records.actor, strpos(records.actor, ':') + 1) AS person,
    records.type,
    records.choice,
    records.environment,
    CASE WHEN records.type = 'voted' THEN date_diff('millisecond', submitted.submitted_at, from_iso8601_timestamp(records."at")) / 1e3 END AS seconds
  FROM records
  LEFT JOIN submitted ON submitted.request_id = records.request_id
  WHERE records.type IN ('voted', 'vote-refused') AND records.actor LIKE 'person:%'
),
timed AS (
  SELECT *, row_number() OVER (PARTITION BY person ORDER BY seconds) AS place, count(seconds) OVER (PARTITION BY person) AS times
  FROM votes
)
SELECT
  person,
  count_if(type = 'voted' AND choice = 'approve') AS approved,
  count_if(type = 'voted' AND choice = 'deny') AS denied,
  count_if(type = 'vote-refused') AS not_counted,
  count_if(type = 'voted' AND choice = 'approve' AND environment = 'prod') AS approved_in_prod,
  round(min(seconds), 1) AS fastest_seconds,
  round(max(CASE WHEN place = CAST(ceil(times * 5e-1) AS integer) THEN seconds END), 1) AS median_seconds,
  round(max(CASE WHEN place = CAST(ceil(times * 9e-1) AS integer) THEN seconds END), 1) AS p90_seconds,
  round(max(seconds), 1) AS slowest_seconds
FROM timed
GROUP BY person
ORDER BY count_if(type = 'voted') DESC, person

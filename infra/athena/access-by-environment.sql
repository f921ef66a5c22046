-- Which agent asked for what in which environment, and how much of it was let through and ran.
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
  environment,
  account,
  agent_id,
  action,
  count(DISTINCT CASE WHEN type = 'submitted' THEN request_id END) AS requests,
  count(DISTINCT CASE WHEN state = 'allowed' THEN request_id END) AS allowed,
  count(DISTINCT CASE WHEN state = 'approved' THEN request_id END) AS approved,
  count(DISTINCT CASE WHEN state = 'refused' THEN request_id END) AS refused,
  count(DISTINCT CASE WHEN state = 'denied' THEN request_id END) AS denied,
  count(DISTINCT CASE WHEN outcome = 'done' THEN request_id END) AS done,
  max("at") AS last_at
FROM records
WHERE request_id IS NOT NULL
GROUP BY environment, account, agent_id, action
ORDER BY environment, account, agent_id, action

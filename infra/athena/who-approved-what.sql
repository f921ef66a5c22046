-- Each vote that counted: who, on what, for which agent, and why.
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
  "at",
  substr(actor, strpos(actor, ':') + 1) AS person,
  choice,
  agent_id,
  action,
  resource,
  environment,
  risk,
  vote_reason,
  state AS state_after,
  request_id
FROM records
WHERE type = 'voted'
ORDER BY "at", record_id

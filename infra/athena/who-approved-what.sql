-- Each vote that counted: who, on what, for which agent, and why.
-- Takes: from, from, to
WITH votes AS (
  SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy
  FROM sealed_records
  WHERE type = 'voted' AND dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ?
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
FROM votes
WHERE copy = 1
ORDER BY "at", record_id

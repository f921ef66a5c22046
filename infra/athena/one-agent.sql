-- Everything that one agent did, and what came of it, in order.
-- Takes: from, from, to, agent
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy
    FROM sealed_records
    WHERE dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ? AND agent_id = ?
  ) AS copies
  WHERE copy = 1
)
SELECT
  "at",
  coalesce(request_id, incident_id) AS about,
  seq,
  type,
  action,
  resource,
  environment,
  ruling,
  state,
  actor,
  reason,
  error,
  record_id
FROM records
ORDER BY "at", record_id

-- What was refused by policy or denied by a person, and why.
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
  CASE WHEN type = 'submitted' THEN 'refused by policy' ELSE 'denied by a person' END AS how,
  CASE WHEN type = 'submitted' THEN array_join(policies, ', ') ELSE substr(actor, strpos(actor, ':') + 1) END AS by_whom,
  CASE WHEN type = 'submitted' THEN array_join(ruling_reasons, ' ') ELSE vote_reason END AS why,
  agent_id,
  action,
  resource,
  environment,
  risk,
  reason AS asked_because,
  request_id
FROM records
WHERE (type = 'submitted' AND state = 'refused') OR (type = 'voted' AND state = 'denied')
ORDER BY "at", record_id

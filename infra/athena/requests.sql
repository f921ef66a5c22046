-- One line for each request that was submitted: what was asked, how policy ruled, who decided, and where it stands.
-- Takes: from, from, to
WITH records AS (
  SELECT * FROM sealed_records WHERE dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ?
),
submitted AS (
  SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy FROM records WHERE type = 'submitted'
),
votes AS (
  SELECT request_id, seq, state, "at", actor, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy
  FROM records
  WHERE type = 'voted'
),
voted AS (
  SELECT
    request_id,
    max(CASE WHEN state <> 'pending' THEN "at" END) AS decided_at,
    array_join(min_by(substr(actor, strpos(actor, ':') + 1), seq, 100), ', ') AS voted_by
  FROM votes
  WHERE copy = 1
  GROUP BY request_id
),
last AS (
  SELECT request_id, max_by(state, seq) AS state, max_by(approvals_given, seq) AS approvals_given, max(seq) AS records
  FROM records
  WHERE request_id IS NOT NULL
  GROUP BY request_id
)
SELECT
  submitted.request_id,
  submitted."at" AS submitted_at,
  submitted.agent_id,
  submitted.action,
  submitted.resource,
  submitted.account,
  submitted.environment,
  submitted.risk,
  submitted.ruling,
  array_join(submitted.policies, ', ') AS policies,
  submitted.reason,
  last.state,
  submitted.approvals_needed,
  last.approvals_given,
  voted.decided_at,
  voted.voted_by,
  last.records
FROM submitted
JOIN last ON last.request_id = submitted.request_id
LEFT JOIN voted ON voted.request_id = submitted.request_id
WHERE submitted.copy = 1
ORDER BY submitted."at", submitted.request_id

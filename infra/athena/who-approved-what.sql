-- Each vote of the last 30 days: who, on what, for which agent, and why.
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh) AS copy
    FROM ${database}.sealed_records
    WHERE dt >= date_format(current_date - interval '30' day, '%Y-%m-%d')
  ) WHERE copy = 1
)
SELECT
  at,
  actor,
  json_extract_scalar(detail, '$$.change.choice') AS choice,
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
ORDER BY at DESC

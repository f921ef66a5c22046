-- Every incident of the last 30 days: what, by whom, where it stands, and how people explained it.
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh) AS copy
    FROM ${database}.sealed_records
    WHERE dt >= date_format(current_date - interval '30' day, '%Y-%m-%d')
  ) WHERE copy = 1 AND request_id LIKE 'incident-%'
)
SELECT
  min(at) AS opened_at,
  max_by(state, seq) AS state,
  max_by(outcome, seq) AS kind,
  max_by(agent_id, seq) AS agent_id,
  max_by(agent_role, seq) AS role,
  max_by(action, seq) AS action,
  max_by(resource, seq) AS resource,
  max_by(environment, seq) AS environment,
  max_by(risk, seq) AS risk,
  array_agg(actor || ': ' || reason ORDER BY seq) FILTER (WHERE type = 'explained') AS explained,
  array_agg(error ORDER BY seq) FILTER (WHERE error IS NOT NULL) AS not_contained,
  max_by(cloudtrail_event_ids, seq) AS cloudtrail_event_ids,
  request_id
FROM records
GROUP BY request_id
ORDER BY opened_at DESC

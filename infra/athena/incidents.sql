-- Calls that no approval covers: each incident, what was done about it, and where it stands.
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
  incident_id,
  min(CASE WHEN type = 'opened' THEN "at" END) AS opened_at,
  max(agent_id) AS agent_id,
  max(action) AS action,
  max(resource) AS resource,
  max(account) AS account,
  max(environment) AS environment,
  max_by(type, seq) AS stands,
  min(CASE WHEN type = 'contained' THEN "at" END) AS contained_at,
  min(CASE WHEN type = 'reverted' THEN "at" END) AS reverted_at,
  max_by(substr(actor, strpos(actor, ':') + 1), seq) FILTER (WHERE type = 'explained') AS explained_by,
  min(CASE WHEN type = 'closed' THEN "at" END) AS closed_at,
  max_by(array_join(cloudtrail_event_ids, ', '), seq) FILTER (WHERE cardinality(cloudtrail_event_ids) > 0) AS cloudtrail_event_ids
FROM records
WHERE incident_id IS NOT NULL
GROUP BY incident_id
ORDER BY opened_at, incident_id

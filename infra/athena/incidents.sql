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
  max_by(state, seq) AS state,
  max(outcome) AS kind,
  max(agent_id) AS agent_id,
  max(agent_role) AS agent_role,
  max(action) AS action,
  max(resource) AS resource,
  max(account) AS account,
  max(environment) AS environment,
  max(risk) AS risk,
  min(CASE WHEN type = 'containment' AND json_extract_scalar(detail, '$.change.containment.kind') = 'contained' THEN "at" END) AS contained_at,
  max_by(error, seq) FILTER (WHERE type = 'containment' AND error IS NOT NULL) AS not_contained,
  min(CASE WHEN type = 'revert-asked' THEN "at" END) AS revert_asked_at,
  max_by(substr(actor, strpos(actor, ':') + 1), seq) FILTER (WHERE type = 'explained') AS explained_by,
  max_by(reason, seq) FILTER (WHERE type = 'explained') AS explained,
  min(CASE WHEN state = 'closed' THEN "at" END) AS closed_at,
  max_by(array_join(cloudtrail_event_ids, ', '), seq) FILTER (WHERE cardinality(cloudtrail_event_ids) > 0) AS cloudtrail_event_ids
FROM records
WHERE incident_id IS NOT NULL
GROUP BY incident_id
ORDER BY opened_at, incident_id

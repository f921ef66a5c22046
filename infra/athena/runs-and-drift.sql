-- What ran, for whom, what came of it, and whether CloudTrail saw the call that was signed.
-- Takes: from, from, to
SELECT
  request_id,
  max(agent_id) AS agent_id,
  max(action) AS action,
  max(resource) AS resource,
  max(environment) AS environment,
  max(ruling) AS ruling,
  max(CASE type WHEN 'running' THEN 'countersign' WHEN 'granted' THEN 'credentials' WHEN 'started' THEN 'agent' END) AS run_by,
  min(CASE WHEN type IN ('running', 'started', 'granted') THEN "at" END) AS began_at,
  max(CASE WHEN outcome IS NOT NULL THEN "at" END) AS ended_at,
  coalesce(max_by(outcome, seq) FILTER (WHERE outcome IS NOT NULL), 'not told yet') AS result,
  max_by(error, seq) FILTER (WHERE error IS NOT NULL AND type IN ('not-run', 'unanswered')) AS error,
  coalesce(max_by(type, seq) FILTER (WHERE type IN ('confirmed', 'drifted', 'unseen')), 'not compared') AS cloudtrail,
  max_by(array_join(cloudtrail_event_ids, ', '), seq) FILTER (WHERE cardinality(cloudtrail_event_ids) > 0) AS cloudtrail_event_ids
FROM sealed_records
WHERE request_id IS NOT NULL AND dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ?
GROUP BY request_id
HAVING count_if(outcome IS NOT NULL OR type IN ('running', 'started', 'granted', 'confirmed', 'drifted', 'unseen')) > 0
ORDER BY began_at, request_id

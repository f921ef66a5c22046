-- How often each agent asked in the last 30 days, for what, and where its requests stand.
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY request_id ORDER BY seq DESC) AS from_last
    FROM ${database}.sealed_records
    WHERE dt >= date_format(current_date - interval '30' day, '%Y-%m-%d')
      -- Records of anything else sign nothing.
      AND digest <> ''
  ) WHERE from_last = 1
)
SELECT agent_id, action, environment, risk, state, count(*) AS requests
FROM records
GROUP BY agent_id, action, environment, risk, state
ORDER BY requests DESC

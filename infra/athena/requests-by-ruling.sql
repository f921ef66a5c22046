-- How policy ruled on the requests that were submitted, by environment and risk.
-- Takes: from, from, to
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy
    FROM sealed_records
    WHERE dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ?
  ) AS copies
  WHERE copy = 1
)
SELECT environment, ruling, risk, count(*) AS requests, count(DISTINCT agent_id) AS agents, count(DISTINCT action) AS actions
FROM records
WHERE type = 'submitted'
GROUP BY environment, ruling, risk
ORDER BY environment, ruling, risk

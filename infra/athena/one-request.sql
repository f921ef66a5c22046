-- Everything that happened to one request, in order. It reads the whole trail.
-- Takes: request
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy
    FROM sealed_records
    WHERE request_id = ?
  ) AS copies
  WHERE copy = 1
)
SELECT seq, "at", type, state, actor, via, choice, vote_reason, outcome, error, hash
FROM records
ORDER BY seq

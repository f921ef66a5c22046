-- Everything that happened to one request, in order. Give its id as the parameter, in single quotes.
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh) AS copy
    FROM ${database}.sealed_records
    WHERE request_id = ?
  ) WHERE copy = 1
)
SELECT seq, at, type, state, actor, via, vote_reason, outcome, error, hash
FROM records
ORDER BY seq

-- Approvals to look at twice: who gives most of them, yes in under ten seconds, and who tried to sign for themselves.
-- Takes: from, from, to
WITH records AS (
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY dt, hh, hash) AS copy
    FROM sealed_records
    WHERE dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ?
  ) AS copies
  WHERE copy = 1
),
votes AS (
  SELECT *, substr(actor, strpos(actor, ':') + 1) AS person
  FROM records
  WHERE type IN ('voted', 'vote-refused') AND choice = 'approve'
),
submitted AS (
  SELECT request_id, from_iso8601_timestamp("at") AS submitted_at FROM records WHERE type = 'submitted'
),
shares AS (
  SELECT person, count(*) AS given, sum(count(*)) OVER () AS of_all
  FROM votes
  WHERE type = 'voted'
  GROUP BY person
)
SELECT
  'gave half of all approvals or more' AS kind,
  person,
  CAST(NULL AS varchar) AS "at",
  CAST(NULL AS varchar) AS action,
  CAST(NULL AS varchar) AS request_id,
  CAST(given AS varchar) || ' of ' || CAST(of_all AS varchar) AS figure
FROM shares
WHERE given * 2 >= of_all AND of_all > 1
UNION ALL
SELECT
  'approved in under ten seconds',
  votes.person,
  votes."at",
  votes.action,
  votes.request_id,
  CAST(date_diff('millisecond', submitted.submitted_at, from_iso8601_timestamp(votes."at")) AS varchar) || ' ms'
FROM votes
JOIN submitted ON submitted.request_id = votes.request_id
WHERE votes.type = 'voted' AND date_diff('millisecond', submitted.submitted_at, from_iso8601_timestamp(votes."at")) < 10000
UNION ALL
SELECT 'tried to sign for themselves', person, "at", action, request_id, error
FROM votes
WHERE type = 'vote-refused' AND error IN ('owner', 'asker', 'own-session')
ORDER BY kind, "at", person

-- What the trail still holds of each month, in how many objects, and what was sealed late. It reads the whole trail; that each object is locked, `audit verify` shows.
SELECT
  substr(dt, 1, 7) AS month,
  count(DISTINCT "$path") AS objects,
  count(*) AS lines,
  count(DISTINCT record_id) AS records,
  min("at") AS first_at,
  max("at") AS last_at,
  count_if(date_diff('millisecond', from_iso8601_timestamp("at"), from_iso8601_timestamp(dt || 'T' || hh || ':00:00Z')) >= 86400000) AS sealed_a_day_late
FROM sealed_records
GROUP BY substr(dt, 1, 7)
ORDER BY month

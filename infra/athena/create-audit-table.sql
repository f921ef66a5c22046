-- Run once after the first deployment. Partitions are computed from the names of the objects: no crawler, no repair.
CREATE EXTERNAL TABLE IF NOT EXISTS ${database}.sealed_records (
  v                    int,
  record_id            string,
  request_id           string,
  seq                  int,
  type                 string,
  at                   string,
  agent_id             string,
  agent_role           string,
  session              string,
  owners               array<string>,
  model                string,
  action               string,
  resource             string,
  account              string,
  region               string,
  environment          string,
  risk                 string,
  reason               string,
  ticket               string,
  policies             array<string>,
  policy_version       string,
  digest               string,
  state                string,
  actor                string,
  via                  string,
  vote_reason          string,
  approvals_needed     int,
  approvals_given      int,
  outcome              string,
  error                string,
  cloudtrail_event_ids array<string>,
  prev                 string,
  hash                 string,
  detail               string
)
PARTITIONED BY (dt string, hh string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION 's3://${bucket}/records/'
TBLPROPERTIES (
  'projection.enabled'        = 'true',
  'projection.dt.type'        = 'date',
  'projection.dt.format'      = 'yyyy-MM-dd',
  'projection.dt.range'       = '2026-01-01,NOW',
  'projection.hh.type'        = 'integer',
  'projection.hh.range'       = '0,23',
  'projection.hh.digits'      = '2',
  'storage.location.template' = 's3://${bucket}/records/dt=$${dt}/hh=$${hh}/'
)

import type { Fault, FaultCode } from '../../../../core/evidence/fault.ts';

/** What a verification came to, as `--json` prints it. */
export interface VerifyReport {
  v: 1;
  verified: boolean;
  source: string;
  /** The hours whose digest files were held against what is there. */
  span: { from: string; to: string } | null;
  digestFiles: number;
  objects: number;
  records: number;
  chains: number;
  /** Sealed more than once, and the same. */
  repeated: number;
  late: number;
  setAside: number;
  /** In hours that have no digest file yet. */
  unsigned: { objects: number; records: number };
  /** The keys that the digest files are signed by. */
  keys: string[];
  /** Of the versions whose locks were looked at, the shortest, in days; nothing where there are none to see. */
  shortestRetentionDays: number | null;
  faultCount: number;
  byCode: Partial<Record<FaultCode, number>>;
  /** The first ones, in the order in which they were found. */
  faults: Fault[];
}

/** So many are kept, and all are counted. */
const mostFaults = 100;

export interface Findings {
  report: VerifyReport;
  find(fault: Fault): void;
}

export function openReport(source: string): Findings {
  const report: VerifyReport = {
    v: 1,
    verified: false,
    source,
    span: null,
    digestFiles: 0,
    objects: 0,
    records: 0,
    chains: 0,
    repeated: 0,
    late: 0,
    setAside: 0,
    unsigned: { objects: 0, records: 0 },
    keys: [],
    shortestRetentionDays: null,
    faultCount: 0,
    byCode: {},
    faults: [],
  };
  return {
    report,
    find(fault) {
      report.faultCount += 1;
      report.byCode[fault.code] = (report.byCode[fault.code] ?? 0) + 1;
      if (report.faults.length < mostFaults) report.faults.push(fault);
    },
  };
}

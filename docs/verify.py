#!/usr/bin/env python3
"""Verifies a copy of the trail: python3 verify.py <folder> --key <pem> [--from <time>] [--to <time>] [--json]

Written from docs/evidence.md alone; needs Python 3.9 and the package `cryptography`. Exit status: 0 verified, 1 not. It
keeps the places of all records in memory."""
import argparse, base64, gzip, hashlib, io, json, os, pathlib, re, sys, zlib
from collections import deque
from datetime import datetime, timedelta, timezone

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec

LOOK_BACK, MOST_BYTES = 48, 1 << 27
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:00:00\.000Z")
HEX, HALF = re.compile(r"[0-9a-f]{64}"), re.compile("[\ud800-\udfff]")
HOUR_OF_KEY = re.compile(r"[a-z-]+/dt=(\d{4}-\d\d-\d\d)/hh=([01]\d|2[0-3])/[^/]+")
DIGEST_KEY = re.compile(r"digests/(\d{8})\.json")
DIGEST = {"v": int, "sequence": int, "from": str, "to": str, "at": str, "objects": list, "setAside": list, "records": int,
          "root": str, "previous": (str, type(None)), "algorithm": str, "keyId": str, "signature": str}
SET_ASIDE = {"v": int, "eventId": str, "sequenceNumber": str, "id": (str, type(None)), "why": str,
             "text": (str, type(None))}
ENTRY = {"key": str, "bytes": int, "sha256": str}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def hour_at(time):
    return int(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp() // 3600)


def start_of(hour):
    return datetime.fromtimestamp(hour * 3600, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def hour_of_key(key):
    found = HOUR_OF_KEY.fullmatch(key)
    return hour_at(f"{found[1]}T{found[2]}:00:00Z") if found else None


def parse_object(text):
    try:
        value = json.loads(str(text.encode(), "utf-8"), parse_constant=int)  # int refuses NaN and Infinity
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def has(value, shape):
    return isinstance(value, dict) and all(isinstance(value.get(name), kind) for name, kind in shape.items())


def text_without(text, member, value):
    """The text that a record's hash, or a digest file's signature, is over."""
    part = f'"{member}":{json.dumps(value)},'
    return text.replace(part, "", 1) if text.count(part) == 1 else None


def read_record(text):
    """(chain, seq, prev, hash) of a record that proves itself."""
    record = parse_object(text)
    own, seq, prev, name = ((record or {}).get(member) for member in ("hash", "seq", "prev", "id"))
    rest = text_without(text, "hash", own) if isinstance(own, str) and HEX.fullmatch(own) else None
    if rest is None or sha256(rest.encode()) != own:
        return None
    if type(seq) is not int or seq < 1 or not isinstance(name, str) or not name.endswith(f".{seq}"):
        return None
    chain, is_linked = name.rpartition(".")[0], prev is None or HEX.fullmatch(str(prev))
    return (chain, seq, prev, own) if chain and is_linked and not HALF.search(chain) else None


def root_of(leaves):
    """RFC 6962, 2.1, level by level: a node without a neighbour goes up as it is."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2:]
    return level[0]


def load_key(path):
    key = pem.load_pem_public_key(pathlib.Path(path).read_bytes())
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise ValueError("must be a public key on the curve P-256")
    numbers = key.public_numbers()
    x, y = (base64.urlsafe_b64encode(n.to_bytes(32, "big")).rstrip(b"=").decode() for n in (numbers.x, numbers.y))
    jwk = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'
    return base64.urlsafe_b64encode(hashlib.sha256(jwk.encode()).digest()).rstrip(b"=").decode(), key


def is_signed(key, text, signature):
    try:
        return key.verify(base64.b64decode(signature), text.encode(), ec.ECDSA(hashes.SHA256())) is None
    except (InvalidSignature, ValueError):
        return False


class Verifier:
    def __init__(self, folder, keys):
        self.folder, self.keys, self.faults = folder, keys, []
        self.places, self.filled, self.unlisted = {}, {}, []
        self.records = self.digest_files = 0

    def fault(self, code, key, record=None, byte=None):
        fault = {"code": code, "object": key, "record": record, "byte": byte}
        self.faults.append({name: value for name, value in fault.items() if value is not None})

    def read(self, key):
        path = pathlib.Path(self.folder, key)
        return path.read_bytes() if path.is_file() else None

    def keys_under(self, prefix):
        found = []
        for at, _, names in os.walk(os.path.join(self.folder, prefix)):
            found += [os.path.relpath(os.path.join(at, name), self.folder).replace(os.sep, "/") for name in names]
        return sorted(found, key=lambda key: key.encode())

    def digest_at(self, sequence):
        """The file, the text that its signature is over, or nothing where it cannot be read."""
        text = (self.read(f"digests/{sequence:08}.json") or b"").decode("utf-8", "replace")
        file = parse_object(text)
        if not has(file, DIGEST) or set(file) != set(DIGEST) or file["v"] != 1 or not TIME.fullmatch(file["from"]):
            return None
        if not all(has(entry, ENTRY) for entry in file["objects"] + file["setAside"]):
            return None
        rest = text_without(text, "signature", file["signature"])
        return None if rest is None else (file, rest)

    def span(self, since, until):
        named = [(key, DIGEST_KEY.fullmatch(key)) for key in self.keys_under("digests/")]
        for key in (key for key, found in named if not found):
            self.fault("digest-misplaced", key)
        there = [int(found[1]) for _, found in named if found]
        read = ((sequence, self.digest_at(sequence)) for sequence in there)
        base = next((hour_at(digest[0]["from"]) - sequence for sequence, digest in read
                     if digest and digest[0]["sequence"] == sequence), None)
        if base is None:
            self.fault("digest-missing", "digests/00000000.json")
            return None
        now = (datetime.now(timezone.utc) - timedelta(minutes=30)).isoformat()
        last = max(there[-1], hour_at(now) - 1 - base)
        if until:
            last = min(last, hour_at(until) - 1 - base)
        return base, max(0, hour_at(since) - base) if since else 0, last, there[-1]

    def next_digest(self, base, sequence, before):
        """The file, if it speaks of its hour; and its hash, which the next one must name."""
        key = f"digests/{sequence:08}.json"
        body, digest = self.read(key), self.digest_at(sequence)
        if digest is None:
            self.fault("digest-missing" if body is None else "digest-unreadable", key)
            return None, () if body is None else (sha256(body),)
        file, text = digest
        if file["keyId"] not in self.keys:
            self.fault("key-unknown", key)
        elif not is_signed(self.keys[file["keyId"]], text, file["signature"]):
            self.fault("signature-wrong", key)
        if before and file["previous"] != before[0]:
            self.fault("digest-unchained", key)
        hour = (sequence, start_of(base + sequence), start_of(base + sequence + 1))
        if (file["sequence"], file["from"], file["to"]) != hour:
            self.fault("digest-misplaced", key)
            return None, (sha256(body),)
        return file, (sha256(body),)

    def check_object(self, key, entry=None):
        body = self.read(key)
        if body is None:
            self.fault("object-missing", key)
            return []
        if entry and (len(body), sha256(body)) != (entry["bytes"], entry["sha256"]):
            self.fault("object-changed", key)
        return self.check_set_aside(key, body) if key.startswith("set-aside/") else self.check_lines(key, body)

    def check_lines(self, key, body):
        try:
            text = gzip.GzipFile(fileobj=io.BytesIO(body or b"nothing")).read(MOST_BYTES + 1)
            if len(text) > MOST_BYTES:
                raise OSError("It is larger than any object may be.")
        except (OSError, EOFError, zlib.error):
            self.fault("object-unreadable", key)
            return []
        leaves, start = [], 0
        for line in text.split(b"\n")[:-1] if text.endswith(b"\n") else text.split(b"\n"):
            row = parse_object(line.decode("utf-8", "replace")) or {}
            detail = row.get("detail")
            place = read_record(detail) if isinstance(detail, str) else None
            columns = (row.get("record_id"), row.get("seq"), row.get("prev"), row.get("hash"))
            if place and columns == (f"{place[0]}.{place[1]}", *place[1:]):
                self.add(place, key, start)
                leaves.append(bytes.fromhex(place[3]))
            else:
                name = f"{place[0]}.{place[1]}" if place else row.get("record_id")
                self.fault("record-changed", key, name if isinstance(name, str) else None, start)
            start += len(line) + 1
        self.records += len(leaves)
        return leaves

    def check_set_aside(self, key, body):
        kept = parse_object(body.decode("utf-8", "replace"))
        if not has(kept, SET_ASIDE) or set(kept) != set(SET_ASIDE) or kept["v"] != 1:
            self.fault("object-unreadable", key)
            return []
        place = read_record(kept["text"] or "")
        chain, _, seq = (kept["id"] or "").rpartition(".")
        if place:
            self.add(place, key, 0)
        elif chain and re.fullmatch("[0-9]+", seq):
            self.filled.setdefault(chain, set()).add(int(seq))
        return []

    def add(self, place, key, byte):
        places = self.places.setdefault(place[0], [])
        places.append((place[1], len(places), key, byte, *place[2:]))

    def check_hour(self, file):
        self.digest_files, faults, leaves = self.digest_files + 1, len(self.faults), []
        for entry in file["objects"] + file["setAside"]:
            leaves += self.check_object(entry["key"], entry)
        if len(self.faults) == faults and (len(leaves), root_of(leaves).hex()) != (file["records"], file["root"]):
            self.fault("root-differs", f"digests/{file['sequence']:08}.json")

    def take(self, file):
        listed = {entry["key"] for entry in file["objects"] + file["setAside"]}
        self.unlisted = [key for key in self.unlisted if key not in listed]

    def run(self, since, until):
        base, first, last, there = self.span(since, until) or (0, 0, -1, -1)
        if first > last and there >= 0:
            self.next_digest(base, 0, (None,))
        keys = self.keys_under("records/") + self.keys_under("set-aside/")
        self.unlisted = [key for key in keys if hour_of_key(key) is None]
        hours = sorted((hour_of_key(key), key) for key in keys if hour_of_key(key) is not None)
        waiting = deque(pair for pair in hours if first == 0 or pair[0] >= base + first)
        before = (None,) if first == 0 else tuple(sha256(b) for b in [self.read(f"digests/{first - 1:08}.json")] if b)
        for sequence in range(first, last + 1):
            under = []
            while waiting and waiting[0][0] <= base + sequence:
                under.append(waiting.popleft()[1])
            file, before = self.next_digest(base, sequence, before)
            for key in [] if file else under:
                self.check_object(key)
            if file:
                self.unlisted += under
                self.take(file)
                self.check_hour(file)
        for digest in map(self.digest_at, range(last + 1, min(last + LOOK_BACK, there) + 1)):
            self.take(digest[0] if digest else {"objects": [], "setAside": []})
        for _, key in [] if until else waiting:
            self.check_object(key)
        for key in self.unlisted:
            self.fault("object-unlisted", key)
        for chain in self.places:
            self.check_chain(chain, 1 if first == 0 else None)

    def check_chain(self, chain, expected):
        filled, before = self.filled.get(chain, set()), None
        for seq, _, key, byte, prev, own in sorted(self.places[chain]):
            if before and before[0] == seq:
                if before[1:] != (prev, own):
                    self.fault("record-forked", key, f"{chain}.{seq}", byte)
                continue
            missing = before[0] + 1 if before else expected or seq
            while missing in filled:
                missing += 1
            if missing < seq:
                self.fault("record-missing", key, f"{chain}.{missing}", byte)
            follows = before and before[0] == seq - 1
            if (prev is None) != (seq == 1) or (follows and prev is not None and prev != before[2]):
                self.fault("record-unlinked", key, f"{chain}.{seq}", byte)
            before = (seq, prev, own)


def main():
    parser = argparse.ArgumentParser(description="Verifies a copy of the audit bucket.")
    parser.add_argument("folder")
    parser.add_argument("--key", action="append", required=True)
    parser.add_argument("--from", dest="since")
    parser.add_argument("--to", dest="until")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    verifier = Verifier(options.folder, dict(map(load_key, options.key)))
    verifier.run(options.since, options.until)
    verified = not verifier.faults and verifier.digest_files > 0
    lines = [": ".join(str(part) for part in fault.values()) for fault in verifier.faults]
    lines.append(f"{'VERIFIED' if verified else 'NOT VERIFIED'}: {verifier.digest_files} signed hours, {verifier.records} records")
    report = {"verified": verified, "records": verifier.records, "faults": verifier.faults}
    print(json.dumps(report) if options.json else "\n".join(lines))
    sys.exit(0 if verified else 1)


if __name__ == "__main__":
    main()

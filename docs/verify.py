#!/usr/bin/env python3
"""Verifies a copy of the trail: python3 verify.py <folder> --key <pem> [--from <time>] [--to <time>] [--copy <folder>]

Written from docs/evidence.md alone; needs Python 3.9 and `cryptography`. Exits with 0 or 1. All is in memory."""
import argparse, base64, hashlib, itertools, json, os, pathlib, re, sys, time, zlib
from datetime import datetime, timezone

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec

LOOK_BACK, MOST_BYTES, MOST_NAMED, MOST_NESTED, OPTIONAL = 48, 1 << 27, 20, 100, (str, type(None))
HEX, HALF, DAY = re.compile("[0-9a-f]{64}"), re.compile("[\ud800-\udfff]"), "[0-9]{4}-[0-9]{2}-[0-9]{2}"
HOUR_OF_KEY = re.compile(rf"[a-z-]+/dt=({DAY})/hh=([01][0-9]|2[0-3])/(?!\.\.?\Z)[^/]+", re.S)
DIGEST_KEY = re.compile(r"digests/([0-9]{8})\.json")
# A digest file is canonical JSON: its text has one form.
NUMBER, LIST = "(?:0|[1-9][0-9]{0,14})", r"\[(?:{0}(?:,{0})*)?\]"
TEXT = r'"(?:[^"\\\x00-\x1f]|\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f])))*"'
HOUR, TIME = rf'"{DAY}T[0-9]{{2}}:00:00\.000Z"', rf'"{DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}\.[0-9]{{3}}Z"'
BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?"
OBJECT, ASIDE = (
    rf'\{{"bytes":{NUMBER},{own}/{TEXT[1:]},(?:"late":true,)?{more}"sha256":"{HEX.pattern}"\}}'
    for own, more in (('"key":"records', f'"records":{NUMBER},'), (f'"id":(?:null|{TEXT}),"key":"set-aside', "")))
DIGEST = re.compile(
    rf'\{{"algorithm":"ECDSA_SHA_256","at":{TIME},"from":{HOUR},"keyId":{TEXT},"objects":{LIST.format(OBJECT)},'
    rf'"previous":(?:null|"{HEX.pattern}"),"records":{NUMBER},"root":"{HEX.pattern}","sequence":{NUMBER},'
    rf'"setAside":{LIST.format(ASIDE)},"signature":"{BASE64}","to":{HOUR},"v":1\}}')
ALGORITHM = ec.ECDSA(hashes.SHA256())
SET_ASIDE = {"v": float, "eventId": str, "sequenceNumber": str, "id": OPTIONAL, "why": str, "text": OPTIONAL}

def sha256(data):
    return hashlib.sha256(data).hexdigest()

def hour_at(text):  # Of UTC, from 1970 on.
    try:
        hour = int(datetime.fromisoformat(text.replace("Z", "") + "+00:00").timestamp() // 3600)
    except ValueError:
        return None
    return hour if hour >= 0 else None

def hour_of_key(key):
    found = HOUR_OF_KEY.fullmatch(key)
    return hour_at(f"{found[1]}T{found[2]}:00:00Z") if found else None

def parse_object(text):  # Numbers are as JavaScript has them; `int` refuses NaN and Infinity.
    many = text.count("{") + text.count("[") > MOST_NESTED  # Brackets in texts are text, and are taken out.
    bare = re.sub(r'"[^"\\]*(?:\\.[^"\\]*)*"', "", text) if many else ""
    depth = max(itertools.accumulate(1 if one in "[{" else -1 for one in re.findall(r"[][{}]", bare)), default=0)
    try:
        value = depth <= MOST_NESTED and json.loads(str(text.encode(), "utf-8"), parse_constant=int, parse_int=float)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None

def text_without(text, member, value):
    """The text that a record's hash, or a digest file's signature, is over."""
    part = f'"{member}":"{value}",'
    return text.replace(part, "", 1) if text.count(part) == 1 else None

def read_record(text):
    """(chain, seq, prev, hash) of a record that proves itself."""
    record = (parse_object(text) if isinstance(text, str) else None) or {}
    own, seq, prev, name = (record.get(member, "") for member in ("hash", "seq", "prev", "id"))
    rest = text_without(text, "hash", own) if isinstance(own, str) and HEX.fullmatch(own) else None
    if rest is None or sha256(rest.encode()) != own or type(seq) is not float or not 1 <= seq < 1 << 53:
        return None
    chain = name[: -len(f".{seq:.0f}")] if isinstance(name, str) and name.endswith(f".{seq:.0f}") else ""
    is_linked = prev is None or isinstance(prev, str) and HEX.fullmatch(prev)
    is_placed = seq.is_integer() and chain and is_linked and not HALF.search(chain)
    return (chain, int(seq), prev, own) if is_placed else None

def unpack(body):  # RFC 1952: one member or more, and nothing behind them.
    text, rest = b"", body or b"nothing"
    while rest:
        member = zlib.decompressobj(31)
        text, rest = text + member.decompress(rest, MOST_BYTES + 1 - len(text)), member.unused_data
        if not member.eof or len(text) > MOST_BYTES:
            raise zlib.error("It is cut off, or larger than any object may be.")
    return text

def root_of(leaves):  # RFC 6962, 2.1
    if len(leaves) < 2:
        return hashlib.sha256(b"\x00" + leaves[0] if leaves else b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + root_of(leaves[:split]) + root_of(leaves[split:])).digest()

def load_key(path):
    key = pem.load_pem_public_key(pathlib.Path(path).read_bytes())
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise ValueError("must be a public key on the curve P-256")
    numbers = key.public_numbers()
    x, y = (base64.urlsafe_b64encode(n.to_bytes(32, "big")).rstrip(b"=").decode() for n in (numbers.x, numbers.y))
    jwk = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'
    return base64.urlsafe_b64encode(hashlib.sha256(jwk.encode()).digest()).rstrip(b"=").decode(), key

def lists_right(file, hour):
    """Each object once, in order: of this hour, or late, of the 48 before it. The first file has all before it."""
    entries, reach = file["objects"] + file["setAside"], LOOK_BACK if file["sequence"] else hour
    keys = [entry["key"] for entry in entries]
    ages = [-1 if hour_of_key(key) is None else hour - hour_of_key(key) for key in keys]
    is_late = [bool(age and file["sequence"]) for age in ages]
    is_right = all(0 <= age <= reach for age in ages) and is_late == ["late" in entry for entry in entries]
    return is_right and keys == sorted(set(keys), key=str.encode)

class Verifier:
    def __init__(self, folder, keys, copies):
        self.folder, self.keys, self.copies, self.faults = folder, keys, copies, []
        self.places, self.filled, self.unlisted, self.records, self.digest_files = {}, {}, [], 0, 0
        self.order = itertools.count()

    def fault(self, code, key, record=None, byte=None):
        said = zip(("code", "object", "record", "byte"), (code, key, record, byte))
        self.faults.append({name: value for name, value in said if value is not None})

    def read(self, key, folder=None):
        path = os.path.join(folder or self.folder, key)
        return pathlib.Path(path).read_bytes() if os.path.isfile(path) else None

    def keys_under(self, folder, prefix):
        paths = pathlib.Path(folder, prefix).rglob("*") if folder else []
        return sorted((path.relative_to(folder).as_posix() for path in paths if path.is_file()), key=str.encode)

    def digest_at(self, sequence):
        """The file and the text that its signature is over, or nothing where it cannot be read."""
        text = (self.read(f"digests/{sequence:08}.json") or b"").decode("utf-8", "surrogateescape")
        file = parse_object(text) if DIGEST.fullmatch(text) else None
        at, since, until = (hour_at(file[name]) if file else None for name in ("at", "from", "to"))
        if None in (at, since, until) or until != since + 1 or not lists_right(file, since):
            return None
        return file, text_without(text, "signature", file["signature"])

    def span(self, since, until):
        found = {key: DIGEST_KEY.fullmatch(key) for key in self.keys_under(self.folder, "digests/")}
        there = {key: int(match[1]) for key, match in found.items() if match}
        base = next((hour_at(digest[0]["from"]) - number for number in there.values()
                     for digest in [self.digest_at(number)] if digest and digest[0]["sequence"] == number), None)
        ahead = time.time() // 3600 + LOOK_BACK - (base or 0)
        for key in (key for key in found if there.get(key, ahead + 1) > ahead):
            self.fault("digest-misplaced", key)
        if base is None:
            return self.fault("digest-missing", "digests/00000000.json")
        copied = [int(key[8:16]) for key in self.keys_under(self.copies, "digests/") if DIGEST_KEY.fullmatch(key)]
        last_there = max([-1] + [number for number in [*there.values(), *copied] if number <= ahead])
        last = max(last_there, int(time.time() - 1800) // 3600 - 1 - base)
        last = min(last, hour_at(until) - 1 - base) if until else last
        return base, max(0, hour_at(since) - base) if since else 0, last, last_there

    def next_digest(self, base, sequence, before):
        """The file, if it speaks of its hour; and its hash, which the next one must name."""
        key = f"digests/{sequence:08}.json"
        body, digest = self.read(key), self.digest_at(sequence)
        own = () if body is None else (sha256(body),)
        if self.copies and body is not None and self.read(key, self.copies) != body:
            self.fault("digest-copy-differs", key)
        if digest is None:
            self.fault("digest-missing" if body is None else "digest-unreadable", key)
            return None, own
        file, wrong = digest[0], self.wrong_with(*digest, base, sequence)
        for code in wrong + ["digest-unchained"] * bool(before and file["previous"] != before[0]):
            self.fault(code, key)
        return None if "digest-misplaced" in wrong else file, own

    def wrong_with(self, file, text, base, sequence):
        is_here = (file["sequence"], hour_at(file["from"])) == (sequence, base + sequence)
        codes, key = [] if is_here else ["digest-misplaced"], self.keys.get(file["keyId"])
        if key is None:
            return codes + ["key-unknown"]
        try:
            key.verify(base64.b64decode(file["signature"]), text.encode(), ALGORITHM)
        except (InvalidSignature, ValueError):
            codes.append("signature-wrong")
        return codes

    def check_object(self, key, entry=None):
        """The leaves of its records; and whether it is as its entry lists it."""
        body = self.read(key)
        if body is None:
            return [], self.fault("object-missing", key)
        if entry and (len(body), sha256(body)) != (entry["bytes"], entry["sha256"]):
            self.fault("object-changed", key)
        if key.startswith("records/"):
            return self.check_lines(key, body, entry)
        return self.check_set_aside(key, body, entry)

    def check_lines(self, key, body, entry):
        try:
            text = unpack(body)
        except zlib.error:
            return [], self.fault("object-unreadable", key)
        leaves, start, most, (*lines, rest) = [], 0, len(self.faults) + MOST_NAMED, text.split(b"\n")
        for line in lines + [rest] * bool(rest):
            row = parse_object(line.decode("utf-8", "surrogateescape")) or {}
            place = read_record(row.get("detail"))
            columns = (row.get("record_id"), repr(row.get("seq")), row.get("prev", ""), row.get("hash"))
            proved = place and (f"{place[0]}.{place[1]}", repr(float(place[1])), *place[2:])
            if columns == proved and line is not rest:
                self.places.setdefault(place[0], []).append((place[1], next(self.order), key, start, *place[2:]))
                leaves.append(bytes.fromhex(place[3]))
            elif len(self.faults) < most:
                name = proved[0] if place else row.get("record_id")
                self.fault("record-changed", key, name if isinstance(name, str) else None, start)
            start += len(line) + 1
        self.records += len(leaves)
        return leaves, entry is None or entry["records"] == len(leaves)

    def check_set_aside(self, key, body, entry):
        kept = parse_object(body.decode("utf-8", "surrogateescape")) or {}
        is_shaped = set(kept) == set(SET_ASIDE) and all(isinstance(kept[one], kind) for one, kind in SET_ASIDE.items())
        if not is_shaped or kept["v"] != 1:
            return [], self.fault("object-unreadable", key)
        place = read_record(kept["text"])
        chain, _, seq = (kept["id"] or "").rpartition(".")
        if place:
            self.places.setdefault(place[0], []).append((place[1], next(self.order), key, 0, *place[2:]))
        elif chain and not HALF.search(chain) and re.fullmatch("[0-9]{1,15}", seq):
            self.filled.setdefault(chain, set()).add(int(seq))
        named = None if HALF.search(kept["id"] or "") else kept["id"]
        return [], entry is None or entry["id"] == named

    def check_hour(self, file):
        self.digest_files, faults, leaves, fits = self.digest_files + 1, len(self.faults), [], True
        for entry in file["objects"] + file["setAside"]:
            own, is_listed = self.check_object(entry["key"], entry)
            leaves, fits = leaves + own, fits and is_listed
        fits = fits and (len(leaves), root_of(leaves).hex()) == (file["records"], file["root"])
        if len(self.faults) == faults and not fits:
            self.fault("root-differs", f"digests/{file['sequence']:08.0f}.json")

    def take(self, file):
        listed = {entry["key"] for entry in file["objects"] + file["setAside"]}
        self.unlisted = [key for key in self.unlisted if key not in listed]

    def run(self, since, until):
        base, first, last, there = self.span(since, until) or (0, 0, -1, -1)
        if first > last and there >= 0:
            self.next_digest(base, 0, (None,))
        keys = self.keys_under(self.folder, "records/") + self.keys_under(self.folder, "set-aside/")
        start = datetime.fromtimestamp((base + first) * 3600, timezone.utc).strftime("dt=%Y-%m-%d/hh=%H/")
        keys = [key for key in keys if first == 0 or key.partition("/")[2] > start]
        self.unlisted = [key for key in keys if hour_of_key(key) is None]
        waiting = sorted(((hour_of_key(key), key) for key in keys if hour_of_key(key) is not None), reverse=True)
        bodies = [] if first == 0 else [self.read(f"digests/{first - 1:08}.json")]
        before = tuple(sha256(body) for body in bodies if body is not None) if bodies else (None,)
        for sequence in range(first, last + 1):
            under = []
            while waiting and waiting[-1][0] <= base + sequence:
                under.append(waiting.pop()[1])
            file, before = self.next_digest(base, sequence, before)
            for key in [] if file else sorted(under, key=str.encode):
                self.check_object(key)
            if file:
                self.unlisted += under
                self.take(file)
                self.check_hour(file)
        for sequence in range(last + 1, min(last + LOOK_BACK, there) + 1):
            digest = self.digest_at(sequence)
            if digest and not self.wrong_with(*digest, base, sequence):
                self.take(digest[0])
        for hour, key in [] if until else sorted(waiting, key=lambda pair: pair[1].encode()):
            self.check_object(key) if hour <= time.time() // 3600 + LOOK_BACK else self.unlisted.append(key)
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

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Verifies a copy of the audit bucket.")
    parser.add_argument("folder")
    parser.add_argument("--key", action="append", required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--copy")
    for name in ("--from", "--to"):
        parser.add_argument(name, type=lambda text: text if "T" in text else f"{text}T00:00Z")
    options = vars(parser.parse_args())
    verifier = Verifier(options["folder"], dict(map(load_key, options["key"])), options["copy"])
    verifier.run(options["from"], options["to"])
    verified = not verifier.faults and verifier.digest_files > 0
    verdict = f"{'' if verified else 'NOT '}VERIFIED: {verifier.digest_files} signed hours, {verifier.records} records"
    lines = [": ".join(str(part) for part in fault.values()) for fault in verifier.faults] + [verdict]
    report = {"verified": verified, "records": verifier.records, "faults": verifier.faults}
    print(json.dumps(report) if options["json"] else "\n".join(ascii(one)[1:-1] for one in lines))
    sys.exit(0 if verified else 1)

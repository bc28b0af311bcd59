"""Reads the messages (*.eml) of a folder with Python's own mail library; prints what a reader gets of each, as one JSON object."""

import email
import email.header
import email.policy
import email.utils
import hashlib
import json
import pathlib
import sys


def text_of(header):
    return str(email.header.make_header(email.header.decode_header(header or "")))


def mailboxes(header):
    pairs = email.utils.getaddresses([header]) if header else []
    return [{"name": text_of(name), "address": address} for name, address in pairs]


def unfolded(header):
    return (header or "").replace("\r\n", "").replace("\n", "").strip()


def body_of(message, kind):
    part = next(part for part in message.walk() if part.get_content_type() == kind)
    return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")


def files_of(message):
    files = [part for part in message.walk() if part.get_filename()]
    return [
        {
            "fileName": part.get_filename(),
            "contentType": part.get_content_type(),
            "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest(),
            "cid": (part.get("Content-Id") or "").strip("<>"),
        }
        for part in files
    ]


def reading_of(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    defects = [repr(defect) for part in message.walk() for defect in part.defects]
    own = {name.lower(): unfolded(value) for name, value in message.items() if name.startswith("X-")}
    date = email.utils.parsedate_to_datetime(message["Date"])
    return {
        "defects": defects,
        "from": mailboxes(unfolded(message["From"])),
        "to": mailboxes(unfolded(message["To"])),
        "cc": mailboxes(unfolded(message["Cc"])),
        "subject": text_of(unfolded(message["Subject"])),
        "date": date.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "messageId": message["Message-Id"],
        "inReplyTo": message["In-Reply-To"] or "",
        "references": unfolded(message["References"]).split(),
        "headers": {name: text_of(value) for name, value in own.items()},
        "text": body_of(message, "text/plain"),
        "html": body_of(message, "text/html"),
        "files": files_of(message),
    }


folder = pathlib.Path(sys.argv[1])
readings = {path.stem: reading_of(path) for path in sorted(folder.glob("*.eml"))}
json.dump(readings, sys.stdout)

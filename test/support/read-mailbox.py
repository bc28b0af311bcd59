"""Takes the messages out of a mailbox (mbox or maildir) with Python's own library, each into a file of a folder, as they were sent."""

import mailbox
import pathlib
import re
import sys

kind, source, target = sys.argv[1:]
box = mailbox.mbox(source, create=False) if kind == "mbox" else mailbox.Maildir(source, create=False)
folder = pathlib.Path(target)
for number, key in enumerate(box.keys()):
    content = box.get_bytes(key)
    if kind == "mbox":
        content = re.sub(rb"^>(>*From )", rb"\1", content, flags=re.MULTILINE)
    (folder / f"{number}.eml").write_bytes(content.replace(b"\n", b"\r\n"))

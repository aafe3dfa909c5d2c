"""Verifies DKIM with dkimpy: KEY RECORD as argument; stdin: for each message its length on a line, then its bytes.

Good is a message of whose signatures one is good by that key."""

import sys

import dkim

name, record = sys.argv[1].encode(), sys.argv[2].encode()
stdin = sys.stdin.buffer


def dns(asked, timeout=5):
    return record if asked.rstrip(b".") == name else None


def verdict(message):
    why = "no signature"
    signatures = sum(field.lower() == b"dkim-signature" for field, _ in dkim.DKIM(message).headers)
    for index in range(signatures):
        try:
            if dkim.DKIM(message).verify(idx=index, dnsfunc=dns):
                return "good"
            why = "wrong signature"
        except dkim.DKIMException as reason:
            why = str(reason)
    return "bad " + why


while True:
    length = stdin.readline()
    if not length:
        break
    print(verdict(stdin.read(int(length))), flush=True)

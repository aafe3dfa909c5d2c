"""Verifies DKIM with dkimpy: KEY RECORD as argument; stdin: for each message its length on a line, then its bytes."""

import sys

import dkim

name, record = sys.argv[1].encode(), sys.argv[2].encode()
stdin = sys.stdin.buffer


def dns(asked, timeout=5):
    return record if asked.rstrip(b".") == name else None


while True:
    length = stdin.readline()
    if not length:
        break
    message = stdin.read(int(length))
    try:
        print("good" if dkim.verify(message, dnsfunc=dns) else "bad", flush=True)
    except dkim.DKIMException as why:
        print("bad", why, flush=True)

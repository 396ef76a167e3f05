"""Stands for the application of a tab: says its size, then gives back what it is sent.

« fichier » hands a file over; « fin » ends; anything else comes back.
"""

from __future__ import annotations

import json
import os
import sys

from textual._binary_encode import dump

FILE = {
    "type": "deliver_file_start",
    "key": "K",
    "path": '/x/résumé ".txt',
    "open_method": "browser",
    "mime_type": "text/html",
    "encoding": "",
}


def write(kind: bytes, payload: bytes) -> None:
    sys.stdout.buffer.write(kind + len(payload).to_bytes(4, "big") + payload)
    sys.stdout.buffer.flush()


def read() -> tuple[bytes, bytes] | None:
    head = sys.stdin.buffer.read(5)
    return (head[:1], sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))) if head else None


def main() -> None:
    print("__GANGLION__", flush=True)
    write(b"D", f"{os.environ['COLUMNS']}x{os.environ['ROWS']}".encode())
    left = [b"contenu \xc3\xa9crit", b""]
    while packet := read():
        kind, payload = packet
        if kind == b"M":
            meta = json.loads(payload)
            if meta["type"] == "quit":
                return
            if meta["type"] == "deliver_chunk_request":
                write(b"P", dump(("deliver_chunk", meta["key"], left.pop(0))))
            else:
                write(b"D", payload)
        elif payload == b"fichier":
            write(b"M", json.dumps(FILE).encode())
        elif payload == b"fin":
            write(b"M", b'{"type": "exit"}')
            return
        else:
            write(b"D", payload)


main()

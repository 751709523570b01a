"""Holds open pages of the board as a process of its own: lines of events that are read and thrown away.

Plain sockets: a client library would spend more processor time on 200 lines than the server does, on the same cores.
"""

import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

OPENED = b"\n\n"  # the end of a first event
BETWEEN_SECONDS = 0.005  # of connections without a whole request only 64 may wait
PATIENCE_SECONDS = 20.0


@contextmanager
def open_lines(port: int, cookie: str, lines: int) -> Iterator[None]:
    """Hold open pages and return once each has received its first event; with no page the process only waits.

    Raises RuntimeError when one is not let in.
    """
    command = [sys.executable, "-m", "benchmarks.page_lines", str(port), cookie, str(lines)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None or process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{lines} pages were not let in")
        yield
        if process.poll() is not None:
            raise RuntimeError("a line was ended while it was measured")
    finally:
        process.terminate()
        process.wait(20)


def main() -> None:
    """Open the lines, say so, and read until ended; exit when a line is refused or hung up on."""
    port, cookie, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    waiting = selectors.DefaultSelector()
    for _ in range(count):
        waiting.register(_open(port, cookie), selectors.EVENT_READ)
        time.sleep(BETWEEN_SECONDS)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        for key, _ in waiting.select(None if count else PATIENCE_SECONDS):
            if not isinstance(key.fileobj, socket.socket) or not key.fileobj.recv(65536):
                sys.exit("a line was hung up on")


def _open(port: int, cookie: str) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
    line.sendall(f"GET /dong HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n".encode())
    answer = b""
    while OPENED not in answer.partition(b"\r\n\r\n")[2]:
        more = line.recv(65536)
        if not more or not (answer := answer + more).startswith(b"HTTP/1.1 200 "):
            sys.exit("a line was not let in")
    return line


if __name__ == "__main__":
    main()

"""Starts the program under test quickly: everything is imported once, each start is a fork that has opened nothing yet.

One JSON request a line on standard input, {"environ", "log", "is_traced"}; answers "pid N", then "dead N STATUS".
"""

import ctypes
import gc
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
TRACER_SECONDS = 20.0


def main() -> int:
    """Serve requests until the other side closes its end."""
    import alembic.command  # noqa: F401 - imported late by the program, by each life anew
    import sqlalchemy.dialects.postgresql.psycopg
    import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401 - as above

    from tests.crash.program_under_test import main as program

    gc.freeze()
    print("ready", flush=True)  # noqa: T201 - the interface of this program
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(request, program)
        print(f"pid {pid}", flush=True)  # noqa: T201 - as above
        _, status = os.waitpid(pid, 0)
        print(f"dead {pid} {os.waitstatus_to_exitcode(status)}", flush=True)  # noqa: T201 - as above
    return 0


def _become(request: dict[str, Any], program: Any) -> None:
    """In the child: never returns."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        null = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((null, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        sys.stdin.close()
        os.environ.update(request["environ"])
        if request["is_traced"]:
            _wait_for_tracer()
        code = program()
    except BaseException as error:
        import traceback

        traceback.print_exception(error)
    finally:
        sys.stderr.flush()
        os._exit(code)


def _wait_for_tracer() -> None:
    end = time.monotonic() + TRACER_SECONDS
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text(encoding="ascii"):
        if time.monotonic() > end:
            raise TimeoutError("no tracer came")
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())

"""How many connections this process may have open: each is a file to the machine, which allows few by default."""

import logging
import sys

log = logging.getLogger(__name__)
BESIDE = 256  # files of other kinds: the database, pages, what is read and written


def allow_connections(count: int) -> None:
    """Raise the limit of open files to `count` connections and some more; log it where the machine allows fewer."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + BESIDE
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    if most < wanted:
        log.warning("%d open files are allowed, %d are needed", most, wanted, extra={"action": "few_open_files"})

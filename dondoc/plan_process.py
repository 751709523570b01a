"""Reads a plan in a process of its own: a file that is slow, huge or hostile is ended with it and costs nobody else.

Run as `python -m dondoc.plan_process NAME` it is that process: bytes on standard input, JSON on standard output.
"""

import asyncio
import hashlib
import logging
import resource
import sys

from pydantic import TypeAdapter, ValidationError

from domain.drafts import PlanReading
from services.receive_plan import read_document

MOST_SECONDS = 60.0
MOST_MEMORY = 2 * 1024**3  # bytes of address space
_READING: TypeAdapter[PlanReading] = TypeAdapter(PlanReading)
_log = logging.getLogger(__name__)


async def read_in_process(content: bytes, file_name: str, *, seconds: float = MOST_SECONDS) -> PlanReading:
    """What the file says, or what is wrong with it: "too_slow" after so many seconds, "not_read" when reading broke."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "dondoc.plan_process", file_name,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    file_hash = hashlib.sha256(content).hexdigest()
    try:
        async with asyncio.timeout(seconds):
            told, complaint = await child.communicate(content)
        return _READING.validate_json(told)
    except TimeoutError:
        return PlanReading(file_name, file_hash, trouble="too_slow")
    except ValidationError:
        _log.warning("reading broke: %s", complaint[-500:].decode(errors="replace"), extra={"action": "reading_broke"})
        return PlanReading(file_name, file_hash, trouble="not_read")
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


def main() -> None:
    """Be the process."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(MOST_SECONDS), int(MOST_SECONDS)))
    reading = read_document(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(_READING.dump_json(reading))


if __name__ == "__main__":
    main()

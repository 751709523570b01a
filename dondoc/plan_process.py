"""The one place that reads a plan in a process of its own: a slow, huge or hostile file ends that and nothing else.

Run as `python -m dondoc.plan_process NAME` it is that process: bytes on standard input, JSON on standard output.
"""

import asyncio
import hashlib
import logging
import sys
from functools import cache

from pydantic import TypeAdapter, ValidationError

from documents.plans.blocks import PlanUnreadable
from domain.drafts import PlanReading
from domain.plans import PlanDraft
from services.receive_plan import read_document

MOST_SECONDS = 60.0
MOST_MEMORY = 2 * 1024**3  # bytes of address space
_SENTENCES = {
    "too_slow": "Đọc tệp quá {seconds:g} giây nên đã dừng; đề nghị chỉ gửi phần kế hoạch hoặc chia nhỏ tệp.",
    "not_read": "Tệp làm chương trình đọc bị dừng giữa chừng; đề nghị lưu lại thành .docx rồi gửi lại.",
}
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
        return _reading().validate_json(told)
    except TimeoutError:
        return PlanReading(file_name, file_hash, trouble="too_slow")
    except ValidationError:
        _log.warning("reading broke: %s", complaint[-500:].decode(errors="replace"), extra={"action": "reading_broke"})
        return PlanReading(file_name, file_hash, trouble="not_read")
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


def read_plan_in_process(content: bytes, file_name: str, *, seconds: float = MOST_SECONDS) -> PlanDraft:
    """The same for the command line, which has nothing else to do meanwhile.

    Raises PlanUnreadable with one Vietnamese sentence.
    """
    reading = asyncio.run(read_in_process(content, file_name, seconds=seconds))
    if reading.plan is None:
        raise PlanUnreadable(_SENTENCES.get(reading.trouble, reading.trouble).format(seconds=seconds))
    return reading.plan


def main() -> None:
    """Be the process."""
    _bound()
    reading = read_document(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(_reading().dump_json(reading))


@cache  # made when there is a first plan, and not at every start
def _reading() -> TypeAdapter[PlanReading]:
    return TypeAdapter(PlanReading)


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(MOST_SECONDS), int(MOST_SECONDS)))


if __name__ == "__main__":
    main()

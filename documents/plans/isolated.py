"""Reads a plan in a process of its own that is ended when it takes too long; a thread could only be waited for."""

import os
import pickle
import subprocess
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path

from documents.plans.blocks import PlanUnreadable
from documents.plans.reading import read_plan
from domain.plans import PlanDraft

LONGEST_READING = 60.0  # seconds; a plan of 300 rows takes one, a PDF of 40 pages less than ten
MOST_MEMORY = 2 * 1024**3  # bytes of address space where the system can bound it
_ROOT = Path(__file__).parents[2]


def read_plan_within(
    content: bytes, filename: str, *, seconds: float = LONGEST_READING, holidays: Collection[date] = ()
) -> PlanDraft:
    """`read_plan` with a time limit, for files that strangers send; call it from a thread, it waits.

    Raises PlanUnreadable, also when the time is up or the reader ran out of memory.
    """
    paths = os.pathsep.join((str(_ROOT), os.environ.get("PYTHONPATH", "")))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "documents.plans.isolated", Path(filename).name, *(d.isoformat() for d in holidays)],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired as error:
        raise PlanUnreadable(
            f"Đọc tệp quá {seconds:g} giây nên đã dừng; đề nghị chỉ gửi phần kế hoạch hoặc chia nhỏ tệp."
        ) from error
    if done.returncode:
        raise PlanUnreadable("Tệp làm chương trình đọc bị dừng giữa chừng; đề nghị lưu lại thành .docx rồi gửi lại.")
    outcome = pickle.loads(done.stdout)  # noqa: S301 - written by our own process a moment ago
    if isinstance(outcome, str):
        raise PlanUnreadable(outcome)
    return outcome if isinstance(outcome, PlanDraft) else _impossible()


def _impossible() -> PlanDraft:
    raise TypeError("the reading process gives a plan or a sentence")


def main() -> None:
    """The other process: a file on standard input, a pickled plan or sentence on standard output."""
    _bound_memory()
    holidays = [date.fromisoformat(text) for text in sys.argv[2:]]
    try:
        outcome: PlanDraft | str = read_plan(sys.stdin.buffer.read(), sys.argv[1], holidays=holidays)
    except PlanUnreadable as refusal:
        outcome = str(refusal)
    sys.stdout.buffer.write(pickle.dumps(outcome))


def _bound_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()

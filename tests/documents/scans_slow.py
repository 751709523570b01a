"""The whole seed scanned badly and photographed, against its text: `python -m tests.documents.scans_slow`.

Prints a table of tasks, wrong units or days, doubts, processor seconds a page and memory; fails beyond the bounds.
"""

import asyncio
import os
import resource
import sys

from documents.plans.formats.file_formats import blocks_of
from documents.plans.formats.scans import missing_parts
from documents.plans.plan_reader import read_plan
from domain.plans import PlanDraft
from dondoc.run.plan_process import read_in_process, resident_bytes
from tests.documents import scans
from tests.documents.gold import EXAMPLES

SEED = "ke-hoach-thuy-nguyen.docx"
MOST_MORE_DOUBTS, MOST_SECONDS, MOST_MEGABYTES = 3, 5.0, 400


def main() -> int:
    """Print a line for each kind of page; 1 when one of them is beyond the bounds, 0 also where nothing reads scans."""
    if missing := missing_parts():
        sys.stdout.write(f"scans: not tried, {', '.join(missing)} missing (make ocr)\n")
        return 0
    text = read_plan((EXAMPLES / SEED).read_bytes(), SEED)
    sheets = scans.printed(blocks_of((EXAMPLES / SEED).read_bytes(), SEED))
    good = [_measured("scanned", scans.as_pdf([scans.scanned(s) for s in sheets]), len(sheets), text)]
    good.append(_measured("photographed", scans.as_pdf([scans.photographed(s) for s in sheets]), len(sheets), text))
    return 0 if all(good) else 1


def _measured(kind: str, content: bytes, pages: int, text: PlanDraft) -> bool:
    before = _processor_seconds()
    plan, memory = asyncio.run(_read(content))
    seconds = (_processor_seconds() - before) / pages
    got, expected = _told(plan), _told(text)
    wrong = sorted(code for code in expected | got if got.get(code) != expected.get(code))
    more = len(plan.warnings) - len(text.warnings)
    sys.stdout.write(
        f"{kind}: {len(plan.tasks)} tasks, wrong {wrong or 0}, {len(plan.warnings)} doubts, "
        f"{seconds:.1f} s of processor a page, {memory // 1024**2} MB\n"
    )
    is_right = len(plan.tasks) == len(text.tasks) and not wrong and more <= MOST_MORE_DOUBTS
    return is_right and seconds <= MOST_SECONDS and memory <= MOST_MEGABYTES * 1024**2


async def _read(content: bytes) -> tuple[PlanDraft, int]:
    reading, most = asyncio.create_task(read_in_process(content, "ban-quet.pdf")), 0
    own = resident_bytes(os.getpid()) or 0
    while not reading.done():
        most = max(most, (resident_bytes(os.getpid()) or 0) - own)
        await asyncio.sleep(0.05)
    result = reading.result()
    if result.plan is None:
        raise SystemExit(f"not read: {result.trouble}")
    return result.plan, most


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _told(plan: PlanDraft) -> dict[str, object]:
    return {t.code: (t.lead, t.coordinating, t.deadline.last_day) for t in plan.tasks}


if __name__ == "__main__":
    sys.exit(main())

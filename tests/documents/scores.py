"""What the reader makes of whole labelled plans, task by task: `python -m tests.documents.scores` names each miss.

Right, wrong and unknown are counted apart, since a wrong answer is worse than none.
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from documents.plans.plan_reader import PlanUnreadable, read_plan
from domain.names import fold, tidy
from domain.plans import TaskDraft, UnitMention
from tests.documents import annex
from tests.documents.gold import EXAMPLES, day, rows
from tests.documents.own_plans import OwnPlan, own_plans

PARTS = ("title", "lead", "coordinating", "deadline")


@dataclass(slots=True)
class Score:
    """One document: its tasks found, missed and invented, each part right, wrong or unknown, and a line a miss."""

    name: str
    tasks: int = 0
    found: int = 0
    invented: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    wrong: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    unknown: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    misses: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        """Nothing was missed at all."""
        return not self.misses

    def line(self) -> str:
        """The figures of the document."""
        parts = "  ".join(f"{p} {self.right[p]}/{self.wrong[p]}/{self.unknown[p]}" for p in PARTS)
        return f"{self.name:32} tasks {self.found}/{self.tasks} (+{self.invented})  {parts}"


def score(name: str, labels: Sequence[Mapping[str, str]], tasks: Iterable[TaskDraft]) -> Score:
    """Measure tasks against their labels, each by its code or, failing that, by its title."""
    told = Score(name, tasks=len(labels))
    left = list(tasks)
    for label in labels:
        task = next((t for t in left if t.code == label["code"] and _alike(t.title, label["title"])), None)
        task = task or next((t for t in left if _plain(t.title) == _plain(label["title"])), None)
        task = task or next((t for t in left if t.code == label["code"]), None)
        if task is None:
            told.misses.append(f"{label['code']}: not found: {label['title'][:60]}")
            continue
        left.remove(task)
        told.found += 1
        _measure(told, label, task)
    told.invented = len(left)
    told.misses += [f"{t.code}: invented: {t.title[:80]}" for t in left]
    return told


def _measure(told: Score, label: Mapping[str, str], task: TaskDraft) -> None:
    if task.code != label["code"]:
        told.misses.append(f"{label['code']}: code read {task.code}")
    _note(told, "title", label, _plain(label["title"]), _plain(task.title), task.title)
    for part, units in (("lead", task.lead), ("coordinating", task.coordinating)):
        _note(told, part, label, _names(label[part].split("|")), _names(u.name for u in units), _shown(units))
    deadline = task.deadline
    wanted = f"{label['kind']} {day(label['last_day']) or ''}"
    got = f"{deadline.kind.value} {deadline.last_day or ''}"
    _note(told, "deadline", label, wanted, "" if got == "unknown " != wanted else got, f"{got} ({deadline.wording})")


def _note(told: Score, part: str, label: Mapping[str, str], wanted: object, got: object, shown: str) -> None:
    if wanted == got:
        told.right[part] += 1
        return
    kind = told.wrong if got else told.unknown
    kind[part] += 1
    told.misses.append(f"{label['code']}: {part}: wanted {wanted}, read {shown or 'nothing'}")


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", fold(tidy(title))).strip()


def _alike(one: str, other: str) -> bool:
    return _plain(one)[:12] == _plain(other)[:12]


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(n) for n in map(str.strip, names) if n)


def _shown(units: Sequence[UnitMention]) -> str:
    return " | ".join(u.name for u in units)


def score_of(plan: OwnPlan, ending: str = "") -> Score:
    """One of the own plans, in its own format or another."""
    name = f"{plan.name}{ending or plan.ending}"
    try:
        tasks = read_plan(plan.content(ending), f"ke-hoach{ending or plan.ending}").tasks
    except PlanUnreadable as refusal:
        return Score(name, tasks=len(plan.labels), misses=[f"refused: {refusal}"])
    return score(name, plan.labels, tasks)


def gold_scores() -> list[Score]:
    """The real documents 00 and 01, in each format they are at hand in."""
    seed = "ke-hoach-thuy-nguyen.docx"
    files = {"00": [("00 .docx", (EXAMPLES / seed).read_bytes(), seed)]}
    files["01"] = [("01 .docx", annex.as_docx(), "a.docx"), ("01 .pdf", annex.as_pdf(), "a.pdf")]
    return [
        score(name, _gold_labels(doc), read_plan(content, file).tasks)
        for doc, several in files.items()
        for name, content, file in several
    ]


def _gold_labels(doc: str) -> list[dict[str, str]]:
    from documents.plans.deadlines import read_deadline
    from documents.plans.units import split_units

    issued = {"00": day("2026-04-09"), "01": day("2026-07-14")}[doc]
    labels = []
    for row in rows("plan_rows.tsv", doc):
        deadline = read_deadline(row["deadline"], issued).deadline
        labels.append(
            {
                "code": row["code"],
                "title": row["task"],
                "lead": "|".join(u.name for u in split_units(row["lead"])),
                "coordinating": "|".join(u.name for u in split_units(row["coordination"])),
                "kind": deadline.kind.value,
                "last_day": str(deadline.last_day or ""),
            }
        )
    return labels


def main() -> None:
    """Print every document with its figures (right/wrong/unknown) and its misses."""
    formats = sys.argv[1:] or [""]
    for told in [*gold_scores(), *(score_of(plan, ending) for plan in own_plans() for ending in formats)]:
        sys.stdout.write(told.line() + "\n")
        sys.stdout.writelines(f"    {miss}\n" for miss in told.misses)


if __name__ == "__main__":
    main()

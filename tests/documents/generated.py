"""Documents made by chance whose meaning is known: `python -m tests.documents.generated --count 1000` reads many.

Each has a letterhead, a basis, an aim, duties in prose (by unit, by order, in labelled lines, hard-wrapped), sometimes
a table, closing words, addressees and a signature. Every duty with a day must be a task with its unit and day.
"""

import argparse
import random
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import docx

from documents.plans.plan_reader import PlanUnreadable, read_plan
from domain.names import fold
from domain.plans import PlanDraft
from tests.documents.block_counts import count_blocks
from tests.documents.files import saved

UNITS = (
    "Phòng Kinh tế", "Công an phường", "Trạm Y tế phường", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND",
    "Ban Chỉ huy Quân sự phường", "Ủy ban Kiểm tra Đảng ủy", "Trung tâm Phục vụ hành chính công",
)  # fmt: skip
VERBS = ("Rà soát", "Lập danh sách", "Kiểm tra", "Tổng hợp", "Cập nhật", "Niêm yết", "Xây dựng", "Hoàn thiện")
MATTERS = (
    "hộ kinh doanh ven sông", "hồ sơ đất công", "phương án trực Tết", "danh mục thủ tục", "kho lưu trữ của cơ quan",
    "điểm sinh hoạt hè", "hệ thống loa thông minh", "các tuyến đường xuống cấp", "phần mềm quản lý cư trú",
    "Đề án phát triển chợ giai đoạn 2026-2030",
)  # fmt: skip
AIMS = (
    "Nâng cao trách nhiệm của cán bộ, công chức trong thực hiện nhiệm vụ.",
    "Việc triển khai phải bảo đảm tiết kiệm, hiệu quả.",
    "Tạo chuyển biến rõ nét về kỷ luật, kỷ cương.",
)
ISSUED = date(2026, 3, 5)


@dataclass(frozen=True, slots=True)
class Meant:
    """A duty that must become a task: words of its title, its unit, its last day."""

    matter: str
    unit: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Made:
    """A document and what it means; `responses` are sentences that may be no tasks."""

    content: bytes
    name: str
    meant: tuple[Meant, ...]
    offered: tuple[str, ...]
    responses: tuple[str, ...]

    def faults(self, plan: PlanDraft) -> list[str]:
        """What was read otherwise than it was meant."""
        found = []
        tasks = list(plan.tasks)
        for duty in self.meant:
            task = next((t for t in tasks if fold(duty.matter) in fold(t.title)), None)
            if task is None:
                found.append(f"lost: {duty}")
                continue
            tasks.remove(task)
            leads = [u.name for u in task.lead]
            if (leads, task.deadline.last_day) != ([duty.unit], duty.last_day):
                found.append(f"read {leads} {task.deadline.last_day}: {duty}")
        told = [fold(u.text) for u in plan.unread] + [fold(t.title) for t in tasks]
        found += [f"not offered: {words}" for words in self.offered if not any(fold(words) in t for t in told)]
        titles = [fold(t.title) for t in plan.tasks]
        found += [f"no task: {s}" for s in self.responses if any(fold(s)[:40] in t for t in titles)]
        return found


class _Maker:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- not for secrets
        self.lines: list[str] = []
        self.meant: list[Meant] = []
        self.offered: list[str] = []
        self.table: list[tuple[str, ...]] = []
        self._number = 0

    def make(self) -> None:
        self._number = 0
        self.lines += ["I. MỤC ĐÍCH, YÊU CẦU", *(f"- {a}" for a in self.chance.sample(AIMS, 2))]
        self.lines.append("II. TỔ CHỨC THỰC HIỆN")
        units = self.chance.sample(UNITS, self.chance.randint(2, 4))
        for at, unit in enumerate(units, 1):
            self.chance.choice((self._headed, self._ordered, self._told_at_once, self._labelled))(at, unit)

    def matter(self) -> tuple[str, str]:
        """A duty's words, none twice, with the part of them that tells it from all others."""
        self._number += 1
        matter = f"{self.chance.choice(MATTERS)} số {self._number:02d}"
        return f"{self.chance.choice(VERBS)} {matter}", matter

    def day(self) -> tuple[str, date]:
        """A limit's words and its last day."""
        day = ISSUED + timedelta(days=self.chance.randint(20, 250))
        before = day - timedelta(days=1)
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        shown = f"{day.day:02d}/{month}/{day.year}"
        end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return self.chance.choice(
            (
                (f"trước ngày {shown}", before),
                (f"hoàn thành trước ngày {shown}", before),
                (f"chậm nhất ngày {shown}", day),
                (f"xong trong tháng {day.month}/{day.year}", end),
            )
        )

    def _owed(self, unit: str) -> str:
        words, matter = self.matter()
        if self.chance.random() < 0.25:
            self.offered.append(matter)
            return f"{words}."
        limit, last = self.day()
        self.meant.append(Meant(matter, unit, last))
        return self.chance.choice(
            (
                f"{words}, {limit}.",
                f"{words}; gửi báo cáo {limit}.",
                f"{limit[:1].upper()}{limit[1:]}, {words[:1].lower()}{words[1:]}.",
                f"{words}. {_as_sentence(limit)}.",
            )
        )

    def _headed(self, at: int, unit: str) -> None:
        self.lines.append(f"{at}. {unit}{self.chance.choice(('', ':'))}")
        sign = self.chance.choice(("-", "abc"))
        for n in range(self.chance.randint(1, 3)):
            self.lines.append(f"{'-' if sign == '-' else 'abc'[n] + ')'} {self._owed(unit)}")

    def _ordered(self, at: int, unit: str) -> None:
        words, matter = self.matter()
        limit, last = self.day()
        order = self.chance.choice(("Giao", "Yêu cầu", "Chủ tịch UBND phường giao"))
        self.meant.append(Meant(matter, unit, last))
        self.lines.append(f"{at}. {order} {unit} {words[:1].lower()}{words[1:]}, {limit}.")

    def _told_at_once(self, at: int, unit: str) -> None:
        self.lines.append(f"{at}. {unit}: {self._owed(unit)}")

    def _labelled(self, at: int, unit: str) -> None:
        words, matter = self.matter()
        limit, last = self.day()
        self.meant.append(Meant(matter, unit, last))
        self.lines += [f"{at}. {words}.", f"- Đơn vị chủ trì: {unit}.", f"- Thời gian hoàn thành: {limit}."]

    def rows(self) -> None:
        self.table.append(("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành"))
        for n in range(1, self.chance.randint(3, 8)):
            words, matter = self.matter()
            limit, last = self.day()
            unit = self.chance.choice(UNITS)
            self.meant.append(Meant(matter, unit, last))
            self.table.append((str(n), words, unit, limit[:1].upper() + limit[1:]))


def _as_sentence(limit: str) -> str:
    words = limit if limit.startswith(("hoàn thành", "xong")) else f"hoàn thành {limit}"
    return words[:1].upper() + words[1:]


HEAD = ("UBND PHƯỜNG HOA MAI", "Số: 15/KH-UBND", "Hoa Mai, ngày 05 tháng 3 năm 2026", "", "KẾ HOẠCH")
BASIS = (
    "Thực hiện Kế hoạch số 345/KH-UBND ngày 24/12/2025 của UBND thành phố; UBND phường ban hành Kế hoạch với các nội "
    "dung sau:"
)
CLOSING = "Trên đây là Kế hoạch công tác; yêu cầu các đơn vị nghiêm túc thực hiện./."
TAIL = ("Nơi nhận:", "- UBND thành phố;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Văn An")


def generated_plan(seed: int) -> Made:
    """The document of this seed; the same seed gives the same document."""
    maker = _Maker(seed)
    has_table = maker.chance.random() < 0.4
    maker.make()
    if has_table:
        maker.rows()
    title = f"Công tác trọng tâm đợt {seed} năm 2026"
    above = (*HEAD, title, "", BASIS)
    responses = (BASIS, CLOSING, *AIMS, "TỔ CHỨC THỰC HIỆN", "Lưu: VT")
    ending = maker.chance.choice((".docx", ".txt"))
    if ending == ".docx":
        content = _docx((*above, *maker.lines, CLOSING), maker.table, TAIL)
    else:
        lines = _wrapped(maker.lines) if maker.chance.random() < 0.4 else maker.lines
        rows = ["\t".join(row) for row in maker.table]
        content = "\n".join((*above, *lines, CLOSING, "", *rows, "", *TAIL)).encode()
    return Made(content, f"ke-hoach{ending}", tuple(maker.meant), tuple(maker.offered), responses)


def _wrapped(lines: Sequence[str]) -> list[str]:
    """As an old mail program breaks lines; a broken line never begins like the sign of a list."""
    return [part for line in lines for part in textwrap.wrap(line, 72, break_on_hyphens=False)]


def _docx(lines: Sequence[str], table: Sequence[Sequence[str]], tail: Sequence[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        target = document.add_table(rows=len(table), cols=len(table[0]))
        for i, row in enumerate(table):
            for cell, words in zip(target.rows[i].cells, row, strict=True):
                cell.text = words
    for line in tail:
        document.add_paragraph(line)
    return saved(document)


def faults_of(seed: int) -> list[str]:
    """Everything that is wrong with the reading of one document."""
    made = generated_plan(seed)
    try:
        plan = read_plan(made.content, made.name)
    except PlanUnreadable as refusal:
        return [f"refused: {refusal}"]
    account = plan.account
    faults = made.faults(plan)
    if account.blocks != account.task + account.part + account.context + account.unread:
        faults.append(f"not balanced: {account}")
    if account.blocks != count_blocks(made.content, made.name):
        faults.append(f"{account.blocks} blocks, counted {count_blocks(made.content, made.name)}")
    if account.unread != len(plan.unread):
        faults.append(f"{account.unread} unread, listed {len(plan.unread)}")
    return faults


def main() -> None:
    """Read many documents; ends with 1 when any is read otherwise than it was meant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    bad = 0
    for seed in range(arguments.first, arguments.first + arguments.count):
        if faults := faults_of(seed):
            bad += 1
            sys.stdout.write(f"seed {seed}:\n" + "".join(f"    {fault}\n" for fault in faults))
    sys.stdout.write(f"{arguments.count} documents, {bad} read otherwise than meant\n")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

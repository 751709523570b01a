"""What founding many organisations costs: `python -m benchmarks.founding 100 300` (`--docx`: plans as .docx).

Each folder has a list of eight people and a plan of twelve rows; `dondoc org load` reads them all on a PostgreSQL of
our own, and a second time, when there is nothing to do. Of the command, its reader and the server together it counts
the processor time, because on a busy machine seconds of the clock say little (issue 19: 3,321 in ten minutes).
"""

import argparse
import csv
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from docx import Document
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.engine import make_url

from benchmarks.processes import program_environment
from benchmarks.rows import Row
from benchmarks.wards import ALL_WARDS
from dondoc.databases import open_engine
from dondoc.run.plan_process import processor_seconds
from storage.migrating import migrate
from storage.tables import metadata, organisation
from tests.databases import running_postgres

MINUTES = 10
HEADER = ("unit", "aliases", "parent", "person", "role")
PLAN_HEADER = ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành")
UNITS = (
    "Ban Xây dựng Đảng", "Văn phòng Đảng ủy", "Ủy ban kiểm tra Đảng ủy", "UBND phường", "Mặt trận Tổ quốc phường",
    "Công an phường", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội",
)  # fmt: skip
ROLES = ("coordinator", "leader", "head", "head", "officer", "officer", "officer", "officer")
FAMILY_NAMES = ("Nguyễn Văn", "Trần Thị", "Lê Minh", "Phạm Thu", "Hoàng Đức", "Vũ Thanh", "Đặng Quốc", "Bùi Thị")
WORK = (
    "Xây dựng kế hoạch chuyển đổi số", "Báo cáo kết quả rà soát thủ tục hành chính", "Tổ chức hội nghị sơ kết",
    "Tham mưu ban hành quy chế làm việc", "Rà soát hộ nghèo và hộ cận nghèo", "Kiểm tra công tác tiếp dân",
)  # fmt: skip
TASKS_EACH = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of the program and of the server, and how long it took by the clock."""

    program: float
    server: float
    seconds: float

    @property
    def processor(self) -> float:
        """Of both together."""
        return self.program + self.server


def main() -> None:
    """Measure each number of organisations, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.founding")
    parser.add_argument("counts", nargs="*", type=int, default=[100], help="how many organisations")
    parser.add_argument("--docx", action="store_true", help="plans as .docx instead of .csv")
    options = parser.parse_args()
    with running_postgres() as server:
        for count in options.counts:
            with server.fresh() as url, server.fresh() as other:
                founded, again, floor = _measured(url, other, count, is_docx=options.docx)
            sys.stdout.write(f"{count} organisations, plans as {'.docx' if options.docx else '.csv'}:\n")
            for what, cost in (("founded", founded), ("again", again), ("rows inserted", floor)):
                sys.stdout.write(f"  {what}: {_told(cost, count)}\n")
            sys.stdout.flush()


def measure(count: int) -> list[Row]:
    """Measure so many organisations: founding them, inserting the same rows, and founding them a second time."""
    with running_postgres() as server, server.fresh() as url, server.fresh() as other:
        founded, again, floor = _measured(url, other, count, is_docx=False)
    each = [(1000 * floor.processor / count, 1000 * founded.processor / count)]
    where = f"one of {count} organisations founded from its folder, PostgreSQL"
    goal = 1000 * 60 * MINUTES / ALL_WARDS
    row = Row.of_pairs(f"processor time, {where}, ms", "the same rows inserted", each, "", goal=goal)
    words = f"under {goal:.0f} ms: {ALL_WARDS:,} in {MINUTES} minutes on one core"
    second = 1000 * again.processor / count
    return [
        Row(row.what, row.floor_is, row.ours, row.floor, row.ratio, words, row.ours < goal, row.pairs),
        Row.alone(f"the same a second time, {where}, ms", second, "under 20 ms", is_met=second < 20),
    ]


def _told(cost: Cost, count: int) -> str:
    each = 1000 / count
    return (
        f"{cost.processor * each:.1f} ms of processor time each ({cost.program * each:.1f} the program, "
        f"{cost.server * each:.1f} the server), {cost.seconds:.1f} s by the clock; "
        f"{ALL_WARDS:,}: {cost.processor * ALL_WARDS / count / 60:.1f} minutes of one core"
    )


def _measured(url: str, other: str, count: int, *, is_docx: bool) -> tuple[Cost, Cost, Cost]:
    """Founding, the same once more, and the rows that it left inserted into the `other` database."""
    engine, copied = open_engine(url), open_engine(other)
    try:
        migrate(engine)
        migrate(copied)
        with tempfile.TemporaryDirectory() as place, server_of(url) as server:
            make_folders(Path(place), count, is_docx=is_docx)
            costs = [cost_of(lambda: _load(url, place), server) for _ in range(2)]
            floor = cost_of(lambda: _insert(_rows_of_all(engine), copied), server)
        return costs[0], costs[1], floor
    finally:
        engine.dispose()
        copied.dispose()


def cost_of(work: Callable[[], None], server: Callable[[], float]) -> Cost:
    """What the work took of this process, of those it started and of the server, whose seconds `server` tells."""
    began, at_server, of_program = time.monotonic(), server(), _own_seconds()
    work()
    return Cost(_own_seconds() - of_program, server() - at_server, time.monotonic() - began)


def _own_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@contextmanager
def server_of(url: str) -> Iterator[Callable[[], float]]:
    """Tells the processor seconds that the server has used, which runs on this machine."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        stat = Path(f"/proc/{connection.info.backend_pid}/stat").read_text(encoding="ascii")
        postmaster = int(stat.rpartition(")")[2].split()[1])
        yield lambda: processor_seconds(postmaster) or 0.0


def _load(url: str, place: str) -> None:
    command = [sys.executable, "-m", "dondoc", "org", "load", place]
    environment = {**program_environment(), "DONDOC_DATABASE_URL": url, "DONDOC_CLOCK": "2026-04-10T08:00:00+07:00"}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def _rows_of_all(engine: Engine) -> list[list[tuple[object, list[dict[str, object]]]]]:
    """The rows of each organisation, a list a table, in the order in which they may be written."""
    with engine.connect() as connection:
        connection.execute(text("SET dondoc.organisation = 'all'"))
        found: dict[int, list[tuple[object, list[dict[str, object]]]]] = {}
        for table in metadata.sorted_tables:
            whose = "id" if table is organisation else "organisation_id"
            rows = connection.execute(select(table)).mappings().all() if whose in table.c else ()
            by_organisation: dict[int, list[dict[str, object]]] = {}
            for row in rows:
                by_organisation.setdefault(row[whose], []).append(dict(row))
            for number, its in by_organisation.items():
                found.setdefault(number, []).append((table, its))
    return list(found.values())


def _insert(organisations: Sequence[Sequence[tuple[object, list[dict[str, object]]]]], engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SET dondoc.organisation = 'all'"))
        connection.commit()
        for tables in organisations:
            with connection.begin():
                for table, rows in tables:
                    connection.execute(insert(table), rows)  # type: ignore[arg-type]


def make_folders(place: Path, count: int, *, is_docx: bool = False) -> None:
    """A folder for each organisation, with its list of people and its plan."""
    for number in range(1, count + 1):
        folder = place / f"Phường số {number}"
        folder.mkdir()
        roster = [
            (unit, "", "", f"{name} {number}", role)
            for unit, name, role in zip(UNITS, FAMILY_NAMES, ROLES, strict=True)
        ]
        (folder / "danh-sach.csv").write_text(_as_csv(HEADER, roster), encoding="utf-8")
        plan = [_plan_row(number, row) for row in range(1, TASKS_EACH + 1)]
        if is_docx:
            _write_docx(folder / "ke-hoach.docx", plan)
        else:
            (folder / "ke-hoach.csv").write_text(_as_csv(PLAN_HEADER, plan), encoding="utf-8")


def _plan_row(number: int, row: int) -> tuple[str, ...]:
    work = f"{WORK[row % len(WORK)]} lần {row} của phường số {number}"
    day = f"Trước ngày {1 + (row * 2) % 28}/{5 + row % 7}/2026"
    return str(row), work, UNITS[row % len(UNITS)], UNITS[(row + 3) % len(UNITS)], day


def _as_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


def _write_docx(file: Path, rows: Sequence[Sequence[str]]) -> None:
    document = Document()
    table = document.add_table(0, len(PLAN_HEADER))
    for row in (PLAN_HEADER, *rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(os.fspath(file))


if __name__ == "__main__":
    main()

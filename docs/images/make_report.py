"""Writes the sample reports beside this file: `python -m docs.images.make_report` in the root of the project.

The example ward on 20/5/2026, 15:00, with plausible answers; every page of the PDF also as a picture.
"""

import tempfile
from datetime import datetime
from pathlib import Path

import pypdfium2

from documents.reports.report_files import FileKind, write_report
from documents.reports.report_paper import Letterhead
from domain.inbox import MessageContext
from domain.reports import PeriodReport, PeriodWish, settle
from dondoc.databases import open_engine
from services.context.command_context import CommandContext
from services.reminders.build_report import build_report
from storage.engine.database import Database
from storage.migrating import migrate
from tests.domain.builders import HANOI
from tests.world import HA, HUNG, LAN, MINH, World, hanoi

FOLDER = Path(__file__).parent
PICTURE_SCALE = 1.5
AT = hanoi(20, 15, month=5)

# Who types what, when. The plan's own people and tasks; the answers are made up.
STORY = (
    (hanoi(10, 9), LAN, "xong 17 đã gửi Ban Tổ chức Thành uỷ báo cáo số 21-BC/ĐU"),
    (hanoi(10, 15), HA, "xác nhận 17"),
    (hanoi(14, 9), LAN, "xong 3 đã ban hành báo cáo số 12-BC/ĐU"),
    (hanoi(14, 16), HA, "xác nhận 3"),
    (hanoi(24, 9), LAN, "xong 1 đã rà soát, chưa phải điều chỉnh"),
    (hanoi(28, 10), MINH, "giahan 6 25/5 chờ hướng dẫn của Sở Nội vụ"),
    (hanoi(28, 14), HUNG, "duyet 6"),
    (hanoi(29, 14), LAN, "xong 5 đã ban hành khung năng lực, QĐ 31-QĐ/ĐU"),
    (hanoi(4, 9, month=5), HA, "xác nhận 5"),
    (hanoi(6, 9, month=5), LAN, "xong 7 QĐ 34-QĐ/ĐU ngày 06/5/2026"),
    (hanoi(6, 16, month=5), HA, "xác nhận 7"),
    (hanoi(11, 9, month=5), LAN, "vuongmac 8 chưa có biên chế được giao năm 2026"),
    (hanoi(12, 9, month=5), LAN, "giahan 8 30/5 chờ giao biên chế"),
    (hanoi(12, 16, month=5), HUNG, "tuchoi 8 phải xong trước khi họp Ban Chấp hành"),
    (hanoi(14, 9, month=5), LAN, "xong 2 đã trình bộ tiêu chí"),
    (hanoi(18, 9, month=5), MINH, "xong 16 đã gửi báo cáo số 88/BC-UBND"),
)


def report_of_may(folder: Path) -> PeriodReport:
    """The story played on a database of its own."""
    engine = open_engine(f"sqlite:///{folder}/report.db")
    migrate(engine)
    world = World(Database(engine))
    world.link(LAN, HA, HUNG, MINH)
    for at, person, typed in STORY:
        tell(world, at, person, typed)
    world.morning(AT)
    with world.database.reading() as tx:
        context = CommandContext(tx, world.organisation, AT, MessageContext("", ""))
        report = build_report(context, settle(PeriodWish(), AT.astimezone(HANOI).date()))
    engine.dispose()
    return report


def tell(world: World, at: datetime, person: str, typed: str) -> None:
    """Somebody types; the morning's messages of that day have gone out before."""
    world.morning(at)
    world.say(person, typed)


def main() -> None:
    """Write report.docx, report.xlsx, report.pdf and report-page-1.png, -2.png …"""
    with tempfile.TemporaryDirectory() as folder:
        report = report_of_may(Path(folder))
    for kind in FileKind:
        content = write_report(report, kind, HANOI, Letterhead("Đảng bộ thành phố Hải Phòng"))
        (FOLDER / f"report.{kind.value}").write_bytes(content)
    pages = pypdfium2.PdfDocument(FOLDER / "report.pdf")
    for number, page in enumerate(pages, 1):
        page.render(scale=PICTURE_SCALE).to_pil().convert("L").save(FOLDER / f"report-page-{number}.png", optimize=True)
    pages.close()


if __name__ == "__main__":
    main()

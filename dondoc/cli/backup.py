"""`dondoc backup FILE`: a verified copy of the database and its evidence, made while the program runs."""

from pathlib import Path

from dondoc.cli.printing import print_line
from dondoc.clock import Clock
from dondoc.failures import CannotDo
from dondoc.ops.backups import ON_POSTGRESQL, database_file, make_backup, sum_file
from dondoc.ops.evidence import copy_evidence, evidence_beside, evidence_folder
from dondoc.settings import load_settings


def run(file: Path) -> None:
    """Copy and verify, then the contents of what was handed in.

    Raises CannotDo, NotSound or OSError.
    """
    settings = load_settings()
    source = database_file(settings)
    if source is None:
        raise CannotDo(ON_POSTGRESQL.format(file=file))
    made = make_backup(source, file, Clock(settings.clock).now())
    print_line(f"Đã sao lưu vào {made.file}: {made.size:,} byte, nhật ký {made.events} dòng nguyên vẹn.")
    target = evidence_beside(made.file)
    carried = copy_evidence(made.file, evidence_folder(settings), target)
    if carried.copied or carried.there:
        print_line(f"Ảnh, tệp minh chứng: {carried.copied + carried.there} trong {target.path}; hãy giữ cùng chỗ.")
    if carried.missing:
        print_line(f"Thiếu {len(carried.missing)} tệp minh chứng không còn trong kho: xem dondoc doctor.")
    print_line(f"Mã kiểm tra ở {sum_file(made.file)}: hãy giữ cùng chỗ với bản sao lưu.")

"""`dondoc backup FILE`: a verified copy of the database, made while the program runs."""

from pathlib import Path

from dondoc.backups import ON_POSTGRESQL, database_file, make_backup
from dondoc.checksums import sum_file
from dondoc.clock import Clock
from dondoc.failures import CannotDo
from dondoc.printing import print_line
from dondoc.settings import load_settings


def run(file: Path) -> None:
    """Copy and verify.

    Raises CannotDo, NotSound or OSError.
    """
    settings = load_settings()
    source = database_file(settings)
    if source is None:
        raise CannotDo(ON_POSTGRESQL.format(file=file))
    made = make_backup(source, file, Clock(settings.clock).now())
    print_line(f"Đã sao lưu vào {made.file}: {made.size:,} byte, nhật ký {made.events} dòng nguyên vẹn.")
    print_line(f"Mã kiểm tra ở {sum_file(made.file)}: hãy giữ cùng chỗ với bản sao lưu.")

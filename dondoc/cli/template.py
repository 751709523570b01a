"""`dondoc template`: an empty list of people to fill in with Excel."""

from pathlib import Path

from documents.rosters.template import roster_template
from dondoc.app import open_chosen
from dondoc.cli.printing import print_line
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from storage.units import load_directory


def run(out: Path, *, org: str | None = None) -> None:
    """Write the list; never over a file that is there. The units known are offered in its drop-down.

    Raises CannotDo when the file is there.
    """
    if out.exists():
        raise CannotDo(f"Đã có tệp {out}; hãy chọn tên khác bằng --out.")
    with open_chosen(load_settings(), org) as app, app.database.reading() as tx:
        units = load_directory(tx, app.organisation.id).units.values()
    out.write_bytes(roster_template([unit.name for unit in units if not unit.is_group]))
    print_line(f"Đã ghi {out}. Điền xong, chạy: dondoc load {out}")

"""`dondoc load`: units and people from a roster."""

from pathlib import Path

from documents.rosters import read_roster
from dondoc.bootstrap import open_house
from dondoc.printing import print_json, print_line
from dondoc.settings import load_settings
from services.load_roster import load_roster


def run(file: Path, *, as_json: bool) -> None:
    """Read the roster and take it over; the same roster twice changes nothing."""
    roster = read_roster(file.read_bytes(), file.name)
    with open_house(load_settings()) as house, house.database.transaction() as tx:
        loaded = load_roster(tx, house.organisation, roster, house.clock.now())
    if as_json:
        print_json({"units": loaded.units, "groups": loaded.groups, "people": loaded.people, "merged": loaded.merged})
        return
    print_line(f"Đã nạp: {loaded.units} đơn vị, {loaded.groups} nhóm, {loaded.people} người.")
    if loaded.merged:
        print_line(f"Đã gộp {loaded.merged} tên đơn vị trong kế hoạch vào đơn vị có tên gọi khác tương ứng.")

"""`dondoc audit verify`: is the history still what was written?"""

from dondoc.app import open_house
from dondoc.cli.printing import print_json, print_line
from dondoc.settings import load_settings
from services.verify_history import verify_history

WORDS = {"changed": "đã bị sửa", "missing": "bị thiếu (đã bị xóa)", "inserted": "không khớp với dòng trước (chèn thêm)"}


def run(*, as_json: bool) -> int:
    """Exit code 1 when something does not fit."""
    with open_house(load_settings()) as house, house.database.reading() as tx:
        verified = verify_history(tx, house.organisation.id)
    if as_json:
        print_json({"count": verified.count, "faults": [{"seq": s, "fault": f} for s, f in verified.faults]})
    elif not verified.faults:
        print_line(f"Nhật ký nguyên vẹn: {verified.count} dòng.")
    for seq, fault in () if as_json else verified.faults:
        print_line(f"Dòng số {seq} {WORDS[fault]}.")
    return 1 if verified.faults else 0

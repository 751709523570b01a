"""`dondoc wall`: read-only screens of meeting rooms; each is opened and ended at the machine."""

from domain.names import tidy
from dondoc.app import App, open_chosen, open_to_write
from dondoc.cli.printing import print_json, print_line, print_table
from dondoc.failures import CannotDo
from dondoc.settings import load_settings
from services.administration.keep_walls import LONGEST_NAME, close_wall, open_wall
from storage.organisations import lock_organisation
from storage.walls import Wall, list_walls

PATH = "/man-hinh"


def show(*, as_json: bool, org: str | None = None) -> None:
    """List the open screens. As JSON: [{"number", "name", "names", "made_at"}]."""
    with open_chosen(load_settings(), org) as app, app.database.reading() as tx:
        walls = list_walls(tx, app.organisation.id)
    if as_json:
        print_json([_facts(wall) for wall in walls])
    elif walls:
        rows = [(str(wall.number), wall.name, "có" if wall.shows_names else "không") for wall in walls]
        print_table(("Số", "Đặt ở", "Nêu tên cán bộ"), rows)
    else:
        print_line("Chưa có màn hình nào. Mở một màn hình: dondoc wall open “Phòng họp tầng 2”")


def open_one(name: str, *, shows_names: bool, as_json: bool, org: str | None = None) -> None:
    """Open a screen and print its address, which is a secret. As JSON: its facts with "address".

    Raises CannotDo without a name.
    """
    name = tidy(name)
    if not name or len(name) > LONGEST_NAME:
        raise CannotDo(f"Hãy ghi nơi đặt màn hình, dài nhất {LONGEST_NAME} ký tự: dondoc wall open “Phòng họp tầng 2”")
    with open_to_write(load_settings(), org) as app:
        with app.database.transaction() as tx:
            lock_organisation(tx, app.organisation.id)
            wall, token = open_wall(tx, app.organisation.id, name, app.clock.now(), shows_names=shows_names)
        address = f"{_base(app)}{PATH}/{token}"
    if as_json:
        print_json({**_facts(wall), "address": address})
        return
    print_line(f"Màn hình {wall.number} ({wall.name}). Địa chỉ, chỉ hiện một lần; ai có địa chỉ là xem được:")
    print_line(address)
    print_line(f"Dừng màn hình: dondoc wall end {wall.number}")


def end_one(number: int, *, as_json: bool, org: str | None = None) -> None:
    """End a screen. Raises CannotDo when none of this number is open."""
    with open_chosen(load_settings(), org) as app, app.database.transaction() as tx:
        lock_organisation(tx, app.organisation.id)
        wall = close_wall(tx, app.organisation.id, number, app.clock.now())
    if wall is None:
        raise CannotDo(f"Không có màn hình số {number} đang mở. Xem: dondoc wall")
    if as_json:
        print_json(_facts(wall))
    else:
        print_line(f"Đã dừng màn hình {wall.number} ({wall.name}); địa chỉ của nó không mở được nữa.")


def _facts(wall: Wall) -> dict[str, object]:
    return {"number": wall.number, "name": wall.name, "names": wall.shows_names, "made_at": wall.made_at}


def _base(app: App) -> str:
    """The address below which the program serves its pages, as far as the settings say."""
    return app.settings.public_url.rstrip("/") or f"http://localhost:{app.settings.http_port}"

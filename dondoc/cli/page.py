"""`dondoc page NAME`: a link that opens the board in the name of a person, made at the machine and told to them."""

from domain.board_sessions import LINK_VALID, spell_code
from domain.history import EventKind
from domain.inbox import MessageContext
from domain.messages.board_access import BoardLinkPrinted
from dondoc.app import App, open_to_write
from dondoc.cli.printing import print_json, print_line
from dondoc.failures import CannotDo
from dondoc.run.board import LOOPBACK, board_url
from dondoc.settings import load_settings
from services.commands.change_people import PersonNotFound, find_contact
from services.context.board_links import MadeLink, make_link
from services.context.command_context import CommandContext
from services.context.notify import tell
from services.context.record_change import record
from storage.organisations import lock_organisation
from storage.people import load_contacts


def run(name: str, *, as_json: bool, org: str | None = None) -> None:
    """Print the link and the code once; both are kept only as hashes.

    Raises CannotDo when nobody, or several people, are called that.
    """
    with open_to_write(load_settings(), org) as app:
        try:
            person, made = _made(app, name)
        except PersonNotFound as missing:
            raise CannotDo(_advice(missing)) from None
        base = board_url(app) or f"http://{LOOPBACK}:{app.settings.http_port}"
    link, minutes = f"{base}/vao/{made.token}", int(LINK_VALID.total_seconds() // 60)
    if as_json:
        print_json({"person": person, "link": link, "code": spell_code(made.code), "minutes": minutes})
        return
    print_line(f"Đường dẫn vào trang theo dõi của {person}, dùng một lần, trong {minutes} phút:")
    print_line(f"  {link}")
    print_line(f"Hoặc mở {base}/vao rồi nhập mã {spell_code(made.code)}")
    if not board_url(app):
        print_line("Chỉ mở được trên chính máy này, khi “dondoc run” đang chạy (chưa đặt DONDOC_PUBLIC_URL).")
    print_line(f"Hệ thống báo đ/c {person} qua tin nhắn và ghi việc này vào nhật ký.")


def _made(app: App, name: str) -> tuple[str, MadeLink]:
    with app.database.transaction() as tx:
        organisation, now = lock_organisation(tx, app.organisation.id), app.clock.now()
        context = CommandContext(tx, organisation, now, MessageContext("", ""))
        person = find_contact(load_contacts(tx, organisation.id), name)
        made = make_link(tx, organisation.id, person.id, app.clock.machine_now())
        record(context, EventKind.BOARD_LINK_MADE, None, {"detail": person.name})
        tell(context, f"board:{person.id}:{now.isoformat()}", {person.id}, BoardLinkPrinted(), at_once=True)
    return person.name, made


def _advice(missing: PersonNotFound) -> str:
    if not missing.candidates:
        return "Chưa có ai trong danh sách. Nạp danh sách trước: dondoc load DANH-SACH.csv"
    return f"Không xác định được “{missing.name}”. Ghi đủ họ tên, ví dụ: {'; '.join(missing.candidates)}."

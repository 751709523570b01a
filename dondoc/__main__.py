"""The command line. Each command is imported only when it is called, so that `--help` and `status` start fast."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from dondoc.bot_commands import bot_app
from dondoc.command_help import HelpfulTyper
from dondoc.command_options import AsJson, Org, call
from dondoc.failures import DAY, EXIT_CODE, usage_sentence
from dondoc.org_commands import org_app
from dondoc.private_files import start_private

app = HelpfulTyper(
    name="dondoc",
    help="Đôn đốc: nhắc việc, nhận báo cáo và theo dõi tiến độ kế hoạch qua chat. / Follow up a plan by chat.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
audit_app = HelpfulTyper(help="Nhật ký không sửa được. / The append-only history.", no_args_is_help=True)
app.add_typer(audit_app, name="audit")
people_app = HelpfulTyper()
app.add_typer(people_app, name="people")
app.add_typer(org_app, name="org")
app.add_typer(bot_app, name="bot")
wall_app = HelpfulTyper(help="Màn hình phòng họp: chỉ xem, không cần đăng nhập. / Read-only screens of meeting rooms.")
app.add_typer(wall_app, name="wall")


def _day(value: str) -> datetime:
    return datetime.strptime(value, "%Y-%m-%d")  # noqa: DTZ007 - a calendar day has no zone


Day = Annotated[datetime, typer.Option(parser=_day, metavar=DAY)]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Cổng của trang web; 0: tự chọn. / Port of the page.")] = 8080,
) -> None:
    """Chạy thử không cần token: điện thoại trong trình duyệt, kế hoạch mẫu. / Try it without a token."""
    call("demo", port=port)


@app.command()
def run() -> None:
    """Chạy chương trình: nhận, nhắc, gửi. / Run the program."""
    call("run")


@app.command(name="import")
def import_plan(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="TỆP", help="Tệp kế hoạch: .docx, .pdf, .xlsx, .xls, .ods, .csv, .md, .txt. / The plan."
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ đọc, không ghi. / Read only.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ghi luôn, không hỏi. / Write without asking.")] = False,
    cancel_missing: Annotated[
        bool, typer.Option("--cancel-missing", help="Hủy việc mà bản sửa đổi không còn nêu. / Cancel what is gone.")
    ] = False,
    as_new: Annotated[
        bool, typer.Option("--as-new", help="Là kế hoạch khác, không phải bản sửa đổi. / Another plan.")
    ] = False,
    issued: Annotated[Any, typer.Option(parser=_day, metavar=DAY, help="Ngày ban hành. / Issue day.")] = None,
    year: Annotated[
        int | None, typer.Option("--year", min=2000, max=2100, help="Năm của các ngày không ghi năm. / Year of days.")
    ] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Đọc kế hoạch, nêu cảnh báo, hỏi rồi mới ghi và báo. / Read a plan, show warnings, ask, then write and tell."""
    call(
        "import_plan",
        file=file,
        is_dry_run=dry_run,
        is_agreed=yes,
        as_json=as_json,
        cancels_missing=cancel_missing,
        issued_on=issued.date() if issued else None,
        year=year,
        is_new=as_new,
        org=org,
    )


@app.command()
def load(
    file: Annotated[
        Path, typer.Argument(metavar="TỆP", help="Danh sách .xlsx, .xls, .ods, .csv, .docx. / The roster.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Ghi luôn, không hỏi. / Write without asking.")] = False,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Nạp đơn vị và người phụ trách: nêu vai trò thay đổi, hỏi rồi mới ghi. / Load units and people, asking first."""
    call("load", file=file, is_agreed=yes, as_json=as_json, org=org)


@app.command()
def template(
    out: Annotated[Path, typer.Option("--out", help="Tệp .xlsx để ghi. / The file to write.")] = Path("danh-sach.xlsx"),
    org: Org = None,
) -> None:
    """Ghi mẫu danh sách cán bộ (.xlsx) để điền. / Write an empty list of people to fill in."""
    call("template", out=out, org=org)


@app.command()
def invite(
    name: Annotated[
        str | None, typer.Argument(metavar="TÊN", help="Họ tên trong danh sách. / The person's name.")
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Thẻ cho mọi người chưa liên kết. / Cards for everybody not linked.")
    ] = False,
    missing: Annotated[
        bool,
        typer.Option(
            "--missing",
            help="Như --all; không có --out: chỉ liệt kê. / As --all; a list without --out.",
        ),
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Tệp .pdf để in. / The PDF to print.")] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Mã mời dùng một lần: cho một người, hoặc tệp in thẻ cho tất cả. / One-time codes, for one or as cards."""
    options = {"is_for_all": everybody, "is_for_missing": missing, "out": out}
    call("invite", name=name or "", **options, as_json=as_json, org=org)


@app.command()
def page(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Họ tên trong danh sách. / The person's name.")],
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Đường dẫn vào trang theo dõi cho một người, dùng một lần. / A one-time link to the board."""
    call("page", name=name, as_json=as_json, org=org)


@people_app.callback(invoke_without_command=True)
def people(context: typer.Context, org: Org = None, as_json: AsJson = False) -> None:
    """Danh sách người, vai trò, đã liên kết hay chưa. / People, roles, linked or not."""
    if context.invoked_subcommand is None:
        call("people.people", as_json=as_json, org=org)


@people_app.command()
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Đủ họ tên. / The whole name.")],
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Kết thúc việc tham gia của một người: đóng tài khoản, giữ nhật ký. / End a person's part; the history stays."""
    call("people.remove", name=name, **_of_group(context, org, is_json=as_json))


@people_app.command()
def move(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Họ tên. / The person's name.")],
    unit: Annotated[str, typer.Argument(metavar="ĐƠN_VỊ", help="Đơn vị mới. / The new unit.")],
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Chuyển một người sang đơn vị khác, giữ vai trò. / Move a person to another unit, role kept."""
    call("people.move", name=name, unit=unit, **_of_group(context, org, is_json=as_json))


@people_app.command()
def role(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Đủ họ tên. / The whole name.")],
    unit: Annotated[
        str, typer.Argument(metavar="ĐƠN_VỊ", help="Đơn vị; vai trò chung của cơ quan: “-”. / The unit, or “-”.")
    ],
    role: Annotated[
        str,
        typer.Argument(
            metavar="VAI_TRÒ", help="officer, head, coordinator, leader, inspector, administrator, hoặc tiếng Việt."
        ),
    ],
    remove: Annotated[bool, typer.Option("--remove", help="Bỏ vai trò này. / Take the role away.")] = False,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Giao hoặc bỏ một vai trò của một người. / Give a person one role, or take it away."""
    shared = _of_group(context, org, is_json=as_json)
    call("people.role", name=name, unit=unit, role_name=role, is_taken=remove, **shared)


def _of_group(context: typer.Context, org: str | None, *, is_json: bool) -> dict[str, Any]:
    """`people --json --org HB remove NAME` means what `people remove NAME --json --org HB` does."""
    before = context.parent.params if context.parent else {}
    return {"as_json": is_json or bool(before.get("as_json")), "org": org or before.get("org")}


@app.command()
def units(org: Org = None, as_json: AsJson = False) -> None:
    """Danh sách đơn vị và nhóm. / Units and groups."""
    call("people.units", as_json=as_json, org=org)


@app.command()
def status(org: Org = None, as_json: AsJson = False) -> None:
    """Số liệu tiến độ. / The figures."""
    call("status", as_json=as_json, org=org)


@app.command()
def report(
    period: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KỲ", help="week, month 4, quarter 2/2026, year, 1/4-30/6; mặc định: tháng này. / This month."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Tệp sẽ ghi: .docx, .xlsx hoặc .pdf. / The file to write.")] = None,
    proposals: Annotated[
        str | None, typer.Option(metavar="CHỮ", help="Đề xuất, kiến nghị ghi trong văn bản. / What it proposes.")
    ] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Báo cáo theo kỳ: số liệu, hoặc văn bản .docx, .xlsx, .pdf. / A period's report, also as a document."""
    call("report", words=period or [], out=out, proposals=proposals, as_json=as_json, org=org)


@app.command()
def task(
    number: Annotated[int, typer.Argument(metavar="SỐ", help="Số của việc. / The task's number.")],
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Một việc cùng lịch sử. / One task with its history."""
    call("task", number=number, as_json=as_json, org=org)


@app.command()
def tasks(
    unit: Annotated[str | None, typer.Option(metavar="TÊN", help="Đơn vị chủ trì. / The unit that leads.")] = None,
    state: Annotated[
        str | None,
        typer.Option(help="open_in_time, open_overdue, done_on_time, done_late, reported, cancelled."),
    ] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Danh sách việc. / The tasks, all or of one unit or one figure."""
    call("tasks", unit=unit, state=state, as_json=as_json, org=org)


@app.command()
def timeline(
    first: Annotated[Any, typer.Option("--from", parser=_day, metavar=DAY)],
    last: Annotated[Any, typer.Option("--to", parser=_day, metavar=DAY)],
    text: Annotated[bool, typer.Option("--text", help="In nguyên văn từng tin. / The messages as sent.")] = False,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Diễn tập: mọi tin sẽ gửi, cho ai, khi nào, vì sao. / Rehearse every message; sends nothing."""
    call("timeline", first=first.date(), last=last.date(), with_text=text, as_json=as_json, org=org)


@app.command()
def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="deadline|units|chat", help="Thời hạn, đơn vị, hoặc tin nhắn. / What is typed on stdin."
        ),
    ],
    issued: Annotated[Any, typer.Option(parser=_day, metavar=DAY, help="Ngày ban hành. / Issue day.")] = None,
    name: Annotated[str | None, typer.Option("--as", metavar="TÊN", help="chat: ai gõ. / chat: who types.")] = None,
    at: Annotated[
        str | None, typer.Option(metavar="LÚC", help="chat: gõ lúc nào; mặc định: bây giờ. / chat: when; now.")
    ] = None,
    after: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="chat: các tin gõ trước, TÊN<tab>tin. / chat: typed before.")
    ] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Cách hiểu từng dòng đọc từ stdin; chat: thử xem hệ thống sẽ làm gì. / How each line of stdin is understood."""
    if what == "chat":
        call("explain_chat", name=name, at=at, after=after, as_json=as_json, org=org)
    call("explain", what=what, issued_on=issued.date() if issued else None, as_json=as_json)


@app.command()
def doctor(
    of_all: Annotated[
        bool, typer.Option("--all", help="Mỗi tổ chức một dòng. / A line for each organisation.")
    ] = False,
    org: Org = None,
) -> None:
    """Kiểm tra: cái gì chưa ổn và cách sửa. / What is wrong and how to mend it."""
    call("doctor", org=org, of_all=of_all)


@app.command()
def deliver(
    parked: Annotated[
        bool, typer.Option("--parked", help="Gửi lại tin đã bị gác lại. / Send again what was put aside.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Bỏ hẳn tin đã bị gác lại. / Drop what was put aside for good.")
    ] = False,
    org: Org = None,
) -> None:
    """Tin bị gác lại: xem, gửi lại hoặc bỏ. / What was put aside: show it, send it again or drop it."""
    call("deliver", is_again=parked, is_forgotten=forget, org=org)


@app.command()
def webhook(
    action: Annotated[str, typer.Argument(metavar="set|info|delete", help="Đặt, xem, bỏ. / What to do.")],
    url: Annotated[
        str, typer.Option(help="Địa chỉ https công khai; mặc định DONDOC_PUBLIC_URL. / Public address.")
    ] = "",
) -> None:
    """Đặt, xem hoặc bỏ webhook của Telegram và Zalo. / Set, show or delete the webhooks of both platforms."""
    call("webhook", action=action, url=url)


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sẽ ghi. / The file to write.")]) -> None:
    """Sao lưu cơ sở dữ liệu trong khi chương trình chạy. / A verified copy, made while running."""
    call("backup", file=file)


@app.command()
def restore(
    file: Annotated[
        Path | None, typer.Argument(metavar="TỆP", help="Bản sao lưu; PostgreSQL: bỏ trống. / The backup.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Thay cơ sở dữ liệu đang có. / Replace what is there.")
    ] = False,
    without_checksum: Annotated[
        bool, typer.Option("--without-checksum", help="Nhận cả bản không có tệp .sha256. / Take one without .sha256.")
    ] = False,
) -> None:
    """Khôi phục từ bản sao lưu, khi chương trình đã dừng. / Put a backup in place of the database."""
    call("restore", file=file, is_forced=force, is_unchecked=without_checksum)


@app.command()
def migrate() -> None:
    """Cập nhật cấu trúc cơ sở dữ liệu. / Bring the schema up to date."""
    call("migrate")


@audit_app.command()
def verify(
    whole: Annotated[
        bool, typer.Option("--whole", help="Đọc lại từ dòng đầu, không từ mốc tháng. / Read all of it.")
    ] = False,
    code: Annotated[
        str | None, typer.Option(metavar="MÃ", help="Mã của một mốc tháng, ví dụ K7WQ-2M9X. / A code of a month.")
    ] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra chuỗi nhật ký. / Check the chain of the history."""
    call("audit.verify", whole=whole, code=code, as_json=as_json, org=org)


@audit_app.command()
def show(
    number: Annotated[
        int | None, typer.Argument(metavar="SỐ", help="Số của việc; bỏ trống: tất cả. / A task, or all.")
    ] = None,
    page: Annotated[int, typer.Option(help="Trang, mới nhất là 1. / The page, newest first.")] = 1,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Nhật ký bằng chữ: ai, lúc nào, làm gì, vì sao. / The history in words: who, when, what, why."""
    call("audit.show", number=number, page=page, as_json=as_json, org=org)


@wall_app.callback(invoke_without_command=True)
def wall(context: typer.Context, org: Org = None, as_json: AsJson = False) -> None:
    """Màn hình phòng họp đang mở. / The screens of meeting rooms that are open."""
    if context.invoked_subcommand is None:
        call("wall.show", as_json=as_json, org=org)


@wall_app.command(name="open")
def open_wall(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Đặt ở đâu, ví dụ: Phòng họp tầng 2. / Where it is.")],
    names: Annotated[
        bool, typer.Option("--names", help="Nêu tên cán bộ; lãnh đạo phải đồng ý trước. / With names of people.")
    ] = False,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Mở một màn hình và in địa chỉ của nó, một lần. / Open a screen and print its address, once."""
    call("wall.open_one", name=name, shows_names=names, **_of_group(context, org, is_json=as_json))


@wall_app.command(name="end")
def end_wall(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="SỐ", help="Số của màn hình. / The screen's number.")],
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Dừng một màn hình: địa chỉ của nó không mở được nữa. / End a screen: its address opens nothing any more."""
    call("wall.end_one", number=number, **_of_group(context, org, is_json=as_json))


def main() -> None:
    """The entry point of `dondoc` and of `python -m dondoc`."""
    start_private()
    try:
        result = app(prog_name="dondoc", args=sys.argv[1:], standalone_mode=False)
    except TyperException as error:
        sys.stderr.write(usage_sentence(error))
        sys.exit(EXIT_CODE)
    except typer.Abort:
        sys.exit(130)
    sys.exit(result if isinstance(result, int) else 0)


if __name__ == "__main__":
    main()

"""The commands of `dondoc org`, about the organisations of the database."""

from pathlib import Path
from typing import Annotated

import typer

from dondoc.command_help import HelpfulTyper
from dondoc.command_options import AsJson, Org, call

org_app = HelpfulTyper(
    help="Các tổ chức của cơ sở dữ liệu này. / The organisations of this database.", no_args_is_help=True
)


@org_app.command()
def rename(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên mới của tổ chức. / Its new name.")], org: Org = None
) -> None:
    """Đổi tên tổ chức; nhật ký ghi lại. / Rename the organisation; the history says so."""
    call("org.rename", name=name, org=org)


@org_app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên đầy đủ của tổ chức. / Its name.")],
    code: Annotated[
        str | None, typer.Option(metavar="MÃ", help="Mã ngắn, ví dụ HB; bỏ trống: từ tên. / A short code.")
    ] = None,
    under: Annotated[
        str | None, typer.Option(metavar="CẤP_TRÊN", help="Đảng bộ cấp trên, in trên báo cáo. / The body above.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Thêm một tổ chức vào cơ sở dữ liệu này. / Add an organisation to this database."""
    call("org.add", name=name, code=code, under=under, as_json=as_json)


@org_app.command(name="load")
def load_orgs(
    folder: Annotated[
        Path, typer.Argument(metavar="THƯ_MỤC", help="Mỗi tổ chức một thư mục con. / One sub-folder an organisation.")
    ],
    yes: Annotated[
        bool, typer.Option("--yes", help="Nạp cả danh sách, kế hoạch đã sửa. / Take changed files over, too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Lập nhiều tổ chức, mỗi tổ chức từ một thư mục có danh sách và kế hoạch. / Found many organisations."""
    call("load_folders", folder=folder, is_agreed=yes, as_json=as_json)


@org_app.command(name="list")
def list_orgs(as_json: AsJson = False) -> None:
    """Các tổ chức của cơ sở dữ liệu này, cùng mã. / The organisations of this database and their codes."""
    call("org.show", as_json=as_json)


@org_app.command(name="show")
def show_org(org: Org = None, as_json: AsJson = False) -> None:
    """Một tổ chức cùng cài đặt của nó. / An organisation with its settings."""
    call("org.show_one", org=org, as_json=as_json)


@org_app.command(name="set")
def set_org(
    under: Annotated[
        str | None, typer.Option(metavar="CẤP_TRÊN", help="Đảng bộ cấp trên, in trên báo cáo. / The body above.")
    ] = None,
    keep_days: Annotated[
        str | None, typer.Option(metavar="NGÀY", help="Giữ tin nhắn bao nhiêu ngày. / Days messages are kept.")
    ] = None,
    zalo_quota: Annotated[
        str | None, typer.Option(metavar="SỐ", help="Số tin Zalo mỗi tháng được dùng. / Its share of Zalo messages.")
    ] = None,
    morning: Annotated[
        str | None, typer.Option(metavar="GIỜ", help="Giờ gửi tin buổi sáng: 07:30. / Hour of the morning message.")
    ] = None,
    quiet: Annotated[
        str | None, typer.Option(metavar="GIỜ", help="Từ giờ này không nhắc nữa: 17:00. / No reminders from then.")
    ] = None,
    waking: Annotated[
        str | None, typer.Option(metavar="TỪ-ĐẾN", help="Giờ gửi các tin khác: 07:00-20:00. / Hours of other news.")
    ] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Cài đặt riêng của một tổ chức; “-” là dùng cài đặt chung. / Its own settings; “-”: as the installation's."""
    hours = {"morning": morning, "quiet": quiet, "waking": waking}
    given = {"superior": under, "keep_days": keep_days, "month_quota": zalo_quota, **hours}
    call("org.change", given=given, org=org, as_json=as_json)


@org_app.command(name="close")
def close_org(
    org: Org = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Bỏ cả tin chưa gửi. / Drop the messages that have not been sent.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Ngừng một tổ chức: không nhắc nữa, kết thúc mã và phiên, giữ dữ liệu. / Close one; its data stays."""
    call("org.close", org=org, is_agreed=yes, as_json=as_json)


@org_app.command(name="reopen")
def reopen_org(org: Org = None, as_json: AsJson = False) -> None:
    """Dùng lại một tổ chức đã ngừng. / Open a closed organisation again."""
    call("org.reopen", org=org, as_json=as_json)


@org_app.command(name="export")
def export_org(
    file: Annotated[Path, typer.Argument(metavar="TỆP.zip", help="Tệp sẽ ghi. / The file to write.")],
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Ghi toàn bộ dữ liệu một tổ chức vào một tệp, kèm bản .xlsx để đọc. / All of one organisation as a file."""
    call("move_organisation.write", file=file, org=org, as_json=as_json)


@org_app.command(name="import")
def import_org(
    file: Annotated[Path, typer.Argument(metavar="TỆP.zip", help="Tệp của dondoc org export. / An exported file.")],
    same_bot: Annotated[
        bool, typer.Option("--same-bot", help="Bot cũ chuyển theo: giữ liên kết điện thoại. / Keep links of chats.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Nhận một tổ chức từ cơ sở dữ liệu khác, trọn vẹn hoặc không gì cả. / Take over an exported organisation."""
    call("move_organisation.read", file=file, keeps_links=same_bot, as_json=as_json)

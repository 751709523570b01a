"""The commands of `dondoc bot`, about the bots whose tokens the database keeps."""

from typing import Annotated

import typer

from dondoc.command_help import HelpfulTyper
from dondoc.command_options import AsJson, Org, call

bot_app = HelpfulTyper(help="Bot của các tổ chức, mã giữ kín. / Bots of organisations, sealed.", no_args_is_help=True)
Telegram = Annotated[bool, typer.Option("--telegram", help="Bot Telegram. / A Telegram bot.")]
Zalo = Annotated[bool, typer.Option("--zalo", help="Bot Zalo. / A Zalo bot.")]
Another = Annotated[
    bool, typer.Option("--another", help="Thêm bot Zalo nữa bên cạnh bot đang dùng. / One more Zalo bot.")
]
Link = Annotated[
    str, typer.Option(metavar="ĐỊA_CHỈ", help="Địa chỉ để mọi người mở bot Zalo. / Where people find a Zalo bot.")
]
Named = Annotated[str, typer.Option("--bot", metavar="TÊN", help="Bot nào, khi có nhiều. / Which one of several.")]


@bot_app.command()
def add(
    telegram: Telegram = False, zalo: Zalo = False, another: Another = False, link: Link = "", org: Org = None
) -> None:
    """Giữ mã bot (đọc từ stdin) cho tổ chức, hoặc thay mã mới. / Keep a bot's token, read from standard input."""
    call("bot.add", org=org, telegram=telegram, zalo=zalo, is_further=another, link=link)


@bot_app.command(name="list")
def list_bots(as_json: AsJson = False) -> None:
    """Các bot và tổ chức mà mỗi bot phục vụ. / The bots, and which organisations each serves."""
    call("bot.show", as_json=as_json)


@bot_app.command()
def remove(telegram: Telegram = False, zalo: Zalo = False, bot: Named = "", org: Org = None) -> None:
    """Thôi dùng bot cho tổ chức; mã bị xóa khi không tổ chức nào dùng. / Let a bot go."""
    call("bot.remove", org=org, telegram=telegram, zalo=zalo, named=bot)


@bot_app.command()
def key() -> None:
    """Tạo một khóa cho DONDOC_SECRET_KEY. / Make a key for DONDOC_SECRET_KEY."""
    call("bot.make_key")


@bot_app.command()
def reseal() -> None:
    """Niêm phong lại mọi mã bằng khóa đầu tiên. / Encrypt all tokens with the first key."""
    call("bot.reseal")

"""The help of each command in Vietnamese: the library's own headings and notes are English and cannot be set."""

from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from dondoc.failures import argument_name

Called = TypeVar("Called", bound=Callable[..., Any])
OPTIONS, COMMANDS = "[TÙY CHỌN]", "LỆNH ..."
# What a value is, where the command gives it no name of its own.
_VALUES = {"<int>": "SỐ", "<int range>": "SỐ", "<path>": "TỆP", "<str>": "CHỮ"}


class _Help:
    """How a command and a group of commands say what they take."""

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        """Usage, what the command does, its arguments, options and commands, each under a heading."""
        parameters = self.get_params(ctx)
        arguments = [each for each in parameters if each.param_type_name == "argument"]
        options = [each for each in parameters if each.param_type_name == "option"]
        pieces = [OPTIONS, *map(_placed, arguments), *([COMMANDS] if _commands(self) else [])]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")
        self.format_help_text(ctx, formatter)
        _list(formatter, "Tham số", [(argument_name(each), _note(each)) for each in arguments])
        _list(formatter, "Tùy chọn", [(_option(each, ctx), _note(each)) for each in options])
        _list(formatter, "Lệnh", [(name, (each.help or "").strip()) for name, each in _commands(self).items()])

    def get_help_option(self: Any, ctx: Any) -> Any:
        """`--help`, with a text of ours."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Hiện cách dùng. / Show how to use it."
        return option


class HelpfulCommand(_Help, TyperCommand):
    """A command whose help is Vietnamese."""


class HelpfulGroup(_Help, TyperGroup):
    """A group of commands whose help is Vietnamese."""


class HelpfulTyper(typer.Typer):
    """A command line whose groups and commands tell how they are used in Vietnamese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=HelpfulGroup, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Called], Called]:
        """As the library's, with our help."""
        return super().command(name, cls=HelpfulCommand, **settings)


def _commands(command: Any) -> dict[str, Any]:
    return getattr(command, "commands", {})


def _placed(argument: Any) -> str:
    name = argument_name(argument) + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _option(option: Any, context: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return names
    shown = option.display_type_rich(context)
    return f"{names} {_VALUES.get(shown, shown)}"


def _note(parameter: Any) -> str:
    default = parameter.default
    notes = ["bắt buộc"] if parameter.required else []
    if default not in (None, "", False) and not callable(default):
        notes.append(f"mặc định: {default}")
    return " ".join([parameter.help or "", *(f"[{note}]" for note in notes)]).strip()


def _list(formatter: Any, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)

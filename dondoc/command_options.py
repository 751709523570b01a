"""The options that many commands have, and the call of a command."""

from typing import Annotated, Any

import typer

from dondoc.failures import run_command

Org = Annotated[
    str | None, typer.Option("--org", metavar="MÃ", help="Mã tổ chức, khi có nhiều (dondoc org list). / Its code.")
]
AsJson = Annotated[bool, typer.Option("--json", help="In JSON để chương trình khác đọc. / Print JSON.")]


def call(command: str, /, **arguments: Any) -> None:
    """Run `MODULE.FUNCTION` of dondoc.cli (`MODULE` alone means its `run`) and exit with the code of `run_command`."""
    raise typer.Exit(run_command(command, arguments))

import os
import pty
import select
import subprocess
import time
from pathlib import Path

from tests.cli.conftest import COMMAND, Terminal
from tests.documents import crafted, files


def _seen_on_a_terminal(folder: Path, words: list[str], typed: bytes) -> tuple[bytes, bytes]:
    """Standard output into a file, standard error on a terminal of its own."""
    main, other = pty.openpty()
    environment = {"PATH": os.defpath, "HOME": str(folder), "TERM": "xterm", "LANG": "C.UTF-8"}
    (folder / "typed").write_bytes(typed)
    with (folder / "typed").open("rb") as source, (folder / "output").open("wb") as target:
        child = subprocess.Popen(
            [COMMAND, *words], cwd=folder, env=environment, stdin=source, stdout=target, stderr=other
        )
    os.close(other)
    shown, ends = b"", time.monotonic() + 60
    while time.monotonic() < ends and select.select([main], [], [], 30)[0]:
        try:
            shown += os.read(main, 4096)
        except OSError:  # the other end was closed
            break
    child.wait(30)
    os.close(main)
    return (folder / "output").read_bytes(), shown


def test_a_large_file_shows_a_bar_on_the_terminal_and_the_same_output(terminal: Terminal) -> None:
    (terminal.folder / "dai.pdf").write_bytes(files.pdf_table(files.many_rows(200)))
    output, shown = _seen_on_a_terminal(terminal.folder, ["import", "dai.pdf", "--dry-run", "--json"], b"")
    assert "Đang đọc dai.pdf, trang ".encode() in shown
    assert output.startswith(b"{")


def test_a_file_that_costs_too_much_is_one_sentence_on_the_terminal(terminal: Terminal) -> None:
    (terminal.folder / "nang.pdf").write_bytes(crafted.blanks(300))
    told = terminal.run("import", "nang.pdf", "--dry-run")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("dondoc: Tệp cần quá nhiều bộ nhớ")
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err


def test_lines_are_counted_on_the_terminal_only(terminal: Terminal) -> None:
    lines = "Quý II/2026\n" * 3000
    output, shown = _seen_on_a_terminal(terminal.folder, ["explain", "deadline", "--json"], lines.encode())
    assert "Đang đọc từng dòng".encode() in shown
    assert output.count(b"\n") == 3000
    assert terminal.run("explain", "deadline", "--json", typed="Quý II/2026\n").err == ""

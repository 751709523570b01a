"""The commands of the README, typed one after the other as a newcomer types them."""

import re
import shlex

from tests.cli.conftest import Terminal
from tests.docs.pages import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_what_the_readme_says_to_type_works_in_its_order(terminal: Terminal) -> None:
    (terminal.folder / "examples").symlink_to(ROOT / "examples")
    lines = [
        shlex.split(line)[1:]
        for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
        for line in block.splitlines()
    ]
    assert [line[0] for line in lines] == ["load", "import", "timeline", "invite", "doctor", "run"]
    for line in lines[:4]:
        agreed = ["--yes"] if line[0] in {"load", "import"} else []  # a newcomer is asked
        answer = terminal.run(*line, *agreed)
        assert (answer.code, answer.err) == (0, ""), line
        assert answer.out.strip()
    examined = terminal.run("doctor")
    assert examined.code == 1, "nobody has linked a phone, and there is no token"
    assert "✔ Có 18 việc." in examined.out
    assert "DONDOC_TELEGRAM_TOKEN" in examined.out


def test_the_unit_of_systemd_starts_a_command_that_exists() -> None:
    [starts] = re.findall(r"ExecStart=\S*/dondoc (\w+)", README)
    assert starts == "run"


def test_nothing_was_left_to_be_filled_in() -> None:
    assert re.search(r"\bTIME_[A-Z]+", README) is None

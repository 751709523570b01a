"""Every setting stands in config.example.env with its default, and nothing else does."""

import re
from pathlib import Path

import pytest

from dondoc.settings import PREFIX, Settings, load_settings

EXAMPLE = Path(__file__).parents[1] / "config.example.env"
NAMES = [PREFIX + name.upper() for name in Settings.model_fields]


def lines() -> dict[str, str]:
    """The settings of the example, those that are commented out included."""
    found = re.findall(rf"^#? ?({PREFIX}[A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize("name", NAMES)
def test_the_setting_stands_in_the_example(name: str) -> None:
    assert name in lines()


def test_the_example_names_no_setting_that_is_not_there() -> None:
    secret_files = {f"{name}_FILE" for name in NAMES}
    assert set(lines()) - set(NAMES) - secret_files == set()


def test_the_example_may_be_used_as_it_is_and_with_every_line_in_force(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for content in (text, text.replace(f"#{PREFIX}", PREFIX)):
        copy = tmp_path / ".env"
        copy.write_text(content, encoding="utf-8")
        assert load_settings(copy, {}).model_dump() == load_settings(tmp_path / "none", {}).model_dump()

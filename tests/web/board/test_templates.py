"""Templates obey the Content-Security-Policy, hold no words of their own, and every page has its name in the menu."""

import re
from pathlib import Path

import pytest

from web.board.pages import PAGES
from web.board.templating import HERE, STATIC, address, environment
from wording.languages import CATALOGUES

TEMPLATES = sorted((HERE / "templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    text = re.sub(r"{[%#{].*?[%#}]}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_vietnamese(path: Path) -> None:
    letters = re.findall(r"[à-ỹđÀ-ỸĐ]", path.read_text(encoding="utf-8"))
    assert letters == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_compiles(path: Path) -> None:
    assert environment().get_template(path.name)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_page_has_a_title_and_those_of_the_menu_a_name(language: str) -> None:
    words = CATALOGUES[language].board
    assert [page.name for page in PAGES if page.is_in_menu and page.name not in words.menu] == []
    assert {page.name for page in PAGES} <= set(words.titles)


def test_a_static_file_is_addressed_by_its_content() -> None:
    assert re.fullmatch(r"/tinh/[0-9a-f]{12}/board\.css", address("static", file="board.css"))
    assert all(address("static", file=path.name) for path in STATIC.iterdir())


def test_an_address_takes_its_values_into_the_path_and_the_rest_into_the_query() -> None:
    assert address("overview", tim="văn kiện", nguoi="") == "/?tim=v%C4%83n+ki%E1%BB%87n"
    with pytest.raises(LookupError):
        address("nowhere")

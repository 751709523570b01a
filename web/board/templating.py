"""Renders the pages: one Jinja environment, strict and escaping, and the names that every template has."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from services.context.command_context import CommandContext
from web.board import lanes
from web.board.page import Page
from web.board.pages import PAGES
from web.board.reports import report_message
from wording import board, board_lists, board_review, board_tasks, board_time, parts, plans
from wording.board_door import lines_of
from wording.emphasis import plain
from wording.languages import words_for
from wording.layout import clean

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
STATIC = HERE / "static"
# Addresses of the site itself, beside those of the pages.
SITE_PATHS: Mapping[str, str] = {
    "do": "/lam",
    "fetch": "/lam/tep",
    "leave": "/ra",
    "events": "/dong",
    "enter": "/vao",
    "mini": "/mini",
    "upload": "/ke-hoach/tep",
    "row_picture": "/du-thao/{draft:int}/anh/{line:int}",
    "evidence_piece": "/minh-chung/{number:int}/{place:int}",
}


def render_page(page: Page, facts: object, context: CommandContext, *, session_token: str, **more: object) -> str:
    """The whole page in the reader's language.

    `session_token` goes into each form (CSRF). `more` are further names for the template.
    """
    template = environment().get_template(f"{page.name}.html")
    return template.render(**names_for(context, session_token), page=page, facts=facts, **more)


def names_for(context: CommandContext, session_token: str) -> dict[str, Any]:
    """The names that every template has, also the parts of pages that the site renders by themselves."""
    zone = context.organisation.zone

    def local(at: datetime) -> datetime:
        return at.astimezone(zone)

    return {
        "actor": context.person,
        "organisation": context.organisation,
        "now": local(context.now),
        "today": context.today,
        "words": words_for(context.person.language),
        "session_token": session_token,
        "menu": [each for each in PAGES if each.is_in_menu and each.roles & context.person.roles],
        "local": local,
    }


@cache
def environment() -> "Environment":
    """The templates; made once, and compiled as they are first used."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 -- not before a page is asked for

    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["lines_of"] = lines_of
    made.filters |= {
        "clean": clean,
        "plain": plain,
        "capitalised": parts.capitalised,
        "shown_channel": parts.channel_name,
    }
    made.globals |= {"address": address, "board": board, "board_tasks": board_tasks, "parts": parts, "new_key": new_key}
    made.globals |= {"board_lists": board_lists, "report_message": report_message}
    made.globals |= {"board_time": board_time, "lanes": lanes}
    made.globals |= {"review": board_review, "plans": plans}
    return made


def address(name: str, **values: object) -> str:
    """The address of a page by its name, of the site's own forms, or of a static file: `address("static", file=…)`.

    Values that the path does not name become the query; those that are empty or None are left out.

    Raises LookupError for a name that is none.
    """
    if name == "static":
        return static_address(str(values["file"]))
    path = _paths().get(name)
    if path is None:
        raise LookupError(f"no page is called {name}")
    rest = dict(values)
    for key in list(values):
        for placed in (f"{{{key}:int}}", f"{{{key}}}"):
            if placed in path:
                path = path.replace(placed, str(rest.pop(key)))
    query = {key: value for key, value in rest.items() if value not in {None, ""}}
    return f"{path}?{urlencode(query)}" if query else path


@cache
def _paths() -> Mapping[str, str]:
    return {**SITE_PATHS, **{page.name: page.path for page in PAGES}}


@cache
def static_address(file: str) -> str:
    """The address of a static file with its content in it, so that it may be kept for ever."""
    digest = hashlib.sha256((STATIC / file).read_bytes()).hexdigest()[:12]
    return f"/tinh/{digest}/{file}"


def new_key() -> str:
    """A key that makes one press of a form one deed, however often it arrives."""
    return secrets.token_urlsafe(16)

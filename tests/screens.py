"""Real messages as a phone of 390 x 844 shows them: `python -m tests.screens` writes docs/images/screen-*.png."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from domain.messages import Response
from domain.messages.drafts import DoubtAsked
from tests.samples import everything as samples
from tests.samples.drafts import DRAFT, WHICH_UNIT
from wording.messages import Capabilities, Message
from wording.render import render

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "docs" / "images"
FONTS = Path(__file__).parents[1] / "wording" / "fonts"  # as wide as the letters of phones
WIDTH, HEIGHT = 390, 844
MOST_PIXELS = 640  # of bubble and buttons together
PHONE = Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=4096, max_caption=1024)
SCREENS: Mapping[str, Response] = {
    "digest": samples.OFFICER_DIGEST,
    "coordinator": samples.COORDINATOR_DIGEST,
    "status": replace(samples.STATUS, view="card"),
    "unit": samples.UNIT_STATUS,
    "amended": samples.MOVED,
    "draft": DRAFT,
    "unknown-unit": DoubtAsked(1, 5, WHICH_UNIT),
}
_STYLE = """
body { margin: 0; width: 390px; background: #dfe7ee; font: 16px/21px Phone, sans-serif }
#all { width: 346px; margin: 8px }
#text { background: #fff; border-radius: 14px; padding: 7px 11px; white-space: pre-wrap; overflow-wrap: anywhere }
img { display: block; width: calc(100% + 22px); margin: -7px -11px 6px; border-radius: 14px 14px 0 0 }
.row { display: flex; gap: 4px; margin-top: 4px }
.row span { flex: 1; min-width: 0; background: #7d95a8; color: #fff; border-radius: 8px; font-size: 15px;
  line-height: 38px; text-align: center; white-space: nowrap; overflow: hidden }
.success { background: #2a8c55 !important } .danger { background: #b93333 !important }
.primary { background: #2b6cb0 !important }
"""


def message_of(screen: str) -> Message:
    """The message as it would be sent."""
    return render([SCREENS[screen]], "vi", PHONE)


def html_of(message: Message) -> str:
    """A page with the bubble and its buttons, text of 16 pixels."""
    text, at, parts = message.text, 0, []
    for bold in message.entities:
        parts += [escape(text[at : bold.start]), f"<b>{escape(text[bold.start : bold.end])}</b>"]
        at = bold.end
    parts.append(escape(text[at:]))
    picture = base64.b64encode(message.picture).decode() if message.picture else ""
    shown = f'<img src="data:image/png;base64,{picture}">' if picture else ""
    rows = "".join(
        f'<div class="row">{"".join(f"<span class={b.style or chr(45)}>{escape(b.label)}</span>" for b in row)}</div>'
        for row in message.buttons
    )
    font = base64.b64encode((FONTS / "BeVietnamPro_400Regular.ttf").read_bytes()).decode()
    face = f"@font-face {{ font-family: Phone; src: url(data:font/ttf;base64,{font}) }}"
    return (
        f"<!doctype html><meta charset=utf-8><style>{face}{_STYLE}</style>"
        f'<div id="all"><div id="text">{shown}{"".join(parts)}</div>{rows}</div>'
    )


def measure(page: "Page", screen: str) -> tuple[float, list[str]]:
    """How high bubble and buttons are, and the labels that are cut."""
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.set_content(html_of(message_of(screen)))
    page.evaluate("document.fonts.ready")
    page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
    height: float = page.evaluate("document.getElementById('all').getBoundingClientRect().height")
    cut: list[str] = page.evaluate(
        "[...document.querySelectorAll('.row span')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
    )
    return height, cut


def main() -> None:
    """Write a picture of each screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for screen in SCREENS:
            print(screen, *measure(page, screen))  # noqa: T201 - a tool
            page.screenshot(path=FOLDER / f"screen-{screen}.png")
        browser.close()


if __name__ == "__main__":
    main()

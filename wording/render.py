"""Turns facts into a message: total for every notice and refusal, in every language, for every channel."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

import wording
from domain.messages import Notice, Refusal, Response, kinds_of
from domain.messages.registry import IncompleteError, functions_found, modules_of
from wording import refusals
from wording.languages import CATALOGUES, words_for
from wording.layout import DEFAULT_ZONE, NO_LINKS, BotLinks, Layout, RenderContext, finish, join
from wording.messages import Capabilities, Message

LAYOUTS: Mapping[type, Callable[[Any, RenderContext], Layout]] = functions_found(
    Notice, modules_of(wording), ("notice", "context"), Layout
)
for _words in CATALOGUES.values():
    if _unsaid := [kind.__name__ for kind in kinds_of(Notice) if kind not in {*LAYOUTS, *_words.notices}]:
        raise IncompleteError(
            f"no function (notice, context) -> Layout in wording, and no (notice, words) -> str in "
            f"wording.{_words.code}, takes {', '.join(_unsaid)}"
        )


def render(
    responses: Sequence[Response],
    language: str,
    capabilities: Capabilities,
    *,
    zone: tzinfo = DEFAULT_ZONE,
    superior: str = "",
    public_url: str = "",
    links: BotLinks = NO_LINKS,
    board_url: str = "",
) -> Message:
    """One message that says all of it, within `capabilities.max_length` UTF-16 units.

    What does not fit is left out by whole tasks, with how many and how to see them. Buttons only where the channel
    has them; without them each action stands there as a line to type. Days and hours are those of `zone`. An unknown
    language is answered in Vietnamese. A status card is drawn here (tens of milliseconds): call from a thread.
    `superior` is the body above the organisation, for the head of a document; `public_url` is where feeds are served,
    `links` where people find the bots, `board_url` where they find the board.
    """
    words = words_for(language)
    context = RenderContext(words, capabilities, zone, superior, public_url, links, board_url)
    layouts = [_layout(response, context) for response in responses]
    return finish(join(layouts), words, capabilities.max_length)


def _layout(response: Response, context: RenderContext) -> Layout:
    if isinstance(response, Refusal):
        return refusals.refusal(response, context)
    layout = LAYOUTS.get(type(response), refusals.plain_notice)
    return layout(response, context)

"""A time limit that stands in the text of the task because the table has no column for it."""

import re

from documents.plans.deadlines import read_deadline
from documents.plans.guessing import is_limit
from domain.deadlines import DeadlineKind
from domain.names import fold

_REST = r"(?:[^.;()]|\.(?=\d))"  # of a clause; the full stops of dates do not end it
_LABELLED = re.compile(
    rf"(?:^|[.;,(]\s*)(?:-\s*)?(?:thoi gian|thoi han|han|tien do|han chot)"
    rf"(?: (?:hoan thanh|thuc hien|bao cao|xong))?\s*:\s*(?P<limit>{_REST}{{2,80}})[.;)]?"
)
_BOUND = r"(?:(?:hoan thanh|xong|thuc hien)\b.{0,12}?)?\b(?:truoc|cham nhat|trong|den het|han)\b"
_BRACKETED = re.compile(rf"\(\s*(?P<limit>{_BOUND}[^()]{{2,80}})\)")
_ENDING = re.compile(
    rf"[,;.]?\s*\b(?P<limit>(?:(?:hoan thanh|xong)\b.{{0,12}}?)?\b(?:truoc|cham nhat)\b{_REST}{{3,60}})[.;]?\s*$"
)
_TOO_WIDE = frozenset({DeadlineKind.CONDITIONAL, DeadlineKind.RELATIVE})


def taken_from_text(text: str) -> tuple[str, str]:
    """The text without its time limit, and the limit's own words; the text itself and "" when it names none."""
    folded = _same_length(text)
    for pattern in (_LABELLED, _BRACKETED, _ENDING):
        match = pattern.search(folded)
        if match is None:
            continue
        limit = text[match.start("limit") : match.end("limit")].strip(" ,")
        left = f"{text[: match.start()].rstrip(' ,;')}{_joint(text, match)}".strip(" ,;")
        if is_limit(limit) and read_deadline(limit, None).deadline.kind not in _TOO_WIDE and len(left.split()) > 1:
            return left, limit
    return text, ""


def _joint(text: str, match: re.Match[str]) -> str:
    """What stands behind the limit, as the next sentence of the text before it."""
    rest = text[match.end() :].strip(" .;,")
    return f". {rest}" if rest else ""


def _same_length(text: str) -> str:
    """Folded letter by letter, so that places in it are places in the text."""
    return "".join(f if len(f := fold(c)) == 1 else c for c in text)

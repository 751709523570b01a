"""What the commands about whole plans make of the words after their names, and a plan named behind other commands."""

import re
from dataclasses import replace

from bot.grammar.parsed_input import Reader, Said, either_spelling, is_courtesy, is_one_of, read_note
from bot.grammar.words import PLAN, SURE
from domain.messages import Command
from domain.messages.drafts import ImportPlan
from domain.messages.plans import AgreeToWithdraw, EndPlan, KeepPlan, ListPlans, WithdrawPlan

LONGEST_NAME = 60
SHORTEST_PLAN = 80  # characters; what is shorter and of one line asks for a plan, what is longer is one
# A plan by its number or place: "45", "45-KH/ĐU", "45/2026", "#2".
_REF = r"#\s?\d{1,4}|\d{1,5}(?:\s?[-/]\s?[^\W_][\w./-]{0,28}[^\W_]|/\d{4})?"
_NAMED = re.compile(rf"\s*(?:(?:số|so|no)\s+)?(?P<plan>{_REF})(?=$|[\s,;:.!?)])", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:{either_spelling(PLAN)})\s*:?\s*(?:(?:số|so|no)\s+)?(?P<plan>{_REF})"
    r"(?=$|[\s,;:.!?)])",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\s*(?:{either_spelling(PLAN)})\s*:?\s*(?P<words>\S.*)$", re.IGNORECASE | re.DOTALL)


def without_plan(said: Said) -> tuple[Said, str]:
    """The words without the plan that they name by its number, and that plan ("" when none is named)."""
    found = _TAIL.search(said.rest)
    if found is None:
        return said, ""
    rest = f"{said.rest[: found.start()].rstrip(' ,;')} {said.rest[found.end() :].lstrip(' ,;:')}".strip()
    return replace(said, rest=rest), found["plan"].replace(" ", "")


def plan_titled(rest: str) -> str:
    """A plan named by words of its title, where nothing but that is said: "tình hình kế hoạch công tác cán bộ"."""
    found = _WORD.match(rest)
    return found["words"].rstrip(" ?!.")[:LONGEST_NAME] if found else ""


def _plans(said: Said) -> Command | None:
    """The list; a text of several lines or of more than eighty characters is a plan itself."""
    if len(said.text) > SHORTEST_PLAN or "\n" in said.text.strip():
        return ImportPlan(said.text.strip())
    if is_courtesy(said.rest):
        return ListPlans()
    named = _NAMED.match(said.rest)
    if named and is_courtesy(said.rest[named.end() :]):
        return ListPlans(named["plan"].replace(" ", ""))
    return ListPlans(said.rest.strip()[:LONGEST_NAME]) if said.is_slashed else None


def _of_plan(make: type[WithdrawPlan] | type[KeepPlan]) -> Reader:
    """The plan by its number, then perhaps the reason; a title's words only behind a slash."""

    def read(said: Said) -> Command | None:
        if named := _NAMED.match(said.rest):
            reason = read_note(said.rest[named.end() :]) or ""
            return make(named["plan"].replace(" ", ""), "" if is_courtesy(reason) else reason)
        if is_courtesy(said.rest):
            return make("")
        return make(said.rest.strip()[:LONGEST_NAME]) if said.is_slashed else None

    return read


def _agree(said: Said) -> Command | None:
    """Only a plan's number, with courtesy: more words are a condition, and a condition is no yes."""
    named = _NAMED.match(said.rest)
    if named and is_courtesy(said.rest[named.end() :]):
        return AgreeToWithdraw(named["plan"].replace(" ", ""))
    if is_courtesy(said.rest):
        return AgreeToWithdraw("")  # which plan is asked
    return AgreeToWithdraw(said.rest[:LONGEST_NAME]) if said.is_slashed else None


def _end(said: Said) -> Command | None:
    named = _NAMED.match(said.rest)
    if named is None:
        return EndPlan(said.rest.strip()[:LONGEST_NAME]) if said.is_slashed or is_courtesy(said.rest) else None
    rest = said.rest[named.end() :].strip(" ,.!")
    is_sure = is_one_of(rest[:20], SURE)
    if not is_sure and not is_courtesy(rest):
        return None
    return EndPlan(named["plan"].replace(" ", ""), is_sure=is_sure)


PLAN_READERS: dict[str, Reader] = {
    "plans": _plans,
    "withdraw": _of_plan(WithdrawPlan),
    "agree": _agree,
    "keep": _of_plan(KeepPlan),
    "endplan": _end,
}

"""What a post ("Chức vụ") says of a person's roles: whole lists of posts are data, the rules are here.

Leaders are the heads and deputies of the party committee and the chairmen of council and administration; heads lead
the unit they stand in, not another one; who follows the plan is whom the list says so of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from documents.rosters.office_units import begins_unit, unit_key
from documents.words import word_lists
from domain.names import fold, tidy
from domain.people import Role

_LISTS = word_lists("office_lists")
_SHORT = _LISTS.pairs("title_short")
_HEAD_WORDS, _DEPUTY_WORDS = _LISTS.pairs("heads"), _LISTS.pairs("deputy_of")
# "trưởng ban" and "trưởng bản" are one without diacritics: the first of the list is meant then.
_HEADS = {fold(post): word for post, word in reversed(_HEAD_WORDS.items())}
_DEPUTY_OF = {fold(post): word for post, word in reversed(_DEPUTY_WORDS.items())}
_TITLES = _LISTS.lists("titles")
_DEPUTIES = tuple(map(fold, _TITLES["deputies"]))
_ACTING = tuple(map(fold, _TITLES["acting"]))
_MEMBERS = tuple(map(fold, _TITLES["members"]))
_POSTS = {*map(fold, _TITLES["posts"]), *_HEADS, *_DEPUTY_OF}
_LONGEST_POST = max(len(post.split()) for post in _POSTS)
_FOLLOWS = {name: tuple(map(fold, words)) for name, words in _LISTS.lists("follows").items()}
_PARTED = re.compile(r"[;,()\n+]|\s[-–—]\s|/(?=\D)|\b(?:kiêm nhiệm|kiêm|đồng thời là|đồng thời)\b", re.IGNORECASE)
_TERRITORY = re.compile(r"(?:phường|xã|thị trấn|đặc khu)\b.*", re.IGNORECASE)
_IN_CHARGE = re.compile(
    r"\bphu trach\b\s*(?:$|chung|dieu hanh|don vi|co quan|phong|ban|van phong|tram|truong|trung tam)"
)
_IN_CHARGE_WORDS = re.compile(r"\b(?:phụ trách|phu trach)\b.*", re.IGNORECASE)
_COMMITTEE, _COUNCIL, _ADMINISTRATION, _INSPECTION = "dang uy", "hdnd", "ubnd", "ubkt"
_BODIES = frozenset({_COMMITTEE, _COUNCIL, _ADMINISTRATION})
_CELLS = (
    "chi bo",
    "to dan pho",
    "tdp",
    "thon",
    "khu",
    "ban ",
    "xom",
    "ap ",
    "khom",
    "buon",
    "lang",
    "to ",
    "truong",
    "tram",
)
_REACH = 60  # letters behind "theo dõi" that say what is followed


class PostKind(Enum):
    """How a post stands to the unit it names."""

    HEAD = "head"
    DEPUTY = "deputy"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its words folded, and what stands behind them ("Đảng ủy", "Kinh tế").

    `word` begins the name of the unit that such a post belongs to; "-": any.
    """

    kind: PostKind
    words: str
    behind: str = ""
    is_in_charge: bool = False
    word: str = "-"

    @property
    def unit(self) -> str:
        """The unit that the post itself names; "" where it names none."""
        word, behind = self.word, self.behind
        if not behind:
            return ""
        if word == "-":
            return behind if begins_unit(behind) and not _TERRITORY.fullmatch(behind) else ""
        first = fold(behind.split(" ")[0])
        is_whole = first == fold(word.split(" ")[0]) or first == "tdp" or (begins_unit(behind) and " " in word)
        if is_whole and word != "Văn phòng":
            return behind
        return behind if fold(behind).startswith(fold(word)) else f"{word} {behind}"


@dataclass(frozen=True, slots=True)
class Guess:
    """The roles that posts give in a unit, and what must be asked because the list does not say."""

    roles: frozenset[Role]
    is_acting: bool = False
    is_deputy_chair: bool = False
    may_follow: bool = False


def posts_in(text: str) -> list[Post]:
    """The posts of a cell, in order."""
    found: list[str] = []
    for sign, part in _parts(_written_out(text)):
        if found and sign in {",", "-"} and _goes_on(found[-1], part):
            found[-1] += f"{',' if sign == ',' else ' -'} {part}"
        elif part:
            found.append(part)
    return [post for part in found if (post := _post(part))]


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a cell, each with the sign before it."""
    end, sign = 0, ";"
    for match in _PARTED.finditer(text):
        yield sign, tidy(text[end : match.start()]).strip(" .:-–")
        end, sign = match.end(), match.group().strip().replace("–", "-").replace("—", "-")
    yield sign, tidy(text[end:]).strip(" .:-–")


def _goes_on(before: str, part: str) -> bool:
    """Whether a part is the rest of a unit's name: "Trưởng phòng Kinh tế" and behind a comma "Hạ tầng và Đô thị"."""
    post = _post(before)
    if post is None or not post.unit or not part[:1].isupper() or begins_unit(part):
        return False
    following = _post(part)
    return following is not None and following.kind is PostKind.OTHER and following.words not in _POSTS


def _written_out(text: str) -> str:
    text = re.sub(r"\bHĐND\s*(?:-|–|,|&)\s*UBND\b", "HĐND và UBND", text)
    return re.sub(r"\b[A-ZĐ]{2,5}\b", lambda m: _SHORT.get(m.group(), m.group()), text)


def _post(text: str) -> Post | None:
    words = text.split(" ")
    while words and (fold(words[0]) in {"la", "giu", "chuc"} or fold(words[0]) in _ACTING):
        words = words[1:]
    if not words or not words[0]:
        return None
    folded = [fold(word).strip(".") for word in words]
    many = next((n for n in range(min(_LONGEST_POST, len(words)), 0, -1) if " ".join(folded[:n]) in _POSTS), 0)
    post, rest = " ".join(folded[:many]), " ".join(words[many:]).strip(" .:-–")
    behind, whole = _IN_CHARGE_WORDS.sub("", rest).strip(), " ".join(folded)
    typed = " ".join(words[:many]).casefold()
    if post in _HEADS and not whole.startswith(_DEPUTIES):
        return Post(PostKind.HEAD, post, behind, word=_HEAD_WORDS.get(typed) or _HEADS[post])
    if whole.startswith(tuple(f"{word} " for word in _DEPUTIES)) or whole in _DEPUTIES:
        word = _DEPUTY_WORDS.get(typed) or _DEPUTY_OF.get(post, "-")
        return Post(PostKind.DEPUTY, post or folded[0], behind, bool(_IN_CHARGE.search(whole)), word)
    if post:
        return Post(PostKind.OTHER, post, behind, bool(post == "phu trach" and begins_unit(behind)))
    return Post(PostKind.OTHER, "" if begins_unit(text) else whole, text if begins_unit(text) else "")


def is_post(text: str) -> bool:
    """Whether a header is a post ("Tổ trưởng"), so that the names under it hold it."""
    post = _post(tidy(text))
    return post is not None and post.kind in {PostKind.HEAD, PostKind.DEPUTY}


def is_title(text: str) -> bool:
    """Whether a cell begins with a post that is known."""
    posts = posts_in(text)
    return bool(posts) and posts[0].words in _POSTS


def guess(text: str, duties: str, unit: str) -> Guess:
    """The roles that the posts of a person give in this unit (its key); everybody is at least an officer there.

    `duties` are remarks beside the posts, in which only "theo dõi" is looked for.
    """
    posts = posts_in(text)
    roles = {role for post in posts for role in _roles_of(post, unit)}
    follows = follows_all(f"{text}\n{duties}")
    if follows:
        roles.add(Role.COORDINATOR)
    is_acting = any(post.is_in_charge for post in posts) and Role.HEAD not in roles
    chairs = any(_is_deputy_chair(post, unit) for post in posts) and Role.LEADER not in roles
    return Guess(frozenset(roles or {Role.OFFICER}), is_acting, chairs, follows is None)


def _roles_of(post: Post, unit: str) -> set[Role]:
    roles = set[Role]()
    if _leads_all(post, unit):
        roles.add(Role.LEADER)
    if post.kind is PostKind.HEAD and _leads_unit(post, unit):
        roles.add(Role.HEAD)
    if _inspects(post, unit):
        roles.add(Role.INSPECTOR)
    return roles


def _body(post: Post, unit: str) -> str:
    """The key of the body a post belongs to: what stands behind it, else the unit the person stands in."""
    behind = re.sub(r"^(?:thường trực|TT)\s*", "", post.behind, flags=re.IGNORECASE)
    if not behind or _TERRITORY.fullmatch(behind):
        return unit
    return unit_key(behind)


def _leads_all(post: Post, unit: str) -> bool:
    body = _body(post, unit)
    if post.words in {"bi thu", "pho bi thu", "pho bi thu thuong truc"}:
        return body == _COMMITTEE or (not unit and not post.behind)
    if post.words == "chu tich" and _TERRITORY.fullmatch(post.behind) and unit in {*_BODIES, ""}:
        return True
    return post.words == "chu tich" and (body in {_COUNCIL, _ADMINISTRATION} or body == f"{_COUNCIL} {_ADMINISTRATION}")


def _is_deputy_chair(post: Post, unit: str) -> bool:
    return post.words in {"pho chu tich", "pho chu tich thuong truc"} and _body(post, unit) in {
        _COUNCIL,
        _ADMINISTRATION,
    }


def _leads_unit(post: Post, unit: str) -> bool:
    """Whether a head's post is that of the unit the person stands in: "Chủ tịch Hội LHPN" heads not the MTTQ."""
    if unit in _BODIES and post.words not in {"bi thu", "chu tich"}:
        return False
    if not post.behind or _TERRITORY.fullmatch(post.behind):
        return True
    if unit.startswith(_CELLS) and unit_key(post.behind).startswith(_CELLS):
        return True
    named = unit_key(post.unit or post.behind)
    ours, theirs = set(unit.split()), set(named.split())
    return named == unit or theirs <= ours or (len(ours) > 1 and ours <= theirs) or _is_part(post, unit)


def _is_part(post: Post, unit: str) -> bool:
    """ "Trưởng phòng Kinh tế" in "Phòng Kinh tế, Hạ tầng": the words behind the post stand in the unit's name."""
    behind = set(unit_key(post.behind).split())
    return bool(behind) and behind <= set(unit.split()) and not unit.startswith("van phong")


def _inspects(post: Post, unit: str) -> bool:
    """Members of the inspection committee, wherever they stand."""
    body = _body(post, unit)
    return post.words in _MEMBERS and body == _INSPECTION


def follows_all(text: str) -> bool | None:
    """Whether the list says that somebody follows the plan as a whole; None where it does not say what they follow."""
    key = " ".join(fold(text).split())
    at = min((found for word in _FOLLOWS["words"] if (found := key.find(word)) >= 0), default=-1)
    if at < 0:
        return False
    behind = key[at : at + _REACH]
    if re.match(r"theo doi,? (?:va )?don doc|don doc,? (?:va )?theo doi|dieu phoi", behind):
        return True
    is_whole = any(word in behind or word in key[:at][-20:] for word in _FOLLOWS["whole"])
    is_field = any(word in behind for word in _FOLLOWS["fields"])
    if is_whole != is_field:
        return is_whole
    first = min((behind.find(w) for w in _FOLLOWS["fields"] if w in behind), default=-1)
    whole = min((behind.find(w) for w in _FOLLOWS["whole"] if w in behind), default=-1)
    if is_whole and is_field:
        return 0 <= whole < first
    return True if behind in {"theo doi", "theo doi.", "theo doi)"} and "can bo" in key else None


def unit_in(text: str) -> str:
    """The unit that posts name by themselves: that of a head first, a mere membership last; "" for none or several."""
    posts = [post for post in posts_in(text) if post.unit]
    own = [post for post in posts if post.words not in {"uy vien", "uy vien ban thuong vu", "thanh vien"}] or posts
    heads = [post for post in own if post.kind is PostKind.HEAD] or own
    return heads[0].unit if heads else _unit_of_bare(text)


def _unit_of_bare(text: str) -> str:
    """ "Chỉ huy trưởng", "Trạm trưởng", "Bí thư Đảng ủy": posts that there is only one unit for."""
    for post in posts_in(text):
        word = post.word
        if word in {"Ban Chỉ huy Quân sự", "Công an"}:
            return word
        if word == "Trạm":
            return "Trạm Y tế"
        if post.words in {"chu tich", "pho chu tich"} and _TERRITORY.fullmatch(post.behind):
            return f"UBND {post.behind}"
    return ""

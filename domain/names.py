"""How a Vietnamese name is compared: one spelling for display, one folded key for look-up among known names."""

import re
import unicodedata

# Old and new placement of the tone mark on oa, oe, uy: the same syllable, two spellings ("uỷ" = "ủy", but "quý" stays).
_OLD_TO_NEW = {
    old: new
    for olds, news in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for old, new in zip(olds.split(), news.split(), strict=True)
}
_OLD_TONE = re.compile(r"(?<![qQ])(" + "|".join(_OLD_TO_NEW) + r")(?!\w)", re.IGNORECASE)
# What hides, turns the text round (bidirectional marks), steers a terminal (controls) or cannot be stored.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Of the marks above those that let a name show other letters, or another order, than are stored.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Letters of Vietnamese and of its neighbours in Latin script, with their marks; nothing here needs a closer look.
_OURS = re.compile("[\x00-\u024f\u0300-\u036f\u1e00-\u1eff]*")
_CASED = frozenset({"Lu", "Ll", "Lt", "Lm"})
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")


def tidy(text: str) -> str:
    """Text as a person reads it: NFC, no invisible characters, single spaces, no space at the ends."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def modern_tone(text: str) -> str:
    """The same text with tone marks where the rule of today puts them: "uỷ" -> "ủy", "hoà" -> "hòa"; not after q."""
    return _OLD_TONE.sub(_modernised, unicodedata.normalize("NFC", text))


def _modernised(match: re.Match[str]) -> str:
    found = match.group(1)
    new = _OLD_TO_NEW[found.lower()]
    return "".join(n.upper() if o.isupper() else n for o, n in zip(found, new, strict=True))


def fold(text: str) -> str:
    """Look-up key: no diacritics, lower case, single spaces. Only for finding a known name, never for display."""
    plain = unicodedata.normalize("NFKD", tidy(text)).replace("đ", "d").replace("Đ", "D")
    return _SPACES.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip().casefold()


def strange_letter(name: str) -> str | None:
    """The first look-alike letter of a name; None when there is none.

    A letter of another alphabet with capitals (Cyrillic, Greek, mathematical, full-width …), which is how letters that
    look like ours are made; "" for invisible marks that turn the direction of the text.
    """
    if _TURNING.search(name):
        return ""
    composed = unicodedata.normalize("NFC", name)
    if _OURS.fullmatch(composed):
        return None
    return next((letter for letter in composed if _is_strange(letter)), None)


def _is_strange(letter: str) -> bool:
    is_lisu = "\ua4d0" <= letter <= "\ua4ff"  # has no capitals, and looks like ours
    return is_lisu or (not _OURS.fullmatch(letter) and unicodedata.category(letter) in _CASED)


# Marks may be left out, not contradicted: older officials type without them, and another tone is another word.
def is_syllable(typed: str, syllable: str) -> bool:
    """Whether a typed syllable may stand for this one: bare, or with exactly its marks ("le" is "Lê", "lễ" is not)."""
    if fold(typed) != fold(syllable):
        return False
    plain = typed.casefold()
    return plain == fold(typed) or modern_tone(plain) == modern_tone(syllable.casefold())


def is_name(typed: str, name: str) -> bool:
    """Whether all syllables typed are all syllables of the name, none contradicted."""
    ours, theirs = tidy(typed).split(), tidy(name).split()
    return bool(ours) and len(ours) == len(theirs) and all(map(is_syllable, ours, theirs))


def ends_name(typed: str, name: str) -> bool:
    """Whether the name ends with what was typed ("anh Minh": the given name comes last)."""
    size = len(tidy(typed).split())
    return size > 0 and is_name(typed, " ".join(tidy(name).split()[-size:]))


def is_in_name(typed: str, name: str) -> bool:
    """Whether what was typed stands in the name, as whole syllables."""
    ours, theirs = tidy(typed).split(), _WORD.findall(tidy(name))
    size = len(ours)
    return size > 0 and any(all(map(is_syllable, ours, theirs[at : at + size])) for at in range(len(theirs) - size + 1))


def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a text as written, without what stands between them."""
    return tuple(_WORD.findall(tidy(text)))


def initials(name: str) -> str:
    """The first letters of the words of a name, folded: "Ủy ban Kiểm tra" -> "ubkt"; "MTTQ" stays as it is."""
    words = _WORD.findall(tidy(name))
    return "".join(fold(word) if word.isupper() else fold(word)[:1] for word in words)

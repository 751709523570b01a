"""How long a text is for a platform, which counts UTF-16 code units: an emoji is two."""

ELLIPSIS = "…"


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def cut(text: str, limit: int) -> str:
    """The text within `limit` UTF-16 units: as it is, or shortened at a line or word with an ellipsis to show it."""
    if utf16_length(text) <= limit:
        return text
    kept = _first_units(text, limit - 2)
    for mark, lost_at_most in (("\n", len(kept) // 4), (" ", 80)):
        at = kept.rfind(mark)
        if at > len(kept) - lost_at_most:
            return kept[:at].rstrip() + mark + ELLIPSIS
    return kept + ELLIPSIS


def _first_units(text: str, limit: int) -> str:
    used = 0
    for at, char in enumerate(text):
        used += 2 if ord(char) > 0xFFFF else 1
        if used > limit:
            return text[:at]
    return text

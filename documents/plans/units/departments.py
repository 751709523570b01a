"""Rooms inside a hospital, a school or a ministry, known by the first letters of their names ("Khoa KSNK")."""

from documents.plans.words import word_lists

_ROOMS = word_lists("departments").lists("rooms")


def _letters(name: str) -> str:
    return "".join(word[0].upper() for word in name.split() if word not in {"-", "và"})


def _by_letters(names: tuple[str, ...]) -> dict[str, str]:
    letters = [_letters(name) for name in names]
    return {short: name for short, name in zip(letters, names, strict=True) if letters.count(short) == 1}


_ROOMS_BY_LETTERS = {head: _by_letters(names) for head, names in _ROOMS.items()}
HEADS_OF_ROOMS = tuple(_ROOMS)


def room_by_letters(head: str, letters: str) -> str | None:
    """ "Khoa", "KSNK" -> "Kiểm soát nhiễm khuẩn"; None where the letters are unknown behind that head."""
    return _ROOMS_BY_LETTERS.get(head, {}).get(letters)

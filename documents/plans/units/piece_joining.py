"""Joins the pieces of one segment into names: which commas separate, and what a piece takes from its neighbours."""

import re
from collections.abc import Sequence

from documents.plans.units.unit_names import (
    BARE_POSTS,
    BODIES_OF_PLACES,
    CAPITAL,
    CELLS,
    FIELD_BY_KEY,
    FIELD_HEADS,
    FIELDS_BEHIND,
    FIRMS,
    PROVINCES_ARE_UNITS,
    SCHOOL_KINDS,
    TERRITORIES,
    TOPIC_HEADS,
    TRAINING,
    field_behind,
    field_key,
)
from documents.plans.units.unit_pieces import NUMBER_ALONE, PLACE_NAMED, Piece, any_of

_NUMBERED = re.compile(
    r"(?P<stem>(?:[Cc]ác )?(?:Tổ|tổ|Thôn|thôn|Khu|khu|Xóm|xóm|Ấp|ấp|Khóm|khóm|Đội|đội|Chi bộ|chi bộ|Bản|bản|Trạm)"
    r"\b(?:(?!Đề án|Nghị quyết)[^,\d])*)(?P<number>\d{1,3}[A-Z]?)"
)
_BODY_OF_ONE_PLACE = re.compile(rf"(?P<body>{'|'.join(BODIES_OF_PLACES)}) (?:{PLACE_NAMED.pattern})[^,]*")
# "Trưởng thôn Đông, thôn Đoài": the same post of the next place.
_HEAD_OF_A_PLACE = re.compile(
    rf"(?P<post>(?:Trưởng|Phó|Bí thư|Tổ trưởng|Chi bộ|Chi ủy)\b[^,]*?) ?\b(?P<kind>thôn|ấp|xóm|khu phố|tổ dân phố|bản)"
    rf" (?:{CAPITAL}|\d)[^,]*"
)
_INSTITUTES = ("Trung tâm ", "Viện ", "Học viện ", "Trường ", "Khoa ", "Bảo tàng ", "Tập đoàn ", "Bệnh viện ")
_NAMED_SCHOOL = re.compile(
    rf"Trường (?:{'|'.join(SCHOOL_KINDS)})(?: cơ sở| phổ thông)? (?!{'|'.join(SCHOOL_KINDS)}){CAPITAL}"
)
_TOPICS = tuple(f"{head} " for head in TOPIC_HEADS)
_POST_HEADS = "bác sĩ|điều dưỡng|nhân viên|giáo viên"
# A name that ends with its place or its number, or a short name of a post.
_WHOLE = re.compile(
    r"(?:(?!.*\b(?:các|những|phụ trách|thuộc|về|và)\b).*\b(?:phường|xã|tỉnh|huyện|quận|khu vực|số \d+|khu vực \d+)"
    rf"|(?i:{'|'.join(BARE_POSTS)}|hiệu trưởng)|(?i:{_POST_HEADS})(?: (?!phụ trách|các)\w+){{1,2}})"
)
_NAME_WITH_AND = re.compile(r" (?:và|&|-) ")

_LIST = re.compile(r"(?:các |Các )?(?P<head>[^\W\d_][\w ]*?)\s*:\s*(?P<first>\S.*)")
_NAMED_CLASS = re.compile(
    r"(?:các|Các)\s+(?P<kind>địa phương|tỉnh, thành phố|phường|xã|tỉnh|thành phố|huyện|quận)\s*:?\s+"
    rf"(?P<name>{CAPITAL}\w*\s.*|{CAPITAL}\w*)"
)
_BODIES_OF_PLACES = re.compile(
    r"(?P<body>UBND|HĐND|Đảng ủy|Công an|MTTQ|Chủ tịch UBND) (?:các |\d+ (?=\w+:))"
    r"(?P<kind>phường|xã|tỉnh|thành phố|huyện|quận)"
    rf"\s*:?\s+(?P<name>{CAPITAL}.*)"
)
_OPENINGS = (
    ("territory", re.compile(r"\b(?:UBND|HĐND|Đảng ủy) (?:các )?(?:xã|huyện)$|\bcác (?:xã|huyện|quận|tỉnh|phường)$")),
    ("party", re.compile(r"\b(?:[Cc]ác|đứng đầu) (?:chi bộ|cấp ủy|đảng bộ|đảng ủy)$")),
    ("office", re.compile(r"\bcác (?:cơ quan|sở|đơn vị|phòng|ban|bộ|ngành|trường)$")),
)

# Posts that say nothing without what stands behind; a class of units then stands behind the last of them.
_POSTS = r"(?:Giám đốc|Thủ trưởng|Bí thư|Phó Bí thư|Chủ tịch|Phó Chủ tịch|Trưởng|Phó|Lãnh đạo|Người đứng đầu)"
_BARE_POST = re.compile(_POSTS)
_POST_OF_A_CLASS = re.compile(rf"(?:{_POSTS})(?: (?:UBND|HĐND|ban|Ban|Đảng ủy|đảng ủy|cấp ủy|chi bộ))* các ")

_WARD = re.compile(rf"Khoa {CAPITAL}[a-zđà-ỹ]+(?: [a-zđà-ỹ]+)?")

_POSTS_OF = re.compile(rf"(?P<post>{_POSTS}|Chánh Thanh tra|Hiệu trưởng) các (?P<head>.+)")

# "các khoa", "Trưởng các thôn": nothing but small words of one or two syllables behind the plural.
_OF_SMALL_WORDS = re.compile(
    r"(?:\w+(?: \w+)? )?[Cc]ác [a-zđà-ỹ]+(?: [a-zđà-ỹ]+)?(?: [a-zđà-ỹ]+)?(?:, [a-zđà-ỹ]+(?: [a-zđà-ỹ]+)?)*"
)
_SMALL_WORDS = re.compile(r"(?!các )[a-zđà-ỹ]+(?: [a-zđà-ỹ]+)?")

# What has a cell of its own: "các chi bộ: Thôn 1, Trường THCS, Công an".
_CELL_OF = re.compile(
    r"(?:Thôn|Tổ dân phố|Khu|Xóm|Ấp|Bản|Trường|Trạm|Công an|Quân sự|Cơ quan|Khối|Văn phòng|Hợp tác xã)\b"
)
_PLACES = re.compile(rf"(?:[Cc]ác|UBND|,) (?:{any_of(TERRITORIES)})$")
_TRAINING = re.compile(rf"(?:^|[Cc]ác |, )(?:{any_of(TRAINING)})$")
_SCHOOL_KIND = re.compile("(?:Đại học|Cao đẳng|Trung cấp)(?: chuyên nghiệp| nghề)?")


def _shared_with(before: str, piece: Piece) -> str | None:
    """The name of a piece that leaves its beginning to the name before it, else None."""
    if piece.sign not in {",", "và", "/"}:
        return None
    return _counted_on(before, piece) or _elsewhere(before, piece) or _next_school(before, piece)


def _one_of_them(name: str, piece: Piece) -> str:
    """ "Các thôn số 1" before ", 2" is the first of them: "Thôn số 1"; any other name as it is."""
    numbered = _NUMBERED.fullmatch(name) if NUMBER_ALONE.fullmatch(piece.text) else None
    return f"{_stem(numbered)}{numbered['number']}" if numbered else name


def _stem(numbered: re.Match[str]) -> str:
    stem = numbered["stem"].removeprefix("các ").removeprefix("Các ")
    return stem if stem == numbered["stem"] else stem[:1].upper() + stem[1:]


def _counted_on(before: str, piece: Piece) -> str | None:
    """ "Tổ dân phố số 1, 2, 3": a bare number counts on with the one before."""
    number, numbered = NUMBER_ALONE.fullmatch(piece.text), _NUMBERED.fullmatch(before)
    return f"{_stem(numbered)}{number['number']}" if number and numbered else None


def _elsewhere(before: str, piece: Piece) -> str | None:
    """ "UBND xã Bình An, xã Tân Lập": the same body, or the same post, of another place."""
    post = _HEAD_OF_A_PLACE.fullmatch(before)
    if post and re.match(rf"{post['kind']} (?:{CAPITAL}|\d)", piece.text):
        return f"{post['post']} {piece.text}"
    body = _BODY_OF_ONE_PLACE.fullmatch(before)
    return f"{body['body']} {piece.text}" if body and PLACE_NAMED.match(piece.text) else None


def _next_school(before: str, piece: Piece) -> str | None:
    """ "Trường Mầm non Hoa Sen, Tiểu học Kim Đồng": the kind and name of another school."""
    school = f"Trường {piece.text}"
    return school if _NAMED_SCHOOL.match(before) and _NAMED_SCHOOL.match(school) else None


def closings(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece whether it begins the rest of one name, whose last words stand behind "và" or a sign for it.

    "Trung tâm Văn hóa, Thông tin, Thể thao và Du lịch": true for "Thông tin", two pieces before the end.
    """
    closing = [False] * (len(pieces) + 1)
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        goes_on = piece.sign == "," and closing[i + 1] and not piece.begins_a_unit
        closing[i] = goes_on or _NAME_WITH_AND.search(piece.text) is not None
    return closing[:-1]


def begins_anew(before: str, piece: Piece) -> bool:
    """A capital after a comma, behind a name that takes no further fields: "VNPT, Viettel", "Công an, Quân sự"."""
    if piece.text.startswith(SCHOOL_KINDS):
        return False
    is_capital = piece.text[:1].isupper() and piece.sign in {",", "/"}
    return is_capital and not before.startswith(tuple(f"{head} " for head in FIELD_HEADS))


def _stands_behind_an_institute(before: str, piece: Piece) -> bool:
    """ "Trung tâm Khảo thí, Ký túc xá": without any "và" to come, a capital letter begins the next name."""
    is_capital = piece.sign == "," and piece.text[:1].isupper() and not piece.text.startswith(SCHOOL_KINDS)
    return is_capital and " và " not in before and before.startswith(_INSTITUTES)


def _follows_a_whole_name(before: str, piece: Piece) -> bool:
    """Small letters behind a name that can take no more: "Hạt Kiểm lâm khu vực, chủ rừng", "Bác sĩ trực, hộ lý"."""
    is_more = piece.sign != "," or piece.family is not None or before.startswith(_TOPICS)
    return not is_more and _WHOLE.fullmatch(before) is not None


def lists_places(text: str) -> bool:
    """A body of several named places: "UBND các xã: An Khánh, Hoài Đức"."""
    return _BODIES_OF_PLACES.search(text) is not None


class Joining:
    """Names built from pieces, left to right; what the last ones opened (a class, places, a shared head) is kept."""

    def __init__(self, head: str | None = None) -> None:
        """`head` is shared from the segment before: "các Sở: Tài chính; Nội vụ"."""
        self.names: list[str] = []
        self.head = head
        self._family: str | None = None
        self._places: str | None = None
        self._is_closing = False  # what comes is "Thông tin, Thể thao và Du lịch"
        self._whole: str | None = None  # the last known name
        self._body = ""  # of the places that go on: "UBND các xã: A và các phường: B"

    def join(self, pieces: Sequence[Piece]) -> list[str]:
        """The names of one segment."""
        for piece, is_closing in zip(pieces, closings(pieces), strict=True):
            if not (self._opens(piece) or self._is_shared(piece)):
                self._is_closing = is_closing
                self._add(piece)
        return self.names

    def _opens(self, piece: Piece) -> bool:
        """A list of places or of fields begins here, or the list of places goes on."""
        named = _NAMED_CLASS.fullmatch(piece.text) or _BODIES_OF_PLACES.fullmatch(piece.text)
        if named:
            body = self._body if piece.sign in {",", "và"} else ""
            self._family, self.head, self._places = None, None, _before_each(named, body)
            self._body = named.groupdict().get("body") or body
            self._add_places(named["name"])
        elif self._places is not None and piece.sign in {",", "và"} and not self._begins_behind_places(piece):
            self._add_places(piece.text)
        elif (listed := _LIST.fullmatch(piece.text)) and (head := shared_head(listed["head"])):
            self._family, self._places, self.head = None, None, head
            self._share(listed["first"], piece.sign)
        else:
            self._places, self._body = None, ""
            return False
        return True

    def _begins_behind_places(self, piece: Piece) -> bool:
        """What begins a unit behind places; "xã Vĩnh Bảo" goes on with a body of places."""
        return piece.begins_a_unit and not (self._body and PLACE_NAMED.match(piece.text))

    def _add_places(self, names: str) -> None:
        """ "Ngô Quyền và Lê Chân" are two: no place has "và" in its name."""
        for name in names.split(" và "):
            is_of_another_kind = PLACE_NAMED.match(name) is not None
            self.names.append(f"{self._body} {name}".lstrip() if is_of_another_kind else f"{self._places}{name}")

    def _is_shared(self, piece: Piece) -> bool:
        """A field of the list "các Sở: A, B": it takes the head, unless it begins a unit of its own."""
        if self.head is None:
            return False
        is_field = field_behind(self.head, piece.text) is not None
        is_field = is_field or (self.head in CELLS and piece.sign != ";" and _CELL_OF.match(piece.text) is not None)
        if not is_field and (not self.names or piece.begins_a_unit):
            self.head = None
            return False
        self._share(piece.text, piece.sign)
        return True

    def _share(self, text: str, sign: str) -> None:
        before = self.names[-1].removeprefix(f"{self.head} ") if self.names else ""
        if sign == "," and _goes_on_field(before, text):
            self.names[-1] += f", {text}"
            return
        for field in _fields(text):
            self.names.append(f"{self.head} {field_behind(self.head or '', field) or field}")

    def _add(self, piece: Piece) -> None:
        if not (self._takes_from_the_last(piece) or self._stands_alone(piece)):
            self._add_plain(piece)

    def _takes_from_the_last(self, piece: Piece) -> bool:
        """The piece leaves a word to the name before it (its head, its class) and is added with that."""
        if self._shares_letters(piece):
            self._go_on(piece)
        elif self._is_next_ward(piece):
            self.names.append(f"Khoa {piece.text}")
        elif self._shares_class(piece):
            self._share_class(piece)
        elif not piece.is_whole and self.names and (name := _shared_with(self.names[-1], piece)):
            self.names[-1:] = [_one_of_them(self.names[-1], piece), name]
        else:
            return False
        return True

    def _stands_alone(self, piece: Piece) -> bool:
        """A known name, or what comes behind one, is added as it is."""
        is_alone = piece.is_whole or self._is_behind_a_whole_name(piece)
        if is_alone:
            self.names.append(piece.text)
            self._family, self._whole = piece.family, piece.text if piece.is_whole else None
        return is_alone

    def _add_plain(self, piece: Piece) -> None:
        if self._is_of_small_words(piece):
            self.names[-1] += f", {piece.text}" if piece.sign != "và" else f" và {piece.text}"
            return
        mine = piece.family or ("party" if self._family == "party" and piece.is_bare_class else None)
        mine = mine or ("office" if self._family == "office" and piece.is_small_class else None)
        is_more = piece.sign in {",", "và", "/"} and not piece.is_plural
        if self.names and self._family and mine and is_more and self._is_alike(piece):
            self._family = self._class_goes_on(piece, mine)
        elif not self.names or self._begins(piece):
            self.names.append(piece.text)
            self._family = mine or _opened_by(piece.text)
        else:
            self._go_on(piece)
            self._family = None

    def _is_next_ward(self, piece: Piece) -> bool:
        """ "Khoa Nội, Ngoại, Sản": short names in capitals are further wards."""
        is_ward = bool(self.names) and _WARD.fullmatch(self.names[-1]) is not None
        return is_ward and piece.sign == "," and _WARD.fullmatch(f"Khoa {piece.text}") is not None and not piece.is_head

    def _shares_class(self, piece: Piece) -> bool:
        """ "Giám đốc, Thủ trưởng các sở": a post without anything behind is of the same class as the next one."""
        is_next = piece.sign in {",", "và", "/"} and _POST_OF_A_CLASS.match(piece.text) is not None
        return is_next and bool(self.names) and _BARE_POST.fullmatch(self.names[-1]) is not None

    def _share_class(self, piece: Piece) -> None:
        posts = [piece.text]
        while self.names and _BARE_POST.fullmatch(self.names[-1]):
            posts.insert(0, self.names.pop())
        last = f" {piece.sign} " if piece.sign == "và" else f"{piece.sign} "
        self.names.append(f"{', '.join(posts[:-1])}{last}{posts[-1]}")
        self._family = _opened_by(piece.text)

    def _is_behind_a_whole_name(self, piece: Piece) -> bool:
        """Nothing goes on with a known name, unless it leaves its beginning to the name before."""
        is_last = bool(self.names) and self.names[-1] == self._whole
        return is_last and not (piece.begins_a_unit or _shared_with(self.names[-1], piece))

    def _is_of_small_words(self, piece: Piece) -> bool:
        """A class of mere class words goes on with another: "các khoa, phòng", "trưởng các thôn, bản"."""
        is_open = bool(self.names) and _OF_SMALL_WORDS.fullmatch(self.names[-1]) is not None
        is_more = not piece.is_head and _SMALL_WORDS.fullmatch(piece.text) is not None and self._is_alike(piece)
        return (is_open and is_more and piece.sign in {",", "và", "/"}) or self._is_kind_of_school(piece)

    def _is_alike(self, piece: Piece) -> bool:
        """Firms stand apart behind places and behind schools: "UBND các xã, phường, doanh nghiệp"."""
        last = self.names[-1] if self.names else ""
        is_behind = _PLACES.search(last) is not None or _TRAINING.search(last) is not None
        return not (is_behind and piece.text.startswith(FIRMS))

    def _is_kind_of_school(self, piece: Piece) -> bool:
        """ "Các trường Đại học, Cao đẳng" are schools of two kinds."""
        is_open = bool(self.names) and self.names[-1].lower().startswith("các trường ")
        return is_open and _SCHOOL_KIND.fullmatch(piece.text) is not None

    def _shares_letters(self, piece: Piece) -> bool:
        """Letters of a field behind a named office: "Phòng Tư pháp, LĐTB&XH"."""
        head = self.names[-1].split(" ")[0] if self.names else ""
        is_near = piece.sign in {",", "và", "/"} and head in {"Sở", "Bộ", "Phòng"}
        return is_near and piece.text.isupper() and field_behind(head, piece.text) is not None

    def _class_goes_on(self, piece: Piece, mine: str) -> str:
        is_led = self.names[-1].startswith(("Người đứng đầu", "Thủ trưởng", "Lãnh đạo"))
        if is_led or mine == self._family or (mine in {"territory", "people"} and self._family == "office"):
            self.names[-1] += f", {piece.text}" if piece.sign != "và" else f" và {piece.text}"
            return self._family or mine
        self.names.append(f"các {piece.text}" if {mine, self._family} == {"party", "office"} else piece.text)
        return mine

    def _begins(self, piece: Piece) -> bool:
        """The piece is a unit of its own and no part of the name before."""
        if piece.is_acronym and (piece.continues_a_topic(self.names[-1]) or self._goes_on_in_letters(piece)):
            return False
        return (
            piece.is_plural
            or piece.family in {"office", "party", "people"}
            or piece.is_head
            or begins_anew(self.names[-1], piece)
            or (not self._is_closing and _stands_behind_an_institute(self.names[-1], piece))
            or _follows_a_whole_name(self.names[-1], piece)
        )

    def _goes_on_in_letters(self, piece: Piece) -> bool:
        """ "Trung tâm XTĐT, TM&DL": letters with "&" go on with the letters of an institute."""
        words = self.names[-1].split(" ")
        return "&" in piece.text and self.names[-1].startswith(_INSTITUTES) and len(words) > 2 and words[-1].isupper()

    def _go_on(self, piece: Piece) -> None:
        """A piece that begins nothing: part of the name before, or a field that shares its head."""
        last = self.names[-1]
        head = last.split(" ")[0]
        field = field_behind(head, piece.text) if head in FIELDS_BEHIND else None
        if field and not _goes_on_field(last.removeprefix(f"{head} "), piece.text):
            self.names.append(f"{head} {field}")
        else:
            self.names[-1] = f"{last}, {piece.text}" if piece.sign == "," else f"{last} {piece.sign} {piece.text}"


def shared_head(words: str) -> str | None:
    """The head that the fields of a list share: "các Sở", "sở", "các Chi cục" -> "Sở", "Sở", "Chi cục"."""
    of_posts = _POSTS_OF.fullmatch(words)
    head = of_posts["head"] if of_posts else words
    head = head[:1].upper() + head[1:]
    if head not in FIELDS_BEHIND:
        return None
    return f"{of_posts['post']} {head}" if of_posts else head


def _goes_on_field(before: str, text: str) -> bool:
    """With this the field before is (or becomes) a longer known one: "Văn hóa" + "Thể thao và Du lịch"."""
    longer = field_key(f"{before}, {text}")
    return field_key(before) != longer and any(key == longer or key.startswith(longer + " ") for key in FIELD_BY_KEY)


def _fields(text: str) -> list[str]:
    """ "Nội vụ và Tư pháp" are two fields, "Giáo dục và Đào tạo" is one."""
    parts = text.split(" và ")
    for many in range(len(parts), 0, -1):
        first = " và ".join(parts[:many])
        if many == 1 or field_key(first) in FIELD_BY_KEY:
            rest = " và ".join(parts[many:])
            return [first, *_fields(rest)] if rest else [first]
    return [text]


def _before_each(named: re.Match[str], body: str) -> str:
    """What stands before every name of the list: "UBND xã ", "phường "; a province is a unit by its name alone."""
    if "body" in named.groupdict():
        return f"{named['body']} {named['kind']} "
    return "" if named["kind"] in PROVINCES_ARE_UNITS else f"{body} {named['kind']} ".lstrip()


def _opened_by(text: str) -> str | None:
    """The family of classes a unit's last word opens: "UBND các xã" goes on with ", phường"."""
    return next((family for family, ending in _OPENINGS if ending.search(text)), None)

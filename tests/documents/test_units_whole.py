"""No unit is lost and none is taken apart: properties of cells put together from names, signs and verbs."""

import re
import time
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents.plans.units import names_alone, read_units, split_units
from documents.plans.units.unit_names import CAPITAL, HEADS, VERBS
from documents.plans.units.unit_pieces import Known, Piece, any_of
from documents.plans.units.unit_reader import assigned_in, pieces_of, subject_of
from documents.plans.units.unit_spelling import written_out
from domain.names import fold
from tests.documents.gold import DATA

CELLS = sorted(
    line.partition(" ->")[0].replace("\\n", "\n")
    for path in DATA.glob("units_*.txt")
    for line in path.read_text(encoding="utf-8").splitlines()
    if " ->" in line and line[0] not in "#?"
)
# A head, and the word in capitals behind it.
HEAD = re.compile(rf"(?<![\w&/.-])(?:{any_of(tuple(h for h in HEADS if h != 'Các'))})(?!\w)(?: {CAPITAL}\w*)?")
LABEL = re.compile(r"(?:đơn vị|cơ quan|bộ phận|người)? ?(?:chủ trì|phối hợp|đầu mối|thực hiện|theo dõi|tham mưu)", re.I)
# Names with a territory or of the lexicon: complete by themselves.
COMPLETE = (
    "Sở Tài chính", "Sở Tư pháp", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch", "Bộ Nội vụ",
    "Sở Nông nghiệp và Môi trường", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Giáo dục và Đào tạo", "Công an tỉnh",
    "Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng UBND tỉnh", "UBND xã Hòa Bình",
    "Trạm Y tế xã", "Thanh tra tỉnh", "Ban Xây dựng Đảng", "UBND phường Hải An", "Văn phòng HĐND và UBND phường",
    "Công an phường", "Trung tâm Phục vụ hành chính công", "Bảo hiểm xã hội tỉnh", "Ủy ban MTTQ Việt Nam xã",
    "Hội Nông dân xã",
)  # fmt: skip


def names(cell: str, known: tuple[str, ...] = ()) -> list[str]:
    return [unit.name for unit in split_units(cell, known)]


def lost(cell: str) -> list[str]:
    """The beginnings of units that are neither in a unit nor in what was told as unread."""
    read = read_units(cell)
    told = fold(" | ".join([*(unit.name for unit, _ in read.named), *read.unread]))
    text = written_out(cell)
    heads = (
        m for m in HEAD.finditer(text) if Piece(text[m.start() :][:80], "").is_head and not LABEL.match(text, m.start())
    )
    return [m.group() for m in heads if fold(m.group().removesuffix(" và")) not in told]


def test_every_beginning_of_a_unit_is_in_a_unit_or_told() -> None:
    assert {cell: gone for cell in CELLS if (gone := lost(cell))} == {}


SIGNS = (
    "; ",
    ", ",
    " và ",
    "\n",
    " / ",
    " ",
    " - ",
    ". ",
    " chủ trì, phối hợp với ",
    " phối hợp với ",
    " để ",
    ": ",
    " tham mưu ",
)


@settings(max_examples=150, deadline=2000)
@given(st.lists(st.tuples(st.sampled_from(COMPLETE), st.sampled_from(SIGNS)), min_size=1, max_size=8))
@example([("Sở Tư pháp", " "), ("Sở Tài chính", "")])
def test_no_unit_is_lost_whatever_stands_between(parts: list[tuple[str, str]]) -> None:
    assert lost("".join(name + sign for name, sign in parts)) == []


WORDS = ("các", "Sở", "sở", ",", ";", "/", "và", "UBND", "phường", "xã", "Bộ", "Ban", "Đảng ủy", "(", ")", ".",
         "liên quan", "cơ quan", "Văn phòng", "HĐND", "VH-XH",
         "Tài chính", "Khoa học", "Công nghệ", "KTV.", "N05", "-", "A&B")  # fmt: skip


@settings(max_examples=150, deadline=2000)
@given(st.one_of(st.sampled_from(CELLS), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_every_word_is_in_exactly_one_piece(text: str) -> None:
    text = written_out(text)
    apart = {"và", "cùng", "với"}
    words = Counter(word for word in re.findall(r"\w+", text) if word not in apart)
    pieces = Counter(w for piece in pieces_of(text, Known()) for w in re.findall(r"\w+", piece.text) if w not in apart)
    assert pieces == words


@settings(max_examples=200, deadline=2000)
@given(
    st.lists(st.sampled_from(COMPLETE), min_size=1, max_size=6, unique=True), st.sampled_from(["; ", ",\n", ";\n", " "])
)
def test_names_put_side_by_side_come_back(several: list[str], sign: str) -> None:
    if sign == " ":  # a room before "Công an tỉnh" may be one of its own
        several = [name for name in several if name != "Công an tỉnh"]
    assert names(sign.join(several)) == several


HEADS_OF_NAMES = ("Đội", "Tổ", "Trung tâm", "Ban", "Phòng", "Công ty", "Trường", "Câu lạc bộ")
PARTS = ("Trật tự", "Cây xanh", "Môi trường", "Bến bãi", "Thông tin", "Hòa giải", "An sinh", "Chợ", "P&T", "Thể thao")
INVENTED = st.builds(
    lambda head, parts, last: f"{head} {', '.join(parts)}{last}",
    st.sampled_from(HEADS_OF_NAMES),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=3, unique=True),
    st.sampled_from(["", " và Kỹ thuật", " & Hậu cần", " - Vận tải", " Sở Xây dựng"]),
)


@settings(max_examples=150, deadline=2000)
@given(st.lists(INVENTED, min_size=1, max_size=5, unique=True), st.sampled_from(["; ", ", ", "\n", " và ", "/"]))
def test_names_of_the_roster_are_whole_whatever_is_inside_them(several: list[str], sign: str) -> None:
    """Also where one of them is the beginning of another."""
    assert names(sign.join(several), tuple(several)) == several


def test_names_that_have_a_cell_for_themselves_are_whole_in_other_cells() -> None:
    cells = ["Ban Điều hành Trung tâm Công nghệ", "UBND xã", "các thôn", "Sở Nội vụ, Sở Y tế", ""]
    known = names_alone(["Ban Quản lý chợ và bến bãi", *cells[1:]])
    assert known == {"Ban Quản lý chợ và bến bãi", "UBND xã"}
    roster = ("Ban Điều hành Trung tâm Công nghệ",)
    assert names("Ban Điều hành Trung tâm Công nghệ, UBND xã", roster) == [*roster, "UBND xã"]


@pytest.mark.parametrize("alias", ["P. VH-XH", "Phòng Văn hoá – Xã hội", "PHÒNG VĂN HÓA - XÃ HỘI"])
def test_aliases_are_known_however_they_are_written(alias: str) -> None:
    cell = "Phòng Văn hóa - Xã hội Đội Cây xanh"
    assert names(cell, (alias, "Đội Cây xanh")) == ["Phòng Văn hóa - Xã hội", "Đội Cây xanh"]


def test_the_roster_takes_nothing_from_classes_and_longer_names() -> None:
    known = ("Phòng Kinh tế", "các sở, ban", "UBND các xã", "Nội vụ")
    assert names("Phòng Kinh tế, Hạ tầng và Đô thị", known) == ["Phòng Kinh tế, Hạ tầng và Đô thị"]
    assert names("Phòng Kinh tế, Quy hoạch và Cây xanh", known) == ["Phòng Kinh tế, Quy hoạch và Cây xanh"]
    assert names("các sở, ban, ngành; UBND các xã, phường", known) == ["các sở, ban, ngành", "UBND các xã, phường"]
    assert names("Các Sở: Tài chính, Nội vụ", known) == ["Sở Tài chính", "Sở Nội vụ"]


@pytest.mark.parametrize("name", COMPLETE)
def test_verbs_never_stick_to_a_unit(name: str) -> None:
    for verb in (*VERBS, "để", "nhằm", "chủ trì", "phối hợp", "có trách nhiệm"):
        for what in ("", " kế hoạch năm", ", báo cáo kết quả"):
            assert [re.sub(r" \(.*\)$", "", n) for n in names(f"{name} {verb}{what}")] == [name], f"{name} {verb}{what}"


def test_who_leads_and_joins_in_a_sentence_is_known_by_the_roster() -> None:
    known = ("Đội Trật tự Trung tâm Chợ", "Ban Điều hành Sở Chỉ huy")
    sentence = "Giao Đội Trật tự Trung tâm Chợ chủ trì, phối hợp với Ban Điều hành Sở Chỉ huy rà soát các hộ."
    lead, joins = assigned_in(sentence, known)
    assert [unit.name for unit in (*lead, *joins)] == list(known)
    assert [unit.name for unit in subject_of(sentence, known)] == [known[0]]


@pytest.mark.parametrize(
    ("cell", "unread"),
    [
        ("Phòng Kinh tế tham mưu UBND phường", ("tham mưu UBND phường",)),
        ("Theo phân công tại Quyết định của Chủ tịch UBND tỉnh",) * 2,
        ("Bộ Nội vụ, Bộ Tài chính, Bộ", "Bộ"),
        ("Đơn vị chủ trì: Khoa Dược. Đơn vị phối hợp: các khoa", ()),
        ("Sở Nội vụ; các sở, ban, ngành", ()),
        ("", ()),
    ],
)
def test_what_is_read_into_no_unit_is_told(cell: str, unread: tuple[str, ...] | str) -> None:
    assert read_units(cell).unread == ((unread,) if isinstance(unread, str) else unread)


LONG = (
    "Công an xã ",
    "Sở Nội vụ ",
    "Sở Nội vụ, ",
    "và ",
    "các ",
    "xã, ",
    "(",
    "A, ",
    "để ",
    "chủ trì, ",
    "Sở ",
    "1. ",
    "A&B ",
)


@pytest.mark.parametrize("part", LONG)
def test_a_long_cell_takes_little_time(part: str) -> None:
    def cost(length: int) -> float:
        started = time.process_time()
        split_units((part * length)[:length], ("Sở Nội vụ Công an xã",))
        return time.process_time() - started

    assert min(cost(3000) for _ in range(3)) < 0.8
    assert min(cost(200) for _ in range(5)) < 0.02


@pytest.mark.parametrize(
    "sentence",
    [
        "Ban hành kế hoạch và triển khai thực hiện trước 15/6",
        "Tổ chức hội nghị, triển khai kế hoạch",
        "Báo cáo UBND tỉnh kết quả thực hiện",
        "Đoàn kết nội bộ, thực hiện quy chế",
        "Trường hợp chậm trễ phải báo cáo UBND xã",
        "Bộ máy tổ chức thực hiện tinh gọn",
        "Quỹ đất được tổ chức đấu giá",
        "Đơn vị nào chậm thì báo cáo lãnh đạo",
    ],
)
def test_words_that_only_begin_like_a_unit_are_no_subject(sentence: str) -> None:
    assert subject_of(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Các cơ quan, đơn vị liên quan rà soát hồ sơ trước 15/6.", "các cơ quan, đơn vị liên quan"),
        ("UBND các xã, phường cập nhật số liệu.", "UBND các xã, phường"),
        ("Tổ trưởng tổ dân phố vận động nhân dân.", "Tổ trưởng tổ dân phố"),
        ("Kho bạc Nhà nước thanh toán vốn.", "Kho bạc Nhà nước"),
        ("các bộ, cơ quan dự hội nghị đúng giờ", "các bộ, cơ quan"),
        ("Ban Quản lý các công trình giao thông khẩn trương bàn giao", "Ban Quản lý các công trình giao thông"),
        ("Các đơn vị sự nghiệp công lập khẩn trương báo cáo", "các đơn vị sự nghiệp công lập"),
        ("Ban vận động quỹ khẩn trương báo cáo", "Ban vận động quỹ"),
    ],
)
def test_a_sentence_is_about_the_units_before_its_verb(sentence: str, who: str) -> None:
    assert [unit.name for unit in subject_of(sentence)] == [who]


def test_partners_at_the_end_of_a_sentence_are_kept() -> None:
    lead, joins = assigned_in("Giao Phòng Kinh tế chủ trì, phối hợp với Công an xã, Trạm Y tế xã trước ngày 15/6.")
    assert [unit.name for unit in (*lead, *joins)] == ["Phòng Kinh tế", "Công an xã", "Trạm Y tế xã"]

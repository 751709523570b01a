"""Pages of a plan drawn as pictures, then scanned badly or photographed; the same every time it is run."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby, pairwise

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from documents.plans.blocks import Block, Paragraph, Row
from tests.documents.gold import EXAMPLES

FONTS = EXAMPLES.parent / "documents" / "reports" / "fonts"
DPI = 300
WIDTH, HEIGHT = 2480, 3508  # A4
LEFT, RIGHT, TOP, BOTTOM = 354, 2280, 236, 3270
LINE = 76  # pixels from line to line: 14 points and some air
WIDTHS = (0.06, 0.42, 0.16, 0.19, 0.17)  # of the columns of the seed's table
LETTERHEAD = (
    ("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ("ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN", ""),
    ("*", "Thủy Nguyên, ngày 09 tháng 4 năm 2026"),
    ("Số        -KH/ĐU", ""),
)
_AIR = 14  # pixels between the words of a cell and its lines
_TITLE = 3  # paragraphs of the seed


def _font(size: float, name: str = "Tinos_400Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size * DPI / 72)


NORMAL, SMALL, BOLD = _font(14), _font(13), _font(14, "Tinos_700Bold")


class Pages:
    """Sheets of paper that fill from the top."""

    def __init__(self) -> None:
        self.sheets: list[Image.Image] = []
        self.turn()

    def turn(self) -> None:
        self.sheets.append(Image.new("L", (WIDTH, HEIGHT), 255))
        self._draw = ImageDraw.Draw(self.sheets[-1])
        self.y = TOP

    def letterhead(self, lines: Sequence[tuple[str, str]] = LETTERHEAD) -> None:
        for left, right in lines:
            for text, middle in ((left, LEFT + 420), (right, RIGHT - 520)):
                self._draw.text((middle, self.y), text, fill=0, font=SMALL, anchor="ma")
            self.y += LINE
        self.y += LINE

    def centred(self, text: str) -> None:
        for line in wrapped(text, BOLD, RIGHT - LEFT):
            self._draw.text(((LEFT + RIGHT) / 2, self.y), line, fill=0, font=BOLD, anchor="ma")
            self.y += LINE

    def paragraph(self, text: str) -> None:
        lines = wrapped(text, NORMAL, RIGHT - LEFT, first=RIGHT - LEFT - 118)
        for i, line in enumerate(lines):
            if self.y + LINE > BOTTOM:
                self.turn()
            self._justified(line, LEFT + (118 if i == 0 else 0), is_last=i == len(lines) - 1)
            self.y += LINE
        self.y += 24

    def _justified(self, line: str, x: float, *, is_last: bool) -> None:
        words = line.split(" ")
        space = NORMAL.getlength(" ")
        if not is_last and len(words) > 1:
            space = (RIGHT - x - sum(NORMAL.getlength(w) for w in words)) / (len(words) - 1)
        for word in words:
            self._draw.text((x, self.y), word, fill=0, font=NORMAL)
            x += NORMAL.getlength(word) + space

    def row(self, cells: Sequence[str], widths: Sequence[float] = WIDTHS, *, header: Sequence[str] = ()) -> None:
        places = [LEFT + sum(widths[:i]) * (RIGHT - LEFT) for i in range(len(widths) + 1)]
        texts = [wrapped(c, SMALL, b - a - 2 * _AIR) for c, (a, b) in zip(cells, pairwise(places), strict=True)]
        height = max(map(len, texts)) * LINE + 2 * _AIR
        if self.y + height > BOTTOM:
            self.turn()
            if header:
                self.row(header, widths)
        for lines, left, right in zip(texts, places, places[1:], strict=False):
            self._draw.rectangle((left, self.y, right, self.y + height), outline=0, width=4)
            for i, line in enumerate(lines):
                self._draw.text((left + _AIR, self.y + _AIR + i * LINE), line, fill=0, font=SMALL)
        self.y += height


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: float, *, first: float | None = None) -> list[str]:
    """Lines of at most `width` pixels, the first one of `first`."""
    lines = [""]
    for word in text.split():
        room = first if first is not None and len(lines) == 1 else width
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def printed(blocks: Sequence[Block]) -> list[Image.Image]:
    """The seed's blocks on paper: letterhead, title, paragraphs, ruled tables with their header on every page."""
    pages = Pages()
    pages.letterhead()
    for is_row, group in groupby(_shown(blocks), lambda b: isinstance(b, Row)):
        if is_row:
            rows = [b for b in group if isinstance(b, Row)]
            for row in rows:
                pages.row(row.cells, header=rows[0].cells)
            pages.y += LINE
            continue
        for block in group:
            assert isinstance(block, Paragraph)
            if block.number <= _TITLE:
                pages.centred(block.text)
                pages.y += LINE if block.number == _TITLE else 0
            else:
                pages.paragraph(block.text)
    return pages.sheets


def _shown(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        is_kept = len(block.cells) == len(WIDTHS) if isinstance(block, Row) else bool(block.text)
        if is_kept:  # the letterhead is drawn; two columns of a signature are no task
            yield block


def scanned(
    sheet: Image.Image, *, dpi: int = 150, angle: float = 1.5, noise: float = 18.0, seed: int = 7
) -> Image.Image:
    """The sheet as a poor scanner gives it: coarse, askew, grey and grainy."""
    rng = np.random.default_rng(seed)
    page = np.asarray(sheet)
    turn = cv2.getRotationMatrix2D((page.shape[1] / 2, page.shape[0] / 2), angle, 1.0)
    page = cv2.warpAffine(page, turn, (page.shape[1], page.shape[0]), borderValue=255)
    size = (page.shape[1] * dpi // DPI, page.shape[0] * dpi // DPI)
    page = cv2.GaussianBlur(cv2.resize(page, size, interpolation=cv2.INTER_AREA), (0, 0), 0.6)
    grainy = page.astype(np.float32) * 0.85 + 25 + rng.normal(0, noise, page.shape)
    return Image.fromarray(np.clip(grainy, 0, 255).astype(np.uint8))


def photographed(sheet: Image.Image, *, seed: int = 11) -> Image.Image:
    """The sheet on a dark desk, seen from one side, with a shadow over its corner."""
    rng = np.random.default_rng(seed)
    page = np.asarray(sheet)
    height, width = page.shape
    seen = (2700, 3700)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    places = np.array([[310, 190], [2400, 260], [2560, 3520], [150, 3430]], np.float32)
    warp = cv2.getPerspectiveTransform(corners, places)
    context = np.full((seen[1], seen[0]), 70, np.uint8)
    cv2.warpPerspective(page, warp, seen, dst=context, borderMode=cv2.BORDER_TRANSPARENT)
    x, y = np.meshgrid(np.linspace(0, 1, seen[0]), np.linspace(0, 1, seen[1]))
    light = 0.95 - 0.25 * y - 0.35 / (1 + np.exp(-(x + 0.4 * y - 0.85) * 30))
    photo = cv2.GaussianBlur(context, (0, 0), 1.0).astype(np.float32) * light + rng.normal(0, 5, context.shape)
    return Image.fromarray(np.clip(photo, 0, 255).astype(np.uint8))


def as_pdf(pictures: Sequence[Image.Image], dpi: int = 150) -> bytes:
    """Pictures as the pages of a PDF without a text layer."""
    content = BytesIO()
    pictures[0].save(content, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:], quality=80)
    return content.getvalue()


def as_jpeg(picture: Image.Image) -> bytes:
    content = BytesIO()
    picture.save(content, "JPEG", quality=85)
    return content.getvalue()


HEADER = ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn")
DUTIES = (
    "Rà soát hạ tầng số của các cơ quan Đảng trên địa bàn phường",
    "Tập huấn kỹ năng số cho cán bộ, công chức của phường",
    "Bố trí kinh phí thực hiện Kế hoạch chuyển đổi số",
    "Sơ kết việc thực hiện Kế hoạch, báo cáo Ban Thường vụ",
    "Xây dựng quy chế quản lý, sử dụng phần mềm dùng chung",
    "Tuyên truyền về chuyển đổi số đến các chi bộ tổ dân phố",
)


def small_plan(pages: int) -> list[Image.Image]:
    """A plan in our own words of two tasks a page, at most three pages, its table going on over page ends."""
    paper = Pages()
    paper.letterhead()
    paper.centred("KẾ HOẠCH")
    paper.centred("Chuyển đổi số trong các cơ quan Đảng phường năm 2026")
    paper.y += LINE
    for number, duty in enumerate(DUTIES[: pages * 2], 1):
        if number > 2 and number % 2:
            paper.turn()
        header = (HEADER,) if number % 2 else ()
        for row in (*header, (str(number), duty, "Ban Xây dựng Đảng", "UBND phường", f"{number + 10}/5/2026")):
            paper.row(row)
    return paper.sheets

"""The picture of each row of a scan: where it is cut, how large it may be, which tasks have one."""

import base64
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from documents.plans import plan_reader as row_pictures
from documents.plans.formats.scans.album import pack_album
from documents.plans.formats.scans.page_crops import MOST_BYTES, PageCrop, kept_page, stacked
from documents.plans.plan_reader import read_plan
from domain.plans import PlanDraft
from tests.documents import files, scans


def _page(ink: tuple[int, int, int, int]) -> bytes:
    """A white page of 1,000 by 1,400 pixels with a black box on it."""
    page = np.full((1400, 1000), 255, np.uint8)
    page[ink[1] : ink[3], ink[0] : ink[2]] = 0
    return kept_page(page)


def _opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def test_a_row_is_cut_out_with_some_air_around_it() -> None:
    crop = PageCrop(_page((100, 700, 900, 840)), (0.1, 0.5, 0.9, 0.6))
    seen = np.asarray(_opened(stacked([crop])).convert("L"))
    assert seen.shape[1] == 400 + 20
    assert seen[20, 20] == 0
    assert (seen[0] == 255).all()


def test_a_low_row_is_no_flatter_than_platforms_take() -> None:
    picture = _opened(stacked([PageCrop(_page((0, 700, 1000, 706)), (0.0, 0.5, 1.0, 0.504))]))
    assert picture.width <= picture.height * 12


def test_the_pieces_of_a_row_stand_one_below_the_other() -> None:
    above = PageCrop(_page((100, 1260, 900, 1330)), (0.1, 0.9, 0.9, 0.95))
    below = PageCrop(_page((100, 70, 900, 210)), (0.1, 0.05, 0.9, 0.15))
    alone, both = _opened(stacked([above])), _opened(stacked([above, below]))
    assert both.height > alone.height + 70
    assert both.width == alone.width


def test_a_picture_is_never_larger_than_may_be_sent() -> None:
    grain = np.random.default_rng(3).integers(0, 200, (3508, 2480), np.uint8)
    assert len(stacked([PageCrop(kept_page(grain), (0.0, 0.0, 1.0, 1.0))])) <= MOST_BYTES


@pytest.fixture(scope="module")
def album(tesseract: None) -> bytes:
    return pack_album([scans.as_jpeg(scans.photographed(sheet)) for sheet in scans.small_plan(2)])


@pytest.fixture(scope="module")
def plan(album: bytes) -> PlanDraft:
    return read_plan(album, "album-2-anh")


def test_each_task_of_a_scan_has_the_picture_of_its_row_and_of_no_other(plan: PlanDraft) -> None:
    assert [picture.row for picture in plan.pictures] == [task.number for task in plan.tasks]
    contents = [base64.b64decode(picture.png) for picture in plan.pictures]
    assert len(set(contents)) == len(contents)
    for content in contents:
        picture = _opened(content)
        assert len(content) <= MOST_BYTES
        assert 800 < picture.width < 1300
        assert 60 < picture.height < 320  # the row, not the page


def test_the_picture_of_a_row_reads_as_that_row(plan: PlanDraft) -> None:
    """Read again by itself, the picture of row 3 has the day of row 3."""
    from documents.plans.formats.scans.tesseract import read_pictures

    content = base64.b64decode(plan.pictures[2].png)
    picture = _opened(content).convert("L")
    large = np.asarray(picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS), np.uint8)
    [words] = read_pictures([large])
    said = " ".join(word.text for word in words)
    assert "13/5/2026" in said
    assert "14/5/2026" not in said


def test_rows_beyond_what_a_plan_may_weigh_have_no_picture(album: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_pictures, "MOST_BYTES", 1)
    assert read_plan(album, "album-2-anh").pictures == ()


def test_a_plan_from_text_has_no_pictures() -> None:
    assert read_plan(files.pdf_table(), "a.pdf").pictures == ()

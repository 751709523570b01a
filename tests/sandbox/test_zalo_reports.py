"""A report on Zalo: a file by its address where the ward has one, a sentence that says where to get it elsewhere."""

import io
import re
from pathlib import Path

import docx

from tests.sandbox.ward_on_zalo import ward
from tests.world import HUNG

PUBLIC = "https://ward.example"


async def test_a_leader_on_zalo_gets_the_document_under_a_link(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {HUNG: 21}, settings={"PUBLIC_URL": PUBLIC}) as w:
        hung = w.phone("phones/21")
        await hung.links(HUNG)
        said = await hung.asks("báo cáo tháng docx")
        [link] = re.findall(rf"{PUBLIC}/card/\S+", said)
        async with w.http.get(link.replace(PUBLIC, w.own_url)) as answer:
            assert answer.status == 200
            assert re.search(r'filename="bao-cao-\d{4}-\d\d\.docx"', answer.headers["Content-Disposition"])
            document = docx.Document(io.BytesIO(await answer.read()))
    assert "BÁO CÁO" in [paragraph.text for paragraph in document.paragraphs]


async def test_without_a_public_address_the_answer_says_where_the_file_can_be_had(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {HUNG: 21}) as w:
        hung = w.phone("phones/21")
        await hung.links(HUNG)
        assert "dondoc report month" in await hung.asks("báo cáo tháng pdf")

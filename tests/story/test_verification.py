"""Said done, shown, returned, confirmed: where two units lead a task, each reports its share."""

import pytest

from tests.story.conversation import Ground, Person, story
from tests.world import HA, HUNG, LAN, MINH

NHUNG = "Ngô Thị Hồng Nhung"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (64).to_bytes(4, "big") + (48).to_bytes(4, "big") + b"\x00\xff"
ON_BOTH_ENGINES = pytest.mark.parametrize(
    "ground", ["telegram-sqlite", "zalo-sqlite", "telegram-postgresql"], indirect=True
)


async def reports_with_proof(nhung: Person, minh: Person) -> None:
    """A photo and a file where they can be sent; words where they cannot."""
    if nhung.story.is_typed_only:
        await nhung.asks("xong 6: biên bản họp ngày 10/4", "việc 6 đã hoàn thành, đúng hạn")
        await minh.asks("minh chứng 6 Công văn 15-CV/UBND", "Đã lưu minh chứng của việc 6")
    else:
        await nhung.sends("photo", "bien-ban.png", PNG, "xong 6: biên bản họp")
        await nhung.reads("việc 6 đã hoàn thành, đúng hạn", "biên bản họp")
        await minh.sends("document", "phu-luc.docx", b"PK a file", "minh chứng 6")
        await minh.reads("Đã nhận tệp minh chứng của việc 6 (đang lưu)", "phu-luc.docx", "2 minh chứng")
    await minh.asks("minh chứng 6 QĐ 12-QĐ/UBND ngày 10/4/2026", "Đã lưu minh chứng của việc 6")


async def looks_at_the_proof(ha: Person) -> None:
    await ha.types("minh chứng 6")
    if ha.story.is_typed_only:
        await ha.reads("2 minh chứng của việc 6", "Công văn 15-CV/UBND", "QĐ 12-QĐ/UBND ngày 10/4/2026")
        return
    await ha.reads("Việc 6: ảnh (đ/c Ngô Thị Hồng Nhung")
    await ha.reads("Việc 6: tệp phu-luc.docx (đ/c Lê Văn Minh")
    await ha.reads("3 minh chứng của việc 6", "phu-luc.docx", "QĐ 12-QĐ/UBND ngày 10/4/2026")
    *_, photo, document, _ = await ha.messages()
    assert photo["photo"], "the picture itself has come, not only its name"
    assert document["document"]["file_name"] == "phu-luc.docx"


@ON_BOTH_ENGINES
async def test_two_units_lead_one_is_missing_papers_and_all_ends_well(ground: Ground) -> None:
    async with story(ground, LAN, HA, HUNG, MINH, NHUNG) as (_, (lan, ha, hung, minh, nhung)):
        # Task 6 is led by the People's Council and the People's Committee.
        await minh.asks("xong 6 đã gửi phần khối chính quyền", "phần của đơn vị", "Còn chờ: Thường trực HĐND")
        await ha.asks("chờ xác nhận", "Không có việc nào chờ")
        await nhung.asks("xong 6", "việc 6 đã hoàn thành, đúng hạn", "Chờ cán bộ theo dõi xác nhận")
        await ha.asks("chờ xác nhận", "1 việc chờ đồng chí xác nhận", "6. Ban hành danh mục vị trí việc làm")

        # The coordinator returns it: both units hear why, and both have to report again.
        await ha.asks("trả lại 6 thiếu phụ lục", "Đã trả lại việc 6", "Lý do: thiếu phụ lục")
        await nhung.reads("Việc 6 được trả lại, đề nghị đơn vị tiếp tục thực hiện", "Lý do: thiếu phụ lục", "xong 6")
        await minh.reads("Việc 6 được trả lại, đề nghị đơn vị tiếp tục thực hiện", "Lý do: thiếu phụ lục", "xong 6")
        await minh.asks("xong 6 bổ sung phụ lục", "phần của đơn vị", "Còn chờ: Thường trực HĐND phường")
        await reports_with_proof(nhung, minh)
        await looks_at_the_proof(ha)

        # Two more reports; the coordinator confirms one by a button and the others together.
        await lan.asks("xong 3 đã gửi báo cáo", "việc 3 đã hoàn thành, đúng hạn")
        await lan.asks("xong 7 đã ban hành", "việc 7 đã hoàn thành, đúng hạn")
        await ha.asks("chờ xác nhận", "3 việc chờ đồng chí xác nhận")
        await ha.presses("Xác nhận 6", "xác nhận 6")
        await ha.reads("Đã xác nhận: việc 6 hoàn thành, đúng hạn")
        for officer in (nhung, minh):
            await officer.reads("Việc 6 được xác nhận hoàn thành, đúng hạn", "đ/c Trần Thu Hà")
        await ha.asks("xác nhận 3 7", "việc 3 hoàn thành", "việc 7 hoàn thành")
        await lan.reads("Việc 3 được xác nhận")
        await lan.reads("Việc 7 được xác nhận")

        # A unit that coordinates says that its part is done: the lead unit sees it.
        await ha.asks("đã phối hợp 4", "đơn vị đã phối hợp việc 4")
        await lan.asks("ct 4", "Phối hợp đã báo: ✅ Văn phòng Đảng ủy")
        await hung.asks("tình hình", "✅ 3/18 hoàn thành")
        await hung.asks(
            "tình hình đầy đủ",
            "Tổng số 18 nhiệm vụ: hoàn thành đúng hạn 3, hoàn thành chậm 0, đang thực hiện trong hạn 13, quá hạn 2",
        )

"""An obstacle and a question: head, coordinator and leader hear of them; the answer comes back to who asked."""

import pytest

from tests.story.conversation import Ground, story
from tests.world import HA, HUNG, LAN, THANH, hanoi


@pytest.mark.parametrize("ground", ["telegram-sqlite", "zalo-sqlite", "telegram-postgresql"], indirect=True)
async def test_an_obstacle_is_seen_and_cleared_and_a_question_is_answered_by_a_reply(ground: Ground) -> None:
    async with story(ground, LAN, HA, HUNG, THANH) as (_, (lan, ha, hung, thanh)):
        await lan.asks("vướng mắc 7 chưa có kinh phí", "Đã ghi nhận vướng mắc của việc 7")
        for above in (ha, thanh):
            await above.reads("Việc 7 đang vướng mắc", "chưa có kinh phí", "đ/c Nguyễn Thị Lan")

        await lan.asks("xin ý kiến 7 có mời chi bộ không?", "Đã chuyển lãnh đạo câu hỏi về việc 7")
        asked = await hung.reads(
            "Xin ý kiến về việc 7 – đ/c Nguyễn Thị Lan", "Câu hỏi: có mời chi bộ không?", "trả lời 7"
        )
        assert ("Trả lời ngay tin này" in asked) == (not hung.story.is_typed_only), "only where a reply is heard of"
        await hung.replies("có mời chi bộ", "Có, mời cả Công an", "trả lời 7 Có, mời cả Công an")
        await hung.reads("Ý kiến về việc 7")
        for concerned in (lan, ha):
            await concerned.reads("Ý kiến về việc 7 – đ/c Phạm Quốc Hùng", "Ý kiến: Có, mời cả Công an")

        # The coordinator has found the money; who was held up hears it.
        await ha.asks("hết vướng 7", "việc 7 hết vướng mắc")
        for concerned in (lan, thanh):
            said = await concerned.reads("Việc 7 đã hết vướng mắc", "đ/c Trần Thu Hà")
            assert "⚠️" not in said
        await lan.asks("ct 7", "cho ý kiến: Có, mời cả Công an", "hết vướng mắc")


async def test_a_question_nobody_answers_comes_again_and_then_stands_at_the_top(ground: Ground) -> None:
    async with story(ground, LAN, HUNG) as (told, (lan, hung)):
        await lan.asks("xinykien 7 có mời chi bộ không?", "Đã chuyển lãnh đạo")
        await hung.reads("Xin ý kiến về việc 7")
        await told.comes(hanoi(13, 7, 30))
        await hung.reads("Thứ Hai, 13/4/2026", "7. ❓ Đang xin ý kiến", "có mời chi bộ không?")
        await told.comes(hanoi(15, 7, 30))
        again = await hung.reads("CHỜ ĐỒNG CHÍ TRẢ LỜI QUÁ 3 NGÀY LÀM VIỆC")
        assert again.index("có mời chi bộ không?") < again.index("trả lời 7")
        await hung.replies("QUÁ 3 NGÀY", "Mời đủ các chi bộ", "traloi 7 Mời đủ các chi bộ")
        await hung.reads("Ý kiến về việc 7")
        assert any("Mời đủ các chi bộ" in said for said in await lan.reads_the_rest())
        await told.comes(hanoi(16, 7, 30))
        assert not any("Đang xin ý kiến" in said for said in await hung.reads_the_rest())
        await lan.reads_the_rest()

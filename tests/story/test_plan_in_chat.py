"""The coordinator's story, on the running demonstration: send a file, answer, correct, write; people hear of it."""

import json
import time
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.plans_in_chat import plan_text
from tests.story.phones import HA, LAN, MINH, demonstration

WAIT_SECONDS = 30
ROWS = [
    ("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 15/5/2026"),
    ("Tập huấn kỹ năng số cho cán bộ, công chức", "VHTT phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
    ("Bố trí kinh phí thực hiện Kế hoạch", "UBND phường", "Ban Xây dựng Đảng", "trong quý II/2026"),
]
AMENDED = [
    ("Rà soát hạ tầng số của các cơ quan Đảng", "Ban Xây dựng Đảng", "UBND phường", "trước ngày 16/6/2026"),
    ("Tập huấn kỹ năng số cho cán bộ, công chức", "VHTT phường", "Ban Xây dựng Đảng", "trong tháng 5/2026"),
]


class Phones:
    """People with their phones, through the sandbox's control API."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.last = 0

    def types(self, user_id: int, text: str) -> None:
        self._post(f"/sandbox/phones/{user_id}/send", json.dumps({"text": text}).encode(), "application/json")

    def sends(self, user_id: int, name: str, content: bytes) -> None:
        mark = uuid.uuid4().hex
        head = f'--{mark}\r\nContent-Disposition: form-data; name="document"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        self._post(f"/sandbox/phones/{user_id}/document", body, f"multipart/form-data; boundary={mark}")

    def presses(self, user_id: int, message: dict[str, Any], label: str) -> None:
        keys = [key for row in message["reply_markup"]["inline_keyboard"] for key in row if key["text"] == label]
        body = json.dumps({"message_id": message["message_id"], "data": keys[0]["callback_data"]}).encode()
        self._post(f"/sandbox/phones/{user_id}/press", body, "application/json")

    def reads(self, user_id: int, *texts: str) -> Any:
        """Wait for a message on this phone that shows all of the texts."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            for message in reversed(self.messages(user_id)):
                if all(text in message.get("text", "") for text in texts):
                    return message
            time.sleep(0.1)
        shown = "\n---\n".join(message.get("text", "") for message in self.messages(user_id)[-3:])
        raise AssertionError(f"phone {user_id} never showed {texts}; it shows:\n{shown}")

    def messages(self, user_id: int) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{self.url}/sandbox/phones/{user_id}", timeout=10) as answer:  # noqa: S310 - ours
            state: dict[str, Any] = json.load(answer)
        return [message for message in state["messages"] if message["from"]["is_bot"]]

    def _post(self, path: str, body: bytes, kind: str) -> None:
        request = urllib.request.Request(self.url + path, body, {"Content-Type": kind})  # noqa: S310 - our own sandbox
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own sandbox
            assert answer.status == 200


@pytest.fixture
def phones() -> Iterator[Phones]:
    with demonstration() as running:
        yield Phones(running.url)
        assert running.stop() == (0, "")


def test_a_plan_is_sent_doubted_corrected_and_written(phones: Phones) -> None:
    phones.sends(HA, "ke-hoach-so.txt", plan_text(ROWS))
    phones.reads(HA, "Kế hoạch chưa được ghi, chưa thông báo đến ai", "46-KH/ĐU", "3 việc")
    question = phones.reads(HA, "❓", "chưa có trong danh sách")
    phones.types(HA, "đơn vị VHTT là Phòng Văn hóa - Xã hội")
    phones.reads(HA, "là Phòng Văn hóa - Xã hội")
    assert question["message_id"]
    phones.types(HA, "sửa 1 hạn 20/5/2026")
    phones.reads(HA, "Đã sửa thời hạn của dòng 1", "20/5/2026")
    phones.types(HA, "sửa 3 chủ trì Phòng Kinh tế, Hạ tầng và Đô thị")
    phones.reads(HA, "Đã sửa đơn vị chủ trì của dòng 3")
    assert not any("Kế hoạch mới" in message.get("text", "") for message in phones.messages(LAN))
    phones.types(HA, "nhập")
    phones.reads(HA, "Đã ghi 3 việc, số 19–21")
    phones.reads(LAN, "Kế hoạch mới", "19 (mục 1, KH 46). Rà soát hạ tầng số", "20/5/2026")
    phones.reads(MINH, "phối hợp 1 việc")

    phones.sends(HA, "ke-hoach-sua-doi.txt", plan_text(AMENDED))
    phones.reads(HA, "Đây là bản sửa đổi", "Việc 21 không còn")
    phones.presses(HA, phones.reads(HA, "❓", "Đây có phải bản sửa đổi"), "Là bản sửa đổi")
    phones.presses(HA, phones.reads(HA, "❓", "Việc 21", "Hủy việc này?"), "Không, vẫn theo dõi")
    phones.reads(HA, "đã xử lý hết")
    phones.types(HA, "nhập")
    phones.reads(HA, "Đã ghi bản sửa đổi (bản thứ 2)", "vẫn theo dõi: 21")
    phones.reads(LAN, "thay đổi thời hạn", "Hạn cũ: 20/5/2026", "trước ngày 16/6/2026")


def test_who_is_no_coordinator_and_what_is_no_plan_are_answered(phones: Phones) -> None:
    phones.sends(LAN, "ke-hoach.txt", plan_text(ROWS))
    phones.reads(LAN, "minh chứng của việc nào")  # a file of somebody else is no plan: it is handed in for a task
    phones.sends(HA, "ke-hoach.docx", b"PK\x03\x04 broken")
    phones.reads(HA, "Chưa đọc được ke-hoach.docx")
    phones.types(HA, "xem 3")
    phones.reads(HA, "Việc 3:")

"""How a coordinator of the test world hands a plan in: the file is read as the edges read it, then the office asked."""

from pathlib import Path

from domain.drafts import PlanReading
from domain.inbox import Arrival, CursorNow, MessageContext
from domain.messages import Response
from domain.messages.drafts import ImportPlan
from domain.messages.rosters import LoadRoster
from services.plans.receive_plan import read_document
from tests.world import BOT, CHANNEL, PLAN, World

HEADER = """ĐẢNG ỦY PHƯỜNG THỦY NGUYÊN
Số {number}
Thủy Nguyên, ngày {day} tháng 4 năm 2026

KẾ HOẠCH
{title}

"""
TITLE = "Chuyển đổi số trong các cơ quan Đảng phường Thủy Nguyên năm 2026"

# Four items: two rows of a table, and two duties of its last part that become no task by themselves.
COUNTED = (
    HEADER.format(number="50-KH/ĐU", day=10, title="Ngày hội")
    + """TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn
1\tDựng rạp\tUBND phường\tVăn phòng Đảng ủy\t20/5/2026
2\tMời khách\tVăn phòng Đảng ủy\tUBND phường\t21/5/2026

IV. TỔ CHỨC THỰC HIỆN
1. Công an phường bảo đảm trật tự quanh khu vực ngày hội.
2. UBND phường cân đối ngân sách.
Nơi nhận:
- Các chi bộ.
"""
)


def plan_text(rows: list[tuple[str, str, str, str]], *, number: str = "46-KH/ĐU", title: str = TITLE) -> bytes:
    """A small plan as tab-separated text: (task, lead, coordinating, deadline) in each row."""
    table = ["STT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn"]
    table += ["\t".join([str(at), *row]) for at, row in enumerate(rows, 1)]
    return (HEADER.format(number=number, day=10, title=title) + "\n".join(table)).encode()


def send_file(world: World, chat: str, content: bytes, name: str = "ke-hoach.txt") -> None:
    """Somebody sends a file: received, read, handled."""
    send_reading(world, chat, read_document(content, name))


def send_reading(world: World, chat: str, reading: PlanReading) -> None:
    """Somebody sends a file of which this was read."""
    key = str(next(world._updates))
    world.office.inbox.receive(CHANNEL, BOT, CursorNow(0, int(key) + 1, world.now), [Arrival(key, chat, "{}")])
    [row] = world.office.inbox.waiting(world.now)
    command = ImportPlan(reading=reading) if reading.people is None else LoadRoster(reading.people, reading.file_name)
    world.office.commands.handle(row.id, MessageContext(CHANNEL, chat), command, world.now)


def said_to(world: World, chat: str) -> list[Response]:
    """What is delivered to one chat now."""
    return [response for delivery in world.deliver() if delivery.chat_id == chat for response in delivery.responses]


def send_plan(world: World, chat: str, content: bytes | Path = PLAN, name: str = "ke-hoach.txt") -> list[Response]:
    """Send a file and hear what comes back."""
    send_file(world, chat, content.read_bytes() if isinstance(content, Path) else content, name)
    return said_to(world, chat)

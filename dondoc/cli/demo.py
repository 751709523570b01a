"""`dondoc demo`: the whole program with phones in the browser."""

import asyncio
import signal
from pathlib import Path

from dondoc.cli.printing import print_line
from dondoc.error_words import system_reason
from dondoc.failures import CannotDo
from dondoc.ops.logs import start_logging
from dondoc.run.demonstration import TOKEN, ZALO_TOKEN, demo_folder, run_demo


def run(port: int) -> None:
    """Serve the page on this machine only, until Ctrl-C."""
    start_logging("WARNING", [TOKEN, ZALO_TOKEN])
    print_line("Đang khởi động, xin đợi vài giây…")
    with demo_folder() as folder:
        try:
            asyncio.run(_until_signal(port, Path(folder)))
        except OSError as error:
            raise CannotDo(f"Cổng {port} đang bận ({system_reason(error)}). Thử: dondoc demo --port 0") from error


async def _until_signal(port: int, folder: Path) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await run_demo(port, _announce, folder, stop)


def _announce(url: str) -> None:
    print_line(f"\n  Mở trang này trong trình duyệt: {url}\n")
    print_line("  Lúc 07:30 sáng thứ Sáu, 10/4/2026, tin nhắc buổi sáng sẽ đến. Thử gõ trên điện thoại của đ/c Lan:")
    print_line("    xong 3                              báo việc 3 đã hoàn thành")
    print_line("    gia hạn 17 24/4 chờ số liệu         xin gia hạn việc 17")
    print_line("  rồi trên máy đ/c Hà: xác nhận 3, duyệt 17; trên máy đ/c Hùng: duyệt 17, tình hình.")
    print_line("  Máy xanh của đ/c Minh dùng Zalo: không có nút, mọi việc đều gõ chữ. Dừng: Ctrl-C.\n")

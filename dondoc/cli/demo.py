"""`dondoc demo`: the whole program with phones in the browser."""

import asyncio
from functools import partial
from pathlib import Path

from dondoc.cli.printing import print_line
from dondoc.error_words import system_reason
from dondoc.failures import CannotDo
from dondoc.ops.logs import start_logging
from dondoc.run.demonstration import TOKEN, ZALO_TOKEN, demo_folder, run_demo
from dondoc.run.stop_signals import call_on_stop


def run(port: int) -> None:
    """Serve the page on this machine only, until Ctrl-C."""
    start_logging("WARNING", [TOKEN, ZALO_TOKEN])
    print_line("Đang khởi động, xin đợi vài giây…")
    with demo_folder() as folder:
        try:
            asyncio.run(_until_signal(port, Path(folder)))
        except OSError as error:
            reason = f"Không mở được cổng {port} ({system_reason(error)})"
            raise CannotDo(f"{reason}. Thêm --port 0 để máy tự chọn cổng.") from error


async def _until_signal(port: int, folder: Path) -> None:
    stop = asyncio.Event()
    call_on_stop(stop.set)
    await run_demo(port, partial(_announce, port), folder, stop)


def _announce(wanted: int, url: str) -> None:
    if wanted and not url.endswith(f":{wanted}"):
        print_line(f"Cổng {wanted} đang có chương trình khác dùng, nên dùng cổng trống kế tiếp.")
    print_line(f"\n  Mở trang này trong trình duyệt: {url}\n")
    print_line("  Sáu bước ở đầu trang đi từ tin nhắc 07:30 sáng thứ Sáu, 10/4/2026 đến lúc lãnh đạo xem tình hình.")
    print_line("  Cũng có thể tự gõ trên từng máy, ví dụ trên máy đ/c Lan:")
    print_line("    xong 3                              báo hoàn thành việc 3")
    print_line("    gia hạn 17 24/4 chờ số liệu         xin gia hạn việc 17")
    print_line("  rồi trên máy đ/c Hà: xác nhận 3, duyệt 17; trên máy đ/c Hùng: duyệt 17, tình hình.")
    print_line("  Máy xanh của đ/c Minh dùng Zalo: không có nút, mọi việc đều gõ chữ. Dừng: Ctrl-C.\n")

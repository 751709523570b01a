"""Failures a person can do something about become one sentence on standard error; no traceback reaches a user."""

import logging
import sys
from importlib import import_module
from typing import Any

log = logging.getLogger(__name__)


class CannotDo(Exception):
    """The command cannot be carried out; the text says why and what to do."""


def explained(command: str, arguments: dict[str, Any]) -> int:
    """Run a command and give its exit code: 0 done, 1 a failure that was explained, 130 interrupted."""
    try:
        result = import_module(f"dondoc.commands.{command}").run(**arguments)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        sys.stderr.write(f"dondoc: {sentence_for(error)}\n")
        return 1
    return int(result or 0)


def sentence_for(error: Exception) -> str:
    """What to tell the person at the machine about this failure."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - slow to import, needed only when something failed

    if type(error).__module__.partition(".")[0] in {"dondoc", "services", "storage", "documents"}:
        return str(error)
    if isinstance(error, DBAPIError):
        reason = _first_line(error.orig or error)
        return f"Cơ sở dữ liệu báo lỗi: {reason}. {_remedy(reason)}"
    if isinstance(error, OSError):
        return f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror or error}."
    log.debug("unexpected", exc_info=error)
    return f"Lỗi ngoài dự kiến ({type(error).__name__}): {_first_line(error)}. Đặt DONDOC_LOG_LEVEL=DEBUG để xem thêm."


# What the engines say, and what helps.
_REMEDIES = (
    (
        ("malformed", "not a database", "disk I/O error"),
        "Tệp có thể đã hỏng: dừng chương trình rồi khôi phục bản sao lưu gần nhất bằng «dondoc restore TỆP --force».",
    ),
    (("readonly", "unable to open"), "Kiểm tra quyền ghi của tệp và của thư mục chứa nó."),
    (("full",), "Đĩa đầy: xóa bớt tệp không cần, chương trình sẽ tự chạy tiếp."),
    (("locked",), "Chương trình khác đang giữ cơ sở dữ liệu: đợi nó xong rồi thử lại."),
    (("connection", "connect"), "Kiểm tra máy chủ PostgreSQL và DONDOC_DATABASE_URL."),
)


def _remedy(reason: str) -> str:
    for signs, remedy in _REMEDIES:
        if any(sign in reason for sign in signs):
            return remedy
    return "Chạy «dondoc doctor» để biết cách xử lý."


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")

"""Failures a person can do something about become one sentence on standard error; no traceback reaches a user."""

import gc
import logging
import re
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from dondoc.error_words import system_reason

log = logging.getLogger(__name__)
DAY = "NĂM-THÁNG-NGÀY"  # how the help writes a day that is given as a value
EXIT_CODE = 2  # as command lines do for wrong usage
# What the engines say, and what helps.
_REMEDIES = (
    (
        ("malformed", "not a database", "disk I/O error"),
        "Tệp có thể đã hỏng: dừng chương trình rồi khôi phục bản sao lưu gần nhất bằng “dondoc restore TỆP --force”.",
    ),
    (("readonly", "unable to open"), "Kiểm tra quyền ghi của tệp và của thư mục chứa nó."),
    (("full",), "Đĩa đầy: xóa bớt tệp không cần, chương trình sẽ tự chạy tiếp."),
    (("locked",), "Chương trình khác đang giữ cơ sở dữ liệu: đợi nó xong rồi thử lại."),
    (("connection", "connect"), "Kiểm tra máy chủ PostgreSQL và DONDOC_DATABASE_URL."),
)


class CannotDo(Exception):
    """The command cannot be carried out; the text says why and what to do."""


def run_command(command: str, arguments: dict[str, Any]) -> int:
    """Run a command (`MODULE` or `MODULE.FUNCTION` of dondoc.cli) and return its exit code.

    0 done, 1 a failure that was explained on standard error, 130 interrupted.
    """
    module, _, function = command.partition(".")
    try:
        result = getattr(_load(module), function or "run")(**arguments)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        sys.stderr.write(f"dondoc: {sentence_for(error)}\n")
        return 1
    return int(result or 0)


def _load(module: str) -> ModuleType:
    """The module of dondoc.cli, with all it needs."""
    # What is imported stays until the end: looking for garbage in it costs an eighth of the start, and time ever after.
    gc.disable()
    try:
        return import_module(f"dondoc.cli.{module}")
    finally:
        gc.freeze()
        gc.enable()


def sentence_for(error: Exception) -> str:
    """The failure as one sentence for the person at the terminal."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - slow to import, needed only when something failed

    from storage.migrating import SchemaTooNew  # noqa: PLC0415 - as above

    if isinstance(error, SchemaTooNew):
        return f"cơ sở dữ liệu ở phiên bản {error.revision}, mới hơn chương trình này; hãy cập nhật dondoc"
    if type(error).__module__.partition(".")[0] in {"dondoc", "services", "storage", "documents"}:
        return str(error)
    if isinstance(error, DBAPIError):
        reason = _first_line(error.orig or error)
        return f"Cơ sở dữ liệu báo lỗi: {reason}. {_remedy(reason)}"
    if isinstance(error, OSError):
        return f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {system_reason(error)}."
    log.debug("unexpected", exc_info=error)
    return f"Lỗi ngoài dự kiến ({type(error).__name__}): {_first_line(error)}. Đặt DONDOC_LOG_LEVEL=DEBUG để xem thêm."


def _remedy(reason: str) -> str:
    for signs, remedy in _REMEDIES:
        if any(sign in reason for sign in signs):
            return remedy
    return "Chạy “dondoc doctor” để biết cách xử lý."


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def usage_sentence(error: Any) -> str:
    """The mistake in one line and the help command in another; for a group alone, its help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"{error.format_message()}\n"
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "dondoc"
    return f"dondoc: {_vietnamese(error)}\nXem cách dùng: {path} --help\n"


def _vietnamese(error: Any) -> str:
    """By the kind of mistake; the library tells the kinds apart by class only."""
    name = _name(error)
    kind = type(error).__name__
    if kind == "MissingParameter":
        return f"Thiếu {name}."
    if kind == "BadParameter":
        return f"Giá trị {_quoted(error)}của {name} không hợp lệ{_expected(error)}."
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        return f"Không có tùy chọn {error.option_name}." + (f" Có phải: {', '.join(near)}?" if near else "")
    if kind == "BadOptionUsage":
        return f"Tùy chọn {error.option_name} dùng chưa đúng."
    if "No such command" in error.message:
        return f"Không có lệnh {_quoted(error) or 'này '}".rstrip() + f".{_near(error)}"
    return "Thừa tham số hoặc viết chưa đúng lệnh."


def _quoted(error: Any) -> str:
    """What was typed and is wrong, as the library's sentence quotes it first; "" when it does not."""
    found = re.search(r"'([^']+)'", error.message)
    return f"“{found[1]}” " if found else ""


def _near(error: Any) -> str:
    near = re.findall(r"'([^']+)'", error.message.partition("Did you mean")[2])
    return f" Có phải: {', '.join(near)}?" if near else ""


def _name(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "tham số"
    options = [text for text in parameter.opts if text.startswith("-")]
    return f"tùy chọn {options[0]}" if options else f"tham số “{argument_name(parameter)}”"


def argument_name(argument: Any) -> str:
    """As the help and the sentences about mistakes name it."""
    return str(argument.metavar or argument.name)


def _expected(error: Any) -> str:
    if getattr(error.param, "metavar", None) == DAY:
        return ": ngày viết dạng năm-tháng-ngày, ví dụ 2026-04-30"
    if getattr(error.param, "max", None) is not None and "valid" not in error.message:
        return f": phải từ {error.param.min} đến {error.param.max}"
    return ": phải là một số nguyên" if "valid integer" in error.message else ""

"""Why something failed, in Vietnamese, by the kind of error; the English of libraries and systems is never shown.

An error is looked at with its causes: a platform's error holds that of the connection, and that one of the system.
"""

import errno
import socket
import ssl
from collections.abc import Iterator, Mapping
from typing import Any

# Reasons of the operating system.
SYSTEM = {
    errno.ENOENT: "không có tệp hoặc thư mục này; hãy kiểm tra tên và đường dẫn",
    errno.EACCES: "không có quyền mở tệp này",
    errno.EPERM: "hệ thống không cho phép",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ENOSPC: "đĩa đầy",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EIO: "đĩa hỏng hoặc mất kết nối với đĩa",
    errno.ETIMEDOUT: "quá lâu không có trả lời",
    errno.ECONNREFUSED: "máy chủ từ chối kết nối",
    errno.ECONNRESET: "máy chủ ngắt kết nối giữa chừng",
    errno.EPIPE: "máy chủ ngắt kết nối giữa chừng",
    errno.ENETUNREACH: "không có đường mạng tới máy chủ",
    errno.EHOSTUNREACH: "không có đường mạng tới máy chủ",
    errno.EADDRINUSE: "cổng này đang có chương trình khác dùng",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ mạng đó",
}
NO_NAME = "không tìm thấy địa chỉ của máy chủ (tên miền hoặc DNS)"
CERTIFICATE = "chứng chỉ của máy chủ không được tin cậy (máy chủ trung gian, tường lửa, hoặc giờ máy sai)"
TLS = "không lập được kết nối mã hóa (TLS) với máy chủ"
SILENT = "quá lâu không có trả lời"
# By the name of the class: aiohttp's, then those of the platforms' libraries; a class stands for those derived from it.
BY_CLASS = {
    "ClientConnectorCertificateError": CERTIFICATE,
    "ClientConnectorDNSError": NO_NAME,
    "ClientProxyConnectionError": "không kết nối được máy chủ trung gian (proxy)",
    "ClientHttpProxyError": "máy chủ trung gian (proxy) từ chối yêu cầu",
    "ServerTimeoutError": SILENT,
    "ClientSSLError": TLS,
    "ServerDisconnectedError": "máy chủ ngắt kết nối giữa chừng",
    "ClientPayloadError": "máy chủ ngắt kết nối giữa chừng",
    "InvalidURL": "địa chỉ viết chưa đúng",
    "ContentTypeError": "máy chủ trả lời không đúng dạng",
    "ClientConnectorError": "không kết nối được máy chủ",
    "ClientError": "lỗi kết nối mạng",
    "LineBroken": "kết nối mạng bị ngắt",
    "TimedOut": SILENT,
    "TokenRefused": "nền tảng không chấp nhận mã bot (401 hoặc 404)",
    "InvalidToken": "nền tảng không chấp nhận mã bot (401 hoặc 404)",
    "RetryAfter": "nền tảng yêu cầu hỏi thưa hơn",
    "TooManyRequests": "nền tảng yêu cầu hỏi thưa hơn",
    "Conflict": "một chương trình khác đang dùng bot này",
    "Forbidden": "nền tảng không cho phép",
    "NetworkError": "lỗi kết nối mạng",
    "TelegramError": "nền tảng không nhận yêu cầu",
    "ZaloRefused": "nền tảng không nhận yêu cầu",
}
GENERAL = {"ClientError", "LineBroken", "NetworkError", "ClientConnectorError"}  # a cause may say more
UNKNOWN = "lỗi chưa rõ nguyên nhân; đặt DONDOC_LOG_LEVEL=DEBUG rồi chạy lại để xem thêm"
# By the type that pydantic gives; {…} from its context.
BY_TYPE = {
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "int_parsing_size": "số quá lớn",
    "float_parsing": "phải là số",
    "float_type": "phải là số",
    "finite_number": "phải là số hữu hạn",
    "greater_than": "phải lớn hơn {gt:g}",
    "greater_than_equal": "phải từ {ge:g} trở lên",
    "less_than": "phải nhỏ hơn {lt:g}",
    "less_than_equal": "nhiều nhất là {le:g}",
    "string_too_long": "dài quá {max_length} ký tự",
    "string_too_short": "ngắn quá, cần ít nhất {min_length} ký tự",
    "string_type": "phải là chữ",
    "path_type": "phải là đường dẫn",
    "timezone_aware": "cần ghi cả múi giờ, ví dụ 2026-04-10T07:30+07:00",
    "datetime_parsing": "phải là ngày giờ, ví dụ 2026-04-10T07:30+07:00",
    "datetime_from_date_parsing": "phải là ngày giờ, ví dụ 2026-04-10T07:30+07:00",
    "datetime_type": "phải là ngày giờ, ví dụ 2026-04-10T07:30+07:00",
    "datetime_object_invalid": "ngày giờ này không có thật",
}
UNFIT = "viết chưa đúng; xem config.example.env"


def reason_in_words(error: BaseException) -> str:
    """Why it failed: the most telling of the error and its causes."""
    general = ""
    for each in _with_causes(error):
        known = _class_of(each)
        reason = BY_CLASS[known] if known else _reason(each)
        if reason and known not in GENERAL:
            return reason
        general = general or reason
    return general or UNKNOWN


def system_reason(error: OSError) -> str:
    """Why the operating system refused; its number where no words are known."""
    return SYSTEM.get(error.errno or 0) or (f"lỗi hệ thống số {error.errno}" if error.errno else UNKNOWN)


def misfit_in_words(kind: str, context: Mapping[str, Any], message: str) -> str:
    """What is wrong with the value of a setting, by pydantic's type; a rule of our own has its own sentence."""
    if kind == "value_error":  # "Value error, " and what our validator said
        return message.removeprefix("Value error, ")
    return BY_TYPE.get(kind, UNFIT).format_map(context)


def _class_of(error: BaseException) -> str:
    """The nearest of its classes that has words; "" when there is none."""
    return next((kind.__name__ for kind in type(error).__mro__ if kind.__name__ in BY_CLASS), "")


def _reason(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return CERTIFICATE
    if isinstance(error, ssl.SSLError):
        return TLS
    if isinstance(error, socket.gaierror):
        return NO_NAME
    if isinstance(error, TimeoutError):
        return SILENT
    if isinstance(error, OSError):
        return system_reason(error)
    return "máy chủ trả lời không đúng dạng" if isinstance(error, ValueError) else ""


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop(0)
        if one is None or one in seen:
            continue
        seen.append(one)
        yield one
        within = getattr(one, "os_error", None)
        waiting += [within if isinstance(within, BaseException) else None, one.__cause__, one.__context__]

"""Seals what is secret and must stand in the database, under the keys of DONDOC_SECRET_KEY.

The first key seals, each of them opens: a key is changed by putting a new one in front, `dondoc bot reseal`, and taking
the old one away. Fernet (AES-128-CBC with HMAC-SHA256) of the `cryptography` package, which is loaded at first use.
"""

from typing import TYPE_CHECKING

from dondoc.failures import CannotDo
from dondoc.settings import Settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class KeyMissing(CannotDo):
    """DONDOC_SECRET_KEY is not set; the text says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Chưa có DONDOC_SECRET_KEY để niêm phong mã bot. Tạo khóa bằng “dondoc bot key”, ghi vào tệp .env và cất "
            "một bản ở nơi khác: mất khóa thì phải nhập lại mã của mọi bot."
        )


class KeyWrong(CannotDo):
    """No key opens what is sealed, because it was sealed under another one; the text says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "DONDOC_SECRET_KEY không mở được mã bot đã giữ. Thêm lại khóa cũ phía sau khóa mới, cách nhau dấu phẩy."
        )


def new_key() -> str:
    """A key for DONDOC_SECRET_KEY."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - see the top

    return Fernet.generate_key().decode()


def seal(settings: Settings, secret: str) -> str:
    """The secret under the first key. Raises KeyMissing."""
    return _keys(settings).encrypt(secret.encode()).decode()


def unseal(settings: Settings, sealed: str) -> str:
    """The secret. Raises KeyMissing and KeyWrong."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 - see the top

    try:
        return _keys(settings).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise KeyWrong from error


def seal_again(settings: Settings, sealed: str) -> str:
    """The same secret under the first key. Raises KeyMissing and KeyWrong."""
    return seal(settings, unseal(settings, sealed))


def signing_keys(settings: Settings) -> tuple[bytes, ...]:
    """The keys that sign checkpoints of the history: the first one signs, each of them verifies; none without a key."""
    return tuple(key.encode() for key in _listed(settings))


def _keys(settings: Settings) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - see the top

    if settings.secret_key is None:
        raise KeyMissing
    return MultiFernet([Fernet(key) for key in _listed(settings)])


def _listed(settings: Settings) -> list[str]:
    return [] if settings.secret_key is None else settings.secret_key.get_secret_value().replace(",", " ").split()

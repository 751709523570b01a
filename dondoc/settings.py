"""Settings from the environment and .env, all named DONDOC_…; an unknown name stops the start with a clear sentence."""

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import AwareDatetime, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.organisations import LONGEST_NAME, PLACEHOLDER_NAME
from dondoc.error_words import misfit_in_words, system_reason

PREFIX = "DONDOC_"
TESTING = "DONDOC_TEST_"  # names for the test suite only
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{8,256}")  # what both platforms take
WHOLE_LINK = re.compile(r"https://[^\s/]+\.[^\s]+")
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")  # 32 bytes, as Fernet writes them
SECRETS = (
    "TELEGRAM_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "ZALO_TOKEN",
    "ZALO_WEBHOOK_SECRET",
    "DATABASE_URL",
    "HEARTBEAT_URL",
    "SECRET_KEY",
)


class SettingsWrong(Exception):
    """A setting is unknown or has a value that makes no sense; the text says which and what to write."""


class Settings(BaseSettings):
    """Everything that can be set. Secrets may also come from a file named by the same name with _FILE at the end."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", env_ignore_empty=True)

    organisation_name: str = Field(
        default=PLACEHOLDER_NAME,
        max_length=LONGEST_NAME,
        description="Name of the organisation; the database must be its own",
    )
    superior: str = Field(
        default="", max_length=200, description="Name of the Party body above, for the head of official reports"
    )
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///dondoc.db"), description="SQLite file or PostgreSQL URL"
    )
    telegram_token: SecretStr | None = Field(default=None, description="Token of the Telegram bot from @BotFather")
    telegram_api_url: str = Field(default="https://api.telegram.org", description="Where the Bot API is")
    telegram_webhook_secret: SecretStr | None = Field(
        default=None, description="Secret that Telegram sends with each update; set: updates are pushed, not fetched"
    )
    public_url: str = Field(default="", description="Public https address that is led to DONDOC_HTTP_PORT")
    card_hours: float = Field(
        default=24, gt=0, le=720, description="Hours for which the link of a status card sent on Zalo holds"
    )
    zalo_token: SecretStr | None = Field(default=None, description="Token of the Zalo bot from Zalo Bot Creator")
    zalo_link: str = Field(
        default="",
        max_length=300,
        description="Public link at which people find this Zalo bot, for codes and their sheet",
    )
    zalo_api_url: str = Field(default="https://bot-api.zaloplatforms.com", description="Where the Zalo API is")
    zalo_monthly_quota: int = Field(
        default=3000,
        ge=0,
        le=10_000_000,
        description="Messages a month that the plan of the Zalo bot allows; 0: no limit",
    )
    zalo_webhook_secret: SecretStr | None = Field(
        default=None, description="Secret that Zalo sends with each event; set: events are pushed, not fetched"
    )
    channel_patience: float = Field(
        default=10, ge=0, le=1440, description="Minutes a platform may be out of reach before the other channel is used"
    )
    timezone: str = Field(default="Asia/Ho_Chi_Minh", description="Zone of the organisation, used at first start")
    clock: AwareDatetime | None = Field(
        default=None, description="Instant the clock starts at, for demonstration and tests"
    )
    http_host: str = Field(default="127.0.0.1", description="Address on which /health and /metrics are served")
    http_port: int = Field(default=8080, ge=0, le=65535, description="Port of /health and /metrics; 0: a free one")
    secret_key: SecretStr | None = Field(
        default=None, description="Key that seals tokens of bots kept in the database; several, the newest first"
    )
    heartbeat_url: SecretStr | None = Field(default=None, description="Asked once a minute while all is well")
    backup_dir: Path = Field(default=Path("backups"), description="Nightly backups, beside the database file")
    backup_keep: int = Field(default=14, ge=0, le=1000, description="How many nightly backups to keep; 0: make none")
    evidence_folder: Path = Field(
        default=Path("evidence"), description="Pictures and files handed in, beside the database file"
    )
    evidence_quota_mb: int = Field(default=2000, ge=100, le=10_000_000, description="Most MB in the evidence folder")
    keep_days: int = Field(default=400, ge=30, le=36500, description="Days for which messages are kept")
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_format: str = Field(
        default="auto", description="auto: sentences at a terminal, else JSON; json or text forces one"
    )
    poll_seconds: int = Field(default=50, ge=0, le=50, description="How long one getUpdates may wait")
    tick_seconds: float = Field(default=15, gt=0, le=120, description="How often due reminders are looked for")
    sends_per_second: float = Field(default=29.5, gt=0, le=1000, description="Most messages a second for the whole bot")

    def secrets(self) -> list[str]:
        """Every secret in clear, for the logs to take out."""
        found = (getattr(self, name.lower()) for name in SECRETS)
        given = [secret.get_secret_value() for secret in found if secret is not None]
        return given + passwords_in(given)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("không có múi giờ này; ví dụ: Asia/Ho_Chi_Minh") from error
        return value

    @field_validator("zalo_link")
    @classmethod
    def _whole_link(cls, value: str) -> str:
        if value and not WHOLE_LINK.fullmatch(value):
            raise ValueError("cần một địa chỉ đầy đủ, ví dụ: https://zalo.me/s/botcreator/…")
        return value

    @field_validator("telegram_webhook_secret", "zalo_webhook_secret")
    @classmethod
    def _fitting_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("cần 8 đến 256 ký tự, chỉ gồm chữ không dấu, số, dấu _ và -")
        return value

    @field_validator("secret_key")
    @classmethod
    def _fitting_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not all(map(_KEY.fullmatch, value.get_secret_value().replace(",", " ").split())):
            raise ValueError("không phải khóa; tạo khóa bằng: dondoc bot key")
        return value

    @field_validator("log_format")
    @classmethod
    def _known_format(cls, value: str) -> str:
        if value.lower() not in {"auto", "json", "text"}:
            raise ValueError("chỉ dùng auto, json hoặc text")
        return value.lower()

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("chỉ dùng DEBUG, INFO, WARNING hoặc ERROR")
        return value.upper()


def load_settings(env_file: Path = Path(".env"), environ: Mapping[str, str] | None = None) -> Settings:
    """The settings: environment first, then `env_file`, then defaults.

    Raises SettingsWrong with one sentence for the administrator.
    """
    given = {**_from_file(env_file), **dict(os.environ if environ is None else environ)}
    named = {name.upper(): value for name, value in given.items() if name.upper().startswith(PREFIX)}
    values = _with_secret_files({n: v for n, v in named.items() if not n.startswith(TESTING)})
    # pydantic-settings refuses an unknown key in .env and ignores an unknown variable of the environment, where a
    # slip in a name would silently leave the default.
    _refuse_unknown(values)
    try:
        fitting: dict[str, Any] = {n.removeprefix(PREFIX).lower(): value for n, value in values.items() if value}
        return _Given(**fitting)
    except ValidationError as error:
        raise SettingsWrong(_sentence(error)) from None


class _Given(Settings):
    """Settings from given values only: the environment has been read, and checked, already."""

    @classmethod
    def settings_customise_sources(cls, *args: Any, **sources: Any) -> tuple[Any, ...]:
        return (sources.get("init_settings") or args[1],)


def files_with_secrets(env_file: Path = Path(".env"), environ: Mapping[str, str] | None = None) -> list[Path]:
    """The files that secrets are read from: `env_file` where it is there, and those named by NAME_FILE."""
    given = {**_from_file(env_file), **dict(os.environ if environ is None else environ)}
    names = {f"{PREFIX}{secret}_FILE" for secret in SECRETS}
    files = [Path(value) for name, value in given.items() if name.upper() in names and value]
    return [*([env_file] if env_file.is_file() else []), *files]


def _from_file(env_file: Path) -> dict[str, str]:
    return {name: value or "" for name, value in dotenv_values(env_file).items()} if env_file.is_file() else {}


def _with_secret_files(values: dict[str, str]) -> dict[str, str]:
    """DONDOC_TELEGRAM_TOKEN_FILE=/run/secrets/token stands for the content of that file."""
    found = dict(values)
    for secret in SECRETS:
        file = found.pop(f"{PREFIX}{secret}_FILE", "")
        if file:
            try:
                found[PREFIX + secret] = Path(file).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise SettingsWrong(
                    f"{PREFIX}{secret}_FILE: không đọc được tệp {file} ({system_reason(error)})"
                ) from None
    return found


def _refuse_unknown(values: Mapping[str, str]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in values:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            advice = f" Có phải {close[0]} không?" if close else " Xem config.example.env."
            raise SettingsWrong(f"Không có cài đặt tên {name}.{advice}")


def _sentence(error: ValidationError) -> str:
    """One line a problem: name and what is wrong, never the value, which may be a secret."""
    return "; ".join(
        f"{PREFIX}{str(e['loc'][0]).upper()}: {misfit_in_words(e['type'], e.get('ctx', {}), e['msg'])}"
        for e in error.errors()
    )


def passwords_in(addresses: Iterable[str]) -> list[str]:
    """The passwords of addresses (postgresql://user:password@host), as written and decoded: a driver may say them."""
    found = [match[1] for address in addresses if (match := re.match(r"[\w+]+://[^/@]*?:([^/]+)@", address))]
    return [*found, *(unquote(word) for word in found)]

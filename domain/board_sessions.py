"""Links, codes and sessions of the board: how long they hold, and what of them is kept. All of it on machine time.

Nothing that opens anything is stored: the database knows hashes only, so that neither a backup nor a reader of the
database gets in.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.invite_codes import CODE_ALPHABET
from domain.names import tidy

PAGE = "page"  # the channel of what is pressed on the board; its chat ids are numbers of sessions
LINK_VALID = timedelta(minutes=10)
SESSION_VALID = timedelta(hours=12)
SIGNED_VALID = timedelta(minutes=5)  # what a platform signed of who opens the board from a chat
SIGNED_AHEAD = timedelta(minutes=1)  # so far a platform's clock may be ahead of the machine's
SIGNED_KEPT = timedelta(hours=1)  # so long it is remembered: programs whose clocks differ must not take it twice
SEEN_EVERY = timedelta(minutes=5)  # so exactly a session says when it was last used
CODE_LENGTH = 8
CODE_KEY = 3  # letters by which a typed code finds its link: what is tried is counted there
CODE_TRIES = 5
LONGEST_DEVICE = 60
LONGEST_TYPED = 200  # characters of a token or code that are looked at at all


class SessionEnd(StrEnum):
    """Why a session was ended before its time, as stored."""

    LOGGED_OUT = "logged_out"
    REPLACED = "replaced"  # another session took its place in the same browser
    PERSON_LEFT = "person_left"
    RIGHTS_CHANGED = "rights_changed"  # another account or role
    RESTORED = "restored"
    ORGANISATION_CLOSED = "organisation_closed"


@dataclass(frozen=True, slots=True)
class BoardSession:
    """A session that holds (instants aware, machine time)."""

    id: int
    person_id: int
    made_at: datetime
    seen_at: datetime
    ends_at: datetime

    @property
    def chat_id(self) -> str:
        """The chat of what is pressed in it."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class ChatWithBoard:
    """A linked chat that may open the board: the language of its person and, on a bot that several organisations
    share, of which one they are.
    """

    language: str
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class SignedChat:
    """A chat identity signed by its platform at `signed_at` (aware); it opens one session."""

    channel: str
    chat_id: str
    digest: str
    signed_at: datetime


def token_hash(token: str) -> str:
    """What is kept of the secret in a link or a cookie."""
    return hashlib.sha256(b"dondoc board " + token[:LONGEST_TYPED].encode()).hexdigest()


def form_token(session_token: str) -> str:
    """What every form of a session carries: it cannot be had without the cookie, and the cookie not from it."""
    return hashlib.sha256(b"dondoc form " + session_token.encode()).hexdigest()


def draw_code(draw: Callable[[str], str]) -> str:
    """A new code of eight letters and digits; `draw` returns one character of a text, each as likely as the others."""
    return "".join(draw(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def spell_code(code: str) -> str:
    """The code as shown to people: two groups of four."""
    return f"{code[: CODE_LENGTH // 2]}-{code[CODE_LENGTH // 2 :]}"


def plain_code(typed: str) -> str:
    """A code as people type it, without spaces and dashes, in capitals; "" for what has not the shape of one."""
    plain = "".join(char for char in tidy(typed[:LONGEST_TYPED]).upper() if char.isalnum())
    return plain if len(plain) == CODE_LENGTH and set(plain) <= set(CODE_ALPHABET) else ""


def code_hash(code: str) -> str:
    """What is kept of a code, as `plain_code` spells it."""
    return hashlib.sha256(b"dondoc board code " + code.encode()).hexdigest()

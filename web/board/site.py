"""The board as a web application: the door, the pages for who is signed in, and one place for what is pressed.

Whoever is not signed in gets the same answer at every address, known or not: a page that asks for a code and tells
nothing. Nothing changes by a GET. A press becomes an update of the channel `page` and is answered as in a chat.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Protocol
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from domain.authorisation import may_send_files
from domain.board_sessions import SESSION_VALID, SessionEnd, SignedChat, form_token
from domain.evidence import LARGEST_BYTES
from domain.messages import Refused
from domain.messages import Response as Answered
from domain.messages.drafts import ImportPlan
from services.board.draft import row_picture
from services.board.evidence_piece import evidence_piece
from services.context.command_context import CommandContext
from services.office.board_service import Answer, BoardService, Entered
from services.office.wall_service import WallService
from web.board.devices import device_in_words
from web.board.files import drawn, handed_in
from web.board.forms import MOST_FORM_BYTES, MOST_UPLOAD_BYTES, read_form, read_form_with_file
from web.board.guard import KEY, SECRET, GuardedApp, OwnAddress, RequestLimit, is_own_form, security_headers
from web.board.live import EventStream, Live
from web.board.mini import MiniApp, ReadSigned
from web.board.page import FILE, READ_SECONDS, Page
from web.board.pages import PAGES
from web.board.screens import WallScreens
from web.board.templating import STATIC, environment, names_for, render_page, static_address
from wording.languages import words_for
from wording.messages import Document
from wording.messages import Message as Shown

log = logging.getLogger(__name__)

ANSWER_SECONDS = 4.0  # so long a press waits for its answer, then it says that it is being done
LOOK_AGAIN_SECONDS = 0.5
UPLOADS_AT_ONCE = 2  # each is in memory once, until it is stored
DRAWN_AT_ONCE = 1  # a sheet takes a processor for as long as it takes
READING_SECONDS = 20.0  # so long an upload waits for what was read of it
LONGEST_PRESS = 2000
UPLOADED = f"/{ImportPlan.canonical}"  # what is typed with a file
LARGEST_NUMBER = 999_999  # of a task, and of a piece
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
STATIC_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "png": "image/png"}

InThread = Callable[..., Awaitable[Any]]
_NOWHERE = Page(name="", path="", read=lambda _context, _values: None)  # what is shown is none of the pages


class Handled(Protocol):
    """Says that an update was handled."""

    def next(self) -> asyncio.Event:
        """An event that is set as soon as anything is handled from now on."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSetup:
    """What the site is given. `write` and `read` call a plain function in a thread; reading has threads of its own.

    `arrived` is called when a press was stored, `handled` says when something was handled. `render` makes a message of
    an answer, `draw` the message with its file. `stored_file` returns what was handed in, by its digest. `keep_file`
    stores what was uploaded until it is read, and returns its name there. `superior` is the body above the
    organisation, for documents. `read_signed` checks what a Mini App hands in. `framed_by` and `people` (by the key
    that its page sends) are the demonstration's and empty elsewhere.
    """

    service: BoardService
    write: InThread
    read: InThread
    now: Callable[[], datetime]
    machine_now: Callable[[], datetime]
    monotonic: Callable[[], float]
    arrived: Callable[[], None]
    handled: Handled
    render: Callable[[Sequence[Answered], str], Shown]
    draw: Callable[[Sequence[Answered], str], Shown]
    stored_file: Callable[[str], Awaitable[bytes | None]]
    address: OwnAddress
    keep_file: Callable[[bytes], str]
    draft_picture: Callable[[str], Awaitable[bytes | None]]
    live: Live
    walls: WallService
    superior: str = ""
    read_signed: ReadSigned | None = None
    framed_by: str = ""
    people: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Caller:
    """Who asks: the origin under which they reach us, and the secret of their cookie ("": none that could be one)."""

    origin: str
    cookie: str
    secret: str


class BoardSite:
    """`app` answers everything below "/" that nobody else does, by its `routes`."""

    def __init__(self, setup: BoardSetup) -> None:
        self._setup = setup
        self._limit = RequestLimit(per_second=5, burst=60)
        self._uploads = asyncio.Semaphore(UPLOADS_AT_ONCE)
        self._drawing = asyncio.Semaphore(DRAWN_AT_ONCE)
        self._door_limit = RequestLimit(per_second=0.5, burst=30)  # of everybody who is not signed in, together
        form: dict[str, Any] = {"methods": ["POST"], "max_body_size": MOST_FORM_BYTES}
        routes = [
            Route("/tinh/{digest}/{file}", self._static),
            Route("/vao", self._door),
            Route("/vao", self._enter_by_code, **form),
            Route("/vao/{secret}", self._link),
            Route("/vao/{secret}", self._enter, **form),
            Route("/lam", self._press, **form),
            Route("/lam/tep", self._fetch, **form),
            Route("/ke-hoach/tep", self._upload, methods=["POST"], max_body_size=MOST_UPLOAD_BYTES),
            Route("/ra", self._leave, **form),
            Route("/dong", self._events),
            *WallScreens(setup.walls, setup.live, setup.read, setup.now, setup.monotonic, self._sign_in_page).routes(),
            *self._mini_app(setup),
            *([Route("/thu", self._enter_demonstration, **form)] if setup.people else []),
            Route("/minh-chung/{number:int}/{place:int}", self._evidence),
            Route("/du-thao/{draft:int}/anh/{line:int}", self._row_picture),
            *(Route(page.path, partial(self._page, page)) for page in PAGES),
            Route("/{rest:path}", self._unknown, methods=["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]),
        ]
        self.routes: Sequence[Route] = routes
        app = Starlette(routes=routes, exception_handlers={TimeoutError: _too_slow})
        app.router.redirect_slashes = False
        self.app: ASGIApp = GuardedApp(app, setup.address, security_headers(setup.framed_by))

    # The door.

    async def _door(self, _request: Request) -> Response:
        return self._sign_in_page(200)

    async def _link(self, request: Request) -> Response:
        """Show whose link it is, and use nothing up: messengers and proxies fetch links by themselves."""
        secret = request.path_params["secret"]
        found = None
        if SECRET.fullmatch(secret) and self._door_allows():
            found = await self._setup.read(self._setup.service.owner_of, secret, self._setup.machine_now())
        if found is None:
            return self._sign_in_page(404)
        name, language = found
        return _html("enter.html", words=words_for(language), name=name, secret=secret)

    async def _enter(self, request: Request) -> Response:
        secret = request.path_params["secret"]
        if not SECRET.fullmatch(secret) or not self._door_allows() or not self._is_own_form(request):
            return self._sign_in_page(404)
        return await self._entered(request, self._setup.service.enter, secret)

    async def _enter_by_code(self, request: Request) -> Response:
        form = await read_form(request)
        if not self._is_own_form(request):
            return self._sign_in_page(404)
        if not self._door_allows():
            return self._sign_in_page(429, "too_many")
        return await self._entered(request, self._setup.service.enter_by_code, form.get("code", ""))

    def _mini_app(self, setup: BoardSetup) -> list[Route]:
        if setup.read_signed is None:
            return []
        return MiniApp(setup.read_signed, setup.machine_now, self._enter_signed, self._sign_in_page).routes()

    async def _enter_signed(self, request: Request, signed: SignedChat) -> Response:
        if not self._door_allows() or not self._is_own_form(request):
            return self._sign_in_page(404)
        return await self._entered(request, self._setup.service.enter_from_chat, signed, self._sign_in_page(404))

    async def _enter_demonstration(self, request: Request) -> Response:
        person_id = self._setup.people.get((await read_form(request)).get("person", ""))
        if person_id is None or request.headers.get("origin") != self._setup.framed_by:
            return self._sign_in_page(404)
        return await self._entered(request, self._setup.service.enter_as, person_id)

    async def _entered(
        self, request: Request, enter: Callable[..., Entered | None], given: object, refused: Response | None = None
    ) -> Response:
        setup, caller = self._setup, self._caller(request)
        device = device_in_words(request.headers.get("user-agent", ""))
        entered: Entered | None = await setup.write(enter, given, device, setup.machine_now(), setup.now())
        if entered is None:
            return refused or self._sign_in_page(403, "wrong")
        if caller.secret:  # another session takes the place of this browser's
            await setup.write(setup.service.leave, caller.secret, setup.machine_now(), SessionEnd.REPLACED)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            caller.cookie,
            entered.token,
            max_age=int(SESSION_VALID.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=caller.origin.startswith("https://"),
        )
        return answer

    async def _leave(self, request: Request) -> Response:
        caller = self._caller(request)
        if not await self._is_pressed_by(request, caller):
            return self._sign_in_page(404)
        await self._setup.write(self._setup.service.leave, caller.secret, self._setup.machine_now())
        self._setup.live.sessions_ended()
        answer = RedirectResponse("/vao", 303)
        answer.delete_cookie(
            caller.cookie, httponly=True, samesite="strict", secure=caller.origin.startswith("https://")
        )
        return answer

    def _sign_in_page(self, status: int, trouble: str = "") -> Response:
        return _html("sign_in.html", status, words=words_for("vi"), trouble=trouble)

    def _door_allows(self) -> bool:
        return self._door_limit.allows("", self._setup.monotonic())

    # Pages.

    async def _page(self, page: Page, request: Request) -> Response:
        values = {**request.query_params, **{name: str(value) for name, value in request.path_params.items()}}

        mark = self._setup.live.mark  # before the page is read: what changes from here on is told

        def show(context: CommandContext, token: str) -> str | Document | None:
            if not page.roles & context.person.roles:
                return None
            try:
                facts = page.read(context, values)
            except Refused:
                return None
            if facts is None:
                return None
            if page.file is not None and values.get(FILE):
                return page.file(facts, values[FILE], context, self._setup.superior)
            more = {"live_mark": mark, "own_address": _own_address(request)}
            return render_page(page, facts, context, session_token=token, **more)

        return await self._shown(request, show)

    async def _evidence(self, request: Request) -> Response:
        """What was handed in for a task that this person may see, out of the evidence folder."""
        number, place = int(request.path_params["number"]), int(request.path_params["place"])
        if max(number, place) > LARGEST_NUMBER:
            return await self._unknown(request)
        piece = await self._seen(self._caller(request), lambda context: evidence_piece(context, number, place))
        content = None if piece is None else await self._setup.stored_file(piece.digest)
        return await self._unknown(request) if content is None else handed_in(content, piece.name)

    async def _row_picture(self, request: Request) -> Response:
        """How a row that was read from a scan stands on paper, for who may see the draft."""
        draft, row = int(request.path_params["draft"]), int(request.path_params["line"])
        if max(draft, row) > LARGEST_NUMBER:
            return await self._unknown(request)
        digest = await self._seen(self._caller(request), lambda context: row_picture(context, draft, row))
        content = None if digest is None else await self._setup.draft_picture(digest)
        return await self._unknown(request) if content is None else handed_in(content, "")

    async def _unknown(self, request: Request) -> Response:
        return await self._shown(request, lambda _context, _token: None)

    async def _shown(self, request: Request, show: Callable[[CommandContext, str], str | Document | None]) -> Response:
        """The page that `show` makes for who is signed in; what it has none of is an address that does not exist."""
        setup, caller = self._setup, self._caller(request)
        if caller.secret and not self._limit.allows(caller.secret, setup.monotonic()):
            return PlainTextResponse("Too Many Requests", 429, {"Retry-After": "5"})
        token = form_token(caller.secret)

        def page(context: CommandContext) -> tuple[str | Document | None, str]:
            shown = show(context, token)
            return shown, "" if shown is not None else _render_part("not_found.html", context, token)

        found = await self._seen(caller, page)
        if found is None:
            return self._sign_in_page(200 if request.url.path == "/" else 404)
        shown, missing = found
        if isinstance(shown, Document):
            return Response(shown.content, 200, _as_download(shown.name), "application/octet-stream")
        return HTMLResponse(missing, 404) if shown is None else HTMLResponse(shown)

    async def _seen(self, caller: _Caller, show: Callable[[CommandContext], Any]) -> Any:
        """What `show` makes, read within two seconds; None for who is not signed in. Raises TimeoutError."""
        setup = self._setup
        if not caller.secret:
            return None
        async with asyncio.timeout(READ_SECONDS):
            return await setup.read(setup.service.view, caller.secret, setup.machine_now(), setup.now(), show)

    async def _static(self, request: Request) -> Response:
        file, digest = request.path_params["file"], request.path_params["digest"]
        kind = STATIC_TYPES.get(file.rpartition(".")[2])
        if kind is None or not (STATIC / file).is_file() or static_address(file) != f"/tinh/{digest}/{file}":
            return await self._unknown(request)
        return Response(await asyncio.to_thread((STATIC / file).read_bytes), 200, FOR_EVER, kind)

    # What changed.

    async def _events(self, request: Request) -> Response:
        setup, secret = self._setup, self._caller(request).secret

        async def is_alive() -> bool:
            service, at, now = setup.service, setup.machine_now(), setup.now()
            return await setup.read(service.view, secret, at, now, lambda _context: True) is not None

        if not secret or not await is_alive():
            return self._sign_in_page(404)
        return EventStream(setup.live, is_alive)

    # Presses.

    async def _press(self, request: Request) -> Response:
        setup, caller = self._setup, self._caller(request)
        form = await read_form(request)
        if not await self._is_pressed_by(request, caller, form):
            return self._sign_in_page(404)
        if not self._limit.allows(caller.secret, setup.monotonic()):
            return PlainTextResponse("Too Many Requests", 429, {"Retry-After": "5"})
        text, key = typed_text(form), form.get("key", "")
        if not text or len(text) > LONGEST_PRESS or not KEY.fullmatch(key):
            return PlainTextResponse("Bad Request", 400)
        inbox_id = await setup.write(setup.service.press, caller.secret, key, text, setup.machine_now(), setup.now())
        if inbox_id is None:
            return self._sign_in_page(404)
        setup.arrived()
        return await self._answered(request, caller, inbox_id, {"text": text, "key": key})

    async def _fetch(self, request: Request) -> Response:
        """The file of an answer, for the session that was answered; one with secrets is given once."""
        setup, caller = self._setup, self._caller(request)
        form = await read_form(request)
        if not await self._is_pressed_by(request, caller, form):
            return self._sign_in_page(404)
        if not self._limit.allows(caller.secret, setup.monotonic()):
            return PlainTextResponse("Too Many Requests", 429, {"Retry-After": "5"})
        language = await self._seen(caller, lambda context: context.person.language)
        key = form.get("key", "")
        if language is None or not KEY.fullmatch(key):
            return await self._unknown(request)
        async with self._drawing:
            responses = await setup.write(setup.service.take_file, caller.secret, key, setup.machine_now())
            shown = None if responses is None else await asyncio.to_thread(setup.draw, responses, language)
        if shown is not None and shown.document is not None:
            return drawn(shown.document)
        return await self._told(caller, shown)

    async def _told(self, caller: _Caller, shown: Shown | None) -> Response:
        """A page instead of a file: that none could be made, or no more than that answers are shown once."""
        token = form_token(caller.secret)

        def show(context: CommandContext) -> str:
            return _render_part("answered.html", context, token, shown=shown, is_done=True, pressed={})

        page = await self._seen(caller, show)
        return self._sign_in_page(404) if page is None else HTMLResponse(page, 404)

    async def _upload(self, request: Request) -> Response:
        """Take in a plan or a list of people as a file: the reader process reads it as it does those of chats."""
        setup, caller = self._setup, self._caller(request)
        # Before any of the body: a stranger's 20 MB are not read.
        if not self._is_own_form(request) or not await self._seen(caller, _may_send_files):
            return self._sign_in_page(404)
        if not self._limit.allows(caller.secret, setup.monotonic()):
            return PlainTextResponse("Too Many Requests", 429, {"Retry-After": "5"})
        async with self._uploads:
            fields, name, content = await read_form_with_file(request)
            key = fields.get("key", "")
            if not await self._is_pressed_by(request, caller, fields):
                return self._sign_in_page(404)
            if not content or not KEY.fullmatch(key):
                return PlainTextResponse("Bad Request", 400)
            stored = await asyncio.to_thread(setup.keep_file, content) if len(content) <= LARGEST_BYTES else ""
            file = {"id": stored, "name": name, "size": len(content)}
        pressed = (UPLOADED, setup.machine_now(), setup.now(), file)
        inbox_id = await setup.write(setup.service.press, caller.secret, key, *pressed)
        if inbox_id is None:
            return self._sign_in_page(404)
        setup.arrived()
        return await self._answered(request, caller, inbox_id, {"text": UPLOADED, "key": key}, READING_SECONDS)

    async def _answered(
        self,
        request: Request,
        caller: _Caller,
        inbox_id: int,
        pressed: Mapping[str, str],
        seconds: float = ANSWER_SECONDS,
    ) -> Response:
        """The answer as part of a page for a script, as a page of its own for a browser without one."""
        try:
            return await self._answer_shown(request, caller, inbox_id, pressed, seconds)
        except TimeoutError:
            return _say_too_slow("/", is_pressed=True)

    async def _answer_shown(
        self, request: Request, caller: _Caller, inbox_id: int, pressed: Mapping[str, str], seconds: float
    ) -> Response:
        setup, token = self._setup, form_token(caller.secret)
        answer = await self._answer(inbox_id, seconds)
        if answer.is_secret and not answer.is_file:  # a file is fetched first, or forgotten after ten minutes
            await setup.write(setup.service.forget_secrets, inbox_id)
        name = "answer.html" if request.headers.get("hx-request") == "true" else "answered.html"

        def show(context: CommandContext) -> str:
            shown = setup.render(answer.responses, context.person.language) if answer.responses else None
            return _render_part(name, context, token, shown=shown, is_done=answer.is_done, pressed=pressed)

        page = await self._seen(caller, show)
        # What was pressed may have ended the session itself.
        return self._sign_in_page(200) if page is None else HTMLResponse(page)

    async def _answer(self, inbox_id: int, seconds: float) -> Answer:
        setup = self._setup
        ends = setup.monotonic() + seconds
        while True:
            handled = setup.handled.next()
            answer: Answer = await setup.read(setup.service.answer, inbox_id)
            left = ends - setup.monotonic()
            if answer.is_done or left <= 0:
                return answer
            try:
                async with asyncio.timeout(min(left, LOOK_AGAIN_SECONDS)):
                    await handled.wait()
            except TimeoutError:
                continue

    async def _is_pressed_by(self, request: Request, caller: _Caller, form: Mapping[str, str] | None = None) -> bool:
        """Whether the form came from a page of ours and of this very session."""
        given = (form if form is not None else await read_form(request)).get("token", "")
        is_of_session = hmac.compare_digest(given.encode(), form_token(caller.secret).encode())
        return bool(caller.secret) and is_of_session and self._is_own_form(request)

    def _is_own_form(self, request: Request) -> bool:
        return is_own_form(request.headers, request.state.origin)

    def _caller(self, request: Request) -> _Caller:
        origin = request.state.origin
        cookie = self._setup.address.cookie(origin)
        secret = request.cookies.get(cookie, "")
        return _Caller(origin, cookie, secret if SECRET.fullmatch(secret) else "")


def _own_address(request: Request) -> str:
    """The path and query of a page, from which it is fetched again."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _as_download(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def _may_send_files(context: CommandContext) -> bool:
    return may_send_files(context.person)


def typed_text(form: Mapping[str, str]) -> str:
    """What a press means, as it would be typed in one line: the words of a field go behind the command."""
    return " ".join(f"{form.get('text', '')} {form.get('words', '')}".split())


def _render_part(name: str, context: CommandContext, token: str, **more: object) -> str:
    return environment().get_template(name).render(**names_for(context, token), page=_NOWHERE, **more)


async def _too_slow(request: Request, _error: Exception) -> Response:
    return _say_too_slow(_own_address(request) if request.method == "GET" else "/")


def _say_too_slow(again: str, *, is_pressed: bool = False) -> Response:
    """What took longer than READ_SECONDS: says what to do, and links to `again`. Nobody's words are known then."""
    # Without the address, which may hold the secret of a link or of a screen.
    log.warning("a page was read for too long and was given up", extra={"action": "page_too_slow"})
    answer = _html("too_slow.html", 503, words=words_for("vi"), again=again, is_pressed=is_pressed)
    answer.headers["Retry-After"] = "5"
    return answer


def _html(template: str, status: int = 200, /, **names: object) -> Response:
    return HTMLResponse(environment().get_template(template).render(**names), status)

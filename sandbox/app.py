"""The sandbox as one web application: the Bot API, the control API and the page of phones."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from sandbox import api, control
from sandbox.guard import OwnMachineOnly
from sandbox.people import NotPossible
from sandbox.settings import SandboxSettings
from sandbox.world import World
from sandbox.zalo import api as zalo_api
from sandbox.zalo import control as zalo_control

HERE = Path(__file__).parent
MAX_BODY_BYTES = 52 * 1024 * 1024  # Telegram takes uploads of 50 MB; the rest is the form around it


def create_app(settings: SandboxSettings) -> Starlette:
    """Return the application. Serve it with SandboxServer: some faults need its connections."""
    app = Starlette(
        routes=[
            Route("/", page),
            *control.ROUTES,
            *zalo_control.ROUTES,
            *zalo_api.ROUTES,
            *api.ROUTES,
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(OwnMachineOnly, framed=settings.board.url if settings.board else "")],
        exception_handlers={NotPossible: control.not_possible},
        max_body_size=MAX_BODY_BYTES,
    )
    app.state.world = World(settings)
    app.state.templates = Jinja2Templates(directory=HERE / "templates")
    return app


async def page(request: Request) -> Response:
    """Return the page of phones; it draws itself from /sandbox/state."""
    world: World = request.app.state.world
    templates: Jinja2Templates = request.app.state.templates
    settings = world.settings
    words = {"hint": settings.hint, "bot_name": settings.bot_name, "has_story": bool(settings.story)}
    return templates.TemplateResponse(request, "page.html", {**words, "board": settings.board})

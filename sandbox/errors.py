"""Refusals of the Bot API: one exception that carries the answer Telegram would send."""

from sandbox.shapes import Json


class ApiError(Exception):
    """An answer with ok=false; `code` is both the HTTP status and the error_code."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def as_json(self) -> Json:
        """Return the body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class BadRequest(ApiError):
    """The request can never succeed as it stands (400)."""

    def __init__(self, reason: str) -> None:
        super().__init__(400, f"Bad Request: {reason}")


class Conflict(ApiError):
    """Somebody else receives this bot's updates (409)."""

    def __init__(self, reason: str) -> None:
        super().__init__(409, f"Conflict: {reason}")


class TooManyRequests(ApiError):
    """Slow down for `retry_after` whole seconds (429)."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def unauthorized() -> ApiError:
    """Return the answer to an unknown token."""
    return ApiError(401, "Unauthorized")


def blocked() -> ApiError:
    """Return the answer to a message for somebody who has blocked the bot."""
    return ApiError(403, "Forbidden: bot was blocked by the user")

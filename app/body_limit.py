"""How much a request may carry: a form is small, and only a route that streams its body looks after that itself."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooLarge

MAX_BYTES = 1_000_000  # the largest real one, a card's changes after a day without a network, is a tenth of it


class BodyLimit:
    """Plain ASGI; the framework's own limit answers in words and without headers, and so without a picture."""

    def __init__(self, app: ASGIApp, *, is_streamed: Callable[[str, str], bool]) -> None:
        self.app, self.is_streamed = app, is_streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stop reading a body that is too large: before its first byte when it says so itself."""
        if scope["type"] != "http" or scope["method"] == "GET" or self.is_streamed(scope["method"], scope["path"]):
            await self.app(scope, receive, send)
            return
        told = Headers(scope=scope).get("content-length", "")
        received = 0

        async def limited_receive() -> Message:
            nonlocal received
            if told.isdecimal() and int(told[:20]) > MAX_BYTES:
                raise TooLarge
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BYTES:
                raise TooLarge
            return message

        await self.app(scope, limited_receive, send)

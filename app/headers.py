"""The security headers every answer carries."""

from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.pages import content_security_policy


class SecurityHeaders:
    """Plain ASGI: the framework's own middleware form costs more than a whole unchanged page does."""

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self.app, self.is_https = app, is_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the start of each answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(message)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _add(self, message: Message) -> None:
        given = list(message.get("headers", ()))
        names = {name for name, _ in given}
        message["headers"] = given + [header for header in _headers(self.is_https) if header[0] not in names]


@cache
def _headers(is_https: bool) -> list[tuple[bytes, bytes]]:
    # Encoded once: this is added to every answer.
    headers = {
        "content-security-policy": content_security_policy(),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
    if is_https:
        headers["strict-transport-security"] = "max-age=63072000"
    return [(name.encode(), value.encode()) for name, value in headers.items()]

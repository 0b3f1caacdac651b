"""The security headers every answer carries."""

from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.pages import content_security_policy

# What is no page gets a policy of a few bytes: on a slow phone the long one, with each picture, is a tenth of a second.
FILES = ("/assets/", "/photos/", "/clips/", "/recordings/")
POLICY_OF_FILES = "default-src 'none'; frame-ancestors 'none'"


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
                self._add(message, scope["path"])
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _add(self, message: Message, path: str) -> None:
        given = dict(message.get("headers", ()))
        is_file = path.startswith(FILES) and not given.get(b"content-type", b"text/html").startswith(b"text/html")
        wanted = _headers(self.is_https, is_file=is_file)
        message["headers"] = [*message.get("headers", ()), *(header for header in wanted if header[0] not in given)]


@cache
def _headers(is_https: bool, *, is_file: bool) -> list[tuple[bytes, bytes]]:
    # Encoded once: this is added to every answer.
    headers = {
        "content-security-policy": POLICY_OF_FILES if is_file else content_security_policy(),
        "x-content-type-options": "nosniff",
    }
    if not is_file:
        headers["referrer-policy"] = "same-origin"
        headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
    if is_https:
        headers["strict-transport-security"] = "max-age=63072000"
    return [(name.encode(), value.encode()) for name, value in headers.items()]

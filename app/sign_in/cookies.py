"""The cookies that carry the token of a device, a volunteer's phone or a staff session."""

from fastapi import Request, Response

from app.config import Settings, get_settings

DEVICE_SECONDS = 400 * 86_400  # the longest a browser keeps a cookie
STAFF_SECONDS = 30 * 86_400


def cookie_name(kind: str, settings: Settings) -> str:
    """Return the name for kind `device`, `volunteer` or `staff`.

    `__Host-` needs https, which a demo on localhost lacks.
    """
    return f"{'__Host-' if settings.is_https else ''}dagkaart_{kind}"


def token_in(request: Request, kind: str) -> str | None:
    """Return the token this request carries."""
    return request.cookies.get(cookie_name(kind, get_settings()))


def set_token(response: Response, kind: str, token: str) -> None:
    """Bind this browser."""
    settings = get_settings()
    response.set_cookie(
        cookie_name(kind, settings),
        token,
        max_age=STAFF_SECONDS if kind == "staff" else DEVICE_SECONDS,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )


def clear_token(response: Response, kind: str) -> None:
    """Let this browser go."""
    settings = get_settings()
    response.delete_cookie(cookie_name(kind, settings), path="/", secure=settings.is_https, httponly=True)

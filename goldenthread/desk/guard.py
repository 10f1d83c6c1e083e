"""Who may ask the desk: only pages that the desk itself sent, on this computer, to whoever started it.

Three checks on every request, before any of our code runs. The name in Host must be this computer's, or a page elsewhere
could point its own name here (DNS rebinding). A request that changes something must come from the desk's own page
(Origin). And the token of this start must be in a cookie that scripts and other sites do not get.
"""

from __future__ import annotations

from secrets import compare_digest
from urllib.parse import urlsplit

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from goldenthread.common.urls import leads_here

COOKIE = "golden-thread-desk"
# Nothing from elsewhere is loaded, nothing can frame the desk, and what it shows stays in no cache.
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """ASGI middleware that lets through only what whoever started the desk asked for."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def safely(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers")
                message["headers"] = [*(headers if isinstance(headers, list) else []), *HEADERS]
            await send(message)

        request = Request(scope)
        if refusal := self._refusal(request):
            await refusal(scope, receive, safely)  # type: ignore[arg-type]
        else:
            await self.app(scope, receive, safely)  # type: ignore[arg-type]

    def _refusal(self, request: Request) -> PlainTextResponse | RedirectResponse | None:
        if not _is_here(f"//{request.headers.get('host', '')}"):
            return _refused("The desk answers only on this computer.")
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD") and (
            origin is None or urlsplit(origin).netloc != request.headers["host"] or not _is_here(origin)
        ):
            return _refused("A change must be sent from a page of the desk itself.")
        if request.method == "GET" and self._is_token(request.query_params.get("token", "")):
            return self._let_in(request.url)
        if not self._is_token(request.cookies.get(COOKIE, "")):
            return _refused("Open the desk with the address that its start has printed.")
        return None

    def _let_in(self, url: URL) -> RedirectResponse:
        """Keep the token in a cookie, and remove it from the address, which a browser remembers."""
        there = RedirectResponse(str(url.remove_query_params("token")), status_code=303)
        there.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
        return there

    def _is_token(self, text: str) -> bool:
        return compare_digest(text.encode(), self.token.encode())


def _is_here(address: str) -> bool:
    try:
        return leads_here(address)
    except ValueError:  # such as “[”
        return False


def _refused(reason: str) -> PlainTextResponse:
    return PlainTextResponse(f"{reason}\n", status_code=403)

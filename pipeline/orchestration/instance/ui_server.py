"""Dagster's web server behind a guard: pages of other sites can neither ask nor change anything.

The UI asks for no password, and a browser sends what any page tells it to send to this machine.
``python -m pipeline.orchestration.instance.ui_server`` takes the options of Dagster's own server;
``… dev`` starts the daemon beside it, as ``dagster dev`` does.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

import dagster_webserver.app
from dagster._cli import dev
from dagster_webserver.webserver import DagsterWebserver
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
HOSTS = "NEOCLOUD_UI_HOSTS"
DAGSTERS_OWN = "dagster_webserver"


class OwnPagesOnly:
    """Refuses requests to a name that is not this server's, or from a page that is not its own."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = frozenset()) -> None:
        self.app = app
        self.proxied = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403 with the reason."""
        if scope["type"] in ("http", "websocket") and (reason := self.refusal(scope)):
            await PlainTextResponse(f"{reason}\n", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def refusal(self, scope: Scope) -> str | None:
        """Return why a request is refused; none if it may pass."""
        request = HTTPConnection(scope)
        hosts = request.headers.getlist("host")
        host = hosts[0].lower() if len(hosts) == 1 else ""
        if _name(host) not in LOOPBACK_NAMES | self.proxied:
            return f"no such host here; a proxy's name is allowed by {HOSTS}"
        if any(not self._is_own(origin, host) for origin in request.headers.getlist("origin")):
            return "pages of other sites may not ask here"
        fetched = request.headers.get("sec-fetch-site", "none")
        if fetched not in ("none", "same-origin") and _is_part_of_a_page(request):
            return "pages of other sites may not load from here"
        if scope.get("method") in ("GET", "HEAD") and "query" in request.query_params:
            return "GraphQL is asked by POST" if _is_graphql(scope) else None
        return None

    def _is_own(self, origin: str, host: str) -> bool:
        """Return whether a page of ``origin`` is this server's, which was asked for as ``host``."""
        asking = origin.lower().partition("://")[2]
        return asking == host or _name(asking) in self.proxied


def _is_part_of_a_page(request: HTTPConnection) -> bool:
    """Return whether a page loads it by itself; a link that somebody follows is none."""
    return request.headers.get("sec-fetch-mode") != "navigate"


def _is_graphql(scope: Scope) -> bool:
    return str(scope["path"]).rstrip("/").endswith("/graphql")


def _name(host: str) -> str:
    """Return the name of ``name:port``; nothing if it is anything else."""
    try:
        parts = urlsplit(f"//{host}")
        return (parts.hostname or "") if parts.netloc == host and "@" not in host else ""
    except ValueError:
        return ""


def allowed_hosts() -> frozenset[str]:
    """Return the names under which a proxy shows the UI: ``NEOCLOUD_UI_HOSTS``, with commas."""
    names = os.environ.get(HOSTS, "").lower().split(",")
    return frozenset(name.strip() for name in names if name.strip())


class GuardedWebserver(DagsterWebserver):
    """Dagster's web server, behind the guard."""

    def build_middleware(self) -> list[Middleware]:
        """Return what each request passes through, the guard first."""
        return [Middleware(OwnPagesOnly, hosts=allowed_hosts()), *super().build_middleware()]


def _start_guarded(command: Sequence[str], **options: object) -> subprocess.Popen:
    """Start a process of ``dagster dev``, this module in place of Dagster's own server."""
    ours = [__spec__.name if part == DAGSTERS_OWN else part for part in command]
    return _start(ours, **options)


_start = dev.open_ipc_subprocess


def main() -> None:
    """Serve the UI with the options on the command line."""
    if sys.argv[1:2] == ["dev"]:
        from dagster._cli import main as dagster_main

        dev.open_ipc_subprocess = _start_guarded  # type: ignore[assignment]
        dagster_main()
    else:
        from dagster_webserver.cli import main as webserver_main

        dagster_webserver.app.DagsterWebserver = GuardedWebserver  # type: ignore[misc]
        webserver_main()


if __name__ == "__main__":
    main()

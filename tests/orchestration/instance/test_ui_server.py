"""What the guard of the UI lets pass, on an application that says yes to all."""

import asyncio

import pytest

from pipeline.orchestration.instance.ui_server import OwnPagesOnly, allowed_hosts
from tests.trials.resilience import record

HERE = "127.0.0.1:3000"
PROXY = "neocloud.example.com"
FOREIGN = {
    "another site": {"origin": "https://evil.example"},
    "another scheme and port": {"origin": "http://127.0.0.1:8000"},
    "a sandboxed page": {"origin": "null"},
    "a name that begins like ours": {"origin": "http://127.0.0.1:3000.evil.example"},
    "a name with ours as user": {"origin": "http://127.0.0.1:3000@evil.example"},
    "an origin beside ours": [("origin", f"http://{HERE}"), ("origin", "https://evil.example")],
    "an origin that is none": {"origin": "http://[::1"},
    "a rebound name": {"host": "evil.example:3000"},
    "a name that ends like ours": {"host": "evil.localhost:3000"},
    "a user before ours": {"host": "evil@127.0.0.1:3000"},
    "a path after ours": {"host": "127.0.0.1:3000/evil"},
    "no name": {"host": ""},
    "a proxy nobody allowed": {"host": "other.example.com"},
    "an image of another site": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    "a script of the next port": {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
}
OWN = {
    "no browser": {},
    "our own page": {"origin": f"http://{HERE}", "sec-fetch-site": "same-origin"},
    "by name": {"host": "localhost:3000", "origin": "http://localhost:3000"},
    "in capitals": {"host": "LOCALHOST:3000", "origin": "http://localhost:3000"},
    "by IPv6": {"host": "[::1]:3000", "origin": "http://[::1]:3000"},
    "the proxy": {"host": PROXY, "origin": f"https://{PROXY}"},
    "the proxy on a port": {"host": PROXY, "origin": f"https://{PROXY}:8443"},
    "a link of another site": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
}


def asked(path, headers, method="POST", query="", kind="http"):
    """Return what the server answers: the status, or 200 if the guard let it pass."""
    pairs = [*headers.items()] if isinstance(headers, dict) else headers
    if "host" not in dict(pairs):
        pairs = [("host", HERE), *pairs]
    scope = {
        "type": kind,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in pairs],
    }
    if kind == "http":
        scope["method"] = method
    sent = []

    async def yes(scope, receive, send):
        await send({"type": "http.response.start", "status": 200})

    async def send(message):
        sent.append(message)

    asyncio.run(OwnPagesOnly(yes, frozenset({PROXY}))(scope, None, send))
    return sent[0]["status"]


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_what_another_site_sends_is_refused(headers):
    for path in ("/graphql", "/report_asset_materialization/a"):
        assert asked(path, headers) == 403
    assert asked("/graphql", headers, kind="websocket") == 403
    record("ui_refused", 3 * len(FOREIGN), "requests of other sites and hosts, refused by the UI")


@pytest.mark.parametrize("headers", OWN.values(), ids=OWN)
def test_what_our_own_page_sends_passes(headers):
    assert asked("/graphql", headers) == 200
    assert asked("/runs", headers, "GET") == 200
    assert asked("/graphql", headers, kind="websocket") == 200


@pytest.mark.parametrize("path", ["/graphql", "/graphql/", "//graphql"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_graphql_is_asked_by_post_only(path, method):
    assert asked(path, {}, method, "query=mutation%20%7Ba%7D") == 403
    assert asked(path, {}, method) == 200  # the page to try queries on
    assert asked("/runs", {}, method, "query=a+filter+of+the+page") == 200


def test_names_of_proxies_come_from_the_setting(monkeypatch):
    monkeypatch.setenv("NEOCLOUD_UI_HOSTS", " Neocloud.example.com, ,ui.example.org")
    assert allowed_hosts() == {"neocloud.example.com", "ui.example.org"}
    monkeypatch.delenv("NEOCLOUD_UI_HOSTS")
    assert allowed_hosts() == frozenset()

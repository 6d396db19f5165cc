"""How a fault on demand looks on the wire."""

from aiohttp import web

from local_slack.faults import Fault

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


def instead(fault: Fault) -> web.Response | None:
    """What the app gets in place of an answer; None when the fault leaves the answer as it is."""
    if fault.body == "html":
        return web.Response(text=BAD_GATEWAY, content_type="text/html", status=fault.status or 502)
    if fault.body == "malformed":
        return web.Response(text='{"ok": tr', content_type="application/json", status=fault.status or 200)
    if fault.status or fault.error:
        return refusal(fault.error or ("ratelimited" if fault.status == 429 else "internal_error"), fault)
    return None


def refusal(error: str, fault: Fault) -> web.Response:
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    status = fault.status or (429 if fault.retry_after is not None else 200)
    return web.json_response({"ok": False, "error": error}, status=status, headers=headers)


def hang_up(request: web.Request) -> web.Response:
    """Cuts the connection: the app never learns what became of its call."""
    if request.transport:
        request.transport.abort()
    return web.Response()

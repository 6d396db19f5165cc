"""Whether a request over HTTP is Slack's: asked before anything in it is read."""

from collections.abc import Mapping

from slack_sdk.signature import SignatureVerifier


def is_signed(secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether it was signed with that secret in the last five minutes. Anybody can send anything: what makes no sense
    is not signed.
    """
    try:
        return SignatureVerifier(secret).is_valid_request(body, headers)
    except (ValueError, TypeError, ArithmeticError):  # a time that is no number or no end, bytes that are no text
        return False

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import BadInput
from bot.settings import Settings, Transport, read_database_url, read_settings

SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s3cret", "FRONTDESK_TRANSPORT": "http"}


def told(environ: dict[str, str]) -> list[tuple[str, str]]:
    """The variables that are wrong, and what was found in them."""
    with pytest.raises(BadInput) as refused:
        read_settings(environ)
    return [(problem.key, problem.found) for problem in refused.value.problems]


def test_two_tokens_are_enough() -> None:
    settings = read_settings(SOCKET)
    assert settings == Settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1")


def test_what_is_not_said_has_a_usual_value() -> None:
    settings = read_settings(SOCKET)
    assert (settings.transport, settings.slack_api_url, settings.database_url, settings.config, settings.knowledge) == (
        Transport.SOCKET,
        "https://slack.com/api/",
        "sqlite:///var/frontdesk.db",
        Path("desk.yml"),
        Path("knowledge_base"),
    )


def test_the_desk_listens_on_this_machine_alone_unless_told_otherwise() -> None:
    assert read_settings(HTTP).host == "127.0.0.1"


def test_every_variable_is_read() -> None:
    settings = read_settings(
        HTTP
        | {
            "SLACK_API_URL": "http://127.0.0.1:8700/api/",
            "FRONTDESK_HOST": "0.0.0.0",  # noqa: S104
            "FRONTDESK_PORT": "0",
            "FRONTDESK_DATABASE_URL": "sqlite:///elsewhere.db",
            "FRONTDESK_CONFIG": "presets/hospital.yml",
            "FRONTDESK_KNOWLEDGE": "articles",
        }
    )
    assert (settings.slack_api_url, settings.host, settings.port, settings.database_url) == (
        "http://127.0.0.1:8700/api/",
        "0.0.0.0",  # noqa: S104
        0,
        "sqlite:///elsewhere.db",
    )


def test_blanks_around_a_value_do_not_count() -> None:
    assert read_settings(HTTP | {"FRONTDESK_TRANSPORT": " http\n"}).transport is Transport.HTTP


def test_an_address_of_the_web_api_ends_with_a_slash() -> None:
    assert read_settings(SOCKET | {"SLACK_API_URL": "http://127.0.0.1:1/api"}).slack_api_url.endswith("/api/")


def test_no_secret_shows_in_a_settings_text() -> None:
    text = repr(read_settings(HTTP | {"FRONTDESK_DATABASE_URL": "sqlite:///pa55.db"}))
    assert not any(secret in text for secret in ("xoxb-1", "s3cret", "pa55"))


@pytest.mark.parametrize("empty", [{}, {"SLACK_BOT_TOKEN": " "}])
def test_without_a_bot_token_nothing_starts(empty: dict[str, str]) -> None:
    assert told(empty) == [("SLACK_BOT_TOKEN", "nothing")]


def test_sockets_need_an_app_token() -> None:
    assert told({"SLACK_BOT_TOKEN": "xoxb-1"}) == [("SLACK_APP_TOKEN", "nothing")]


def test_http_needs_a_signing_secret() -> None:
    assert told({"SLACK_BOT_TOKEN": "xoxb-1", "FRONTDESK_TRANSPORT": "http"}) == [("SLACK_SIGNING_SECRET", "nothing")]


def test_what_is_missing_is_explained() -> None:
    with pytest.raises(BadInput, match="App-Level Tokens"):
        read_settings({"SLACK_BOT_TOKEN": "xoxb-1"})


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("SLACK_BOT_TOKEN", "xapp-secret", "a token that begins with xapp-"),
        ("SLACK_APP_TOKEN", "deadbeef", "something that cannot be used"),
        ("SLACK_API_URL", "slack", "“slack”"),
        ("FRONTDESK_TRANSPORT", "pigeon", "“pigeon”"),
        ("FRONTDESK_PORT", "tcp://10.0.0.1:80", "“tcp://10.0.0.1:80”"),
        ("FRONTDESK_PORT", "65536", "“65536”"),
        ("FRONTDESK_DATABASE_URL", "oracl://me:pa55@host/db", "something that cannot be used"),
        ("FRONTDESK_DATABASE_URL", "nonsense", "something that cannot be used"),
    ],
)
def test_a_wrong_value_is_named_without_giving_a_secret_away(name: str, value: str, found: str) -> None:
    assert told(SOCKET | {name: value}) == [(name, found)]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = SOCKET | {"FRONTDESK_PORT": "many", "SLACK_API_URL": "slack"}
    assert {name for name, _ in told(wrong)} == {"FRONTDESK_PORT", "SLACK_API_URL"}


def test_a_variable_that_is_nearly_ours_is_a_slip() -> None:
    assert told(SOCKET | {"FRONTDESK_TRANSPROT": "http"}) == [("FRONTDESK_TRANSPROT", "an unknown variable")]


def test_a_slip_is_told_together_with_what_is_missing() -> None:
    assert told({"SLACK_BOT_TOKNE": "xoxb-1"}) == [
        ("SLACK_BOT_TOKNE", "an unknown variable"),
        ("SLACK_BOT_TOKEN", "nothing"),
    ]


@pytest.mark.parametrize("name", ["FRONTDESK_SERVICE_HOST", "SLACK_CHANNEL", "HOME", "XFRONTDESK_TRANSPORT"])
def test_variables_of_other_programs_are_left_alone(name: str) -> None:
    assert read_settings(SOCKET | {name: "x"}) == read_settings(SOCKET)


UNREADABLE = ("hun@ter2:secret", "hun@ter2", "hun#@ter2", "hun@ter2/secret", "hun@ter2:34/secret", "hun@ter2?secret")


@pytest.mark.parametrize("password", UNREADABLE)
@pytest.mark.parametrize("read", [read_database_url, lambda environ: read_settings(SOCKET | environ)])
def test_a_password_that_tears_the_address_is_refused_and_not_told(
    read: Callable[[dict[str, str]], object], password: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read({"FRONTDESK_DATABASE_URL": f"postgresql://desk:{password}@db/frontdesk"})
    (problem,) = refused.value.problems
    assert (problem.key, problem.found) == ("FRONTDESK_DATABASE_URL", "something that cannot be used")
    assert "(%40, %25)" in problem.allowed
    assert "PGPASSWORD" in problem.allowed
    assert not any(part in str(refused.value) for part in ("hun", "ter2", "secret", "34"))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://desk:hun%40ter2%3Asecret@db/frontdesk",
        "postgresql://desk:hun/ter2?#:34@db/frontdesk",
        "postgresql://desk@db:5433/frontdesk?sslmode=require",
        "sqlite:///var/desk@home.db",
    ],
)
def test_an_address_that_can_be_read_is_taken_as_it_is(url: str) -> None:
    assert read_database_url({"FRONTDESK_DATABASE_URL": url}) == url

"""The environment, read once: what differs from one installation to the next."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from rapidfuzz import process
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import BadInput, Problem
from bot.log_lines import LogForm

ALIKE = 85  # of 100: other programs may own variables with our prefix, so only what is nearly one of ours is a slip


class Transport(StrEnum):
    """How Slack reaches the desk: through sockets that the desk opens, or by signed requests to the desk's address."""

    SOCKET = "socket"
    HTTP = "http"


def _begins_with(prefix: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(prefix):
            raise PydanticCustomError("token", "{allowed}", {"allowed": f"a token that begins with {prefix}"})
        return token

    return AfterValidator(check)


def _web_address(url: str) -> str:
    try:
        TypeAdapter(AnyHttpUrl).validate_python(url)
    except ValidationError as error:
        raise PydanticCustomError("web", "an address that begins with https://") from error
    return url if url.endswith("/") else f"{url}/"


def _list_address(url: str) -> str:
    """The same, and nothing is put behind it."""
    _web_address(url)
    return url


def _database_address(url: str) -> str:
    """Nothing of the address is said: what cannot be read in it may be a part of its password."""
    try:
        address = make_url(url)
        address.get_dialect().import_dbapi()
    except (ArgumentError, ImportError, ValueError):
        raise _no_database(_DATABASES) from None
    if address.get_backend_name() != "sqlite" and url.count("@") > 1:  # at the first one the password would end
        raise _no_database(_ENCODED)
    return url


_DATABASES = (
    "the address of a database whose driver is installed, such as sqlite:///var/frontdesk.db or "
    "postgresql://desk@db/frontdesk; @ and % in a password are percent-encoded (%40, %25), or it is in PGPASSWORD"
)
_ENCODED = "one whose password has @ and % percent-encoded (%40, %25), or is in PGPASSWORD instead"


def _no_database(allowed: str) -> PydanticCustomError:
    return PydanticCustomError("database", "{allowed}", {"allowed": allowed})


class Settings(BaseModel):
    """One installation. A description says what a variable is for; it is what the owner reads when it is missing."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    slack_bot_token: Annotated[SecretStr, _begins_with("xoxb-")] = Field(
        alias="SLACK_BOT_TOKEN",
        description="the token with which the desk speaks: OAuth & Permissions › Bot User OAuth Token (xoxb-…)",
    )
    slack_app_token: Annotated[SecretStr, _begins_with("xapp-")] | None = Field(
        None,
        alias="SLACK_APP_TOKEN",
        description="the token with which sockets are opened: Basic Information › App-Level Tokens (xapp-…), "
        "or FRONTDESK_TRANSPORT=http",
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        alias="SLACK_SIGNING_SECRET",
        description="the secret by which Slack's requests are known to be Slack's: Basic Information › Signing Secret, "
        "or FRONTDESK_TRANSPORT=socket",
    )
    slack_api_url: Annotated[str, AfterValidator(_web_address)] = Field("https://slack.com/api/", alias="SLACK_API_URL")
    transport: Transport = Field(Transport.SOCKET, alias="FRONTDESK_TRANSPORT")
    host: str = Field("127.0.0.1", alias="FRONTDESK_HOST")
    port: int = Field(3000, ge=0, le=65535, alias="FRONTDESK_PORT")  # 0: any free one
    database_url: Annotated[str, AfterValidator(_database_address)] = Field(
        "sqlite:///var/frontdesk.db", alias="FRONTDESK_DATABASE_URL", repr=False
    )
    shutdown_seconds: float = Field(20.0, ge=0, alias="FRONTDESK_SHUTDOWN_SECONDS")  # to finish what was begun
    config: Path = Field(Path("desk.yml"), alias="FRONTDESK_CONFIG")
    knowledge: Path = Field(Path("knowledge_base"), alias="FRONTDESK_KNOWLEDGE")
    vectors: Path = Field(Path("var/vectors.npz"), alias="FRONTDESK_VECTORS")  # made again when it is not there
    assets_url: Annotated[str, AfterValidator(_list_address)] | None = Field(
        None, alias="FRONTDESK_ASSETS_URL", repr=False
    )
    assets_token: SecretStr | None = Field(None, alias="FRONTDESK_ASSETS_TOKEN")
    assets_seconds: float = Field(3600.0, ge=60, alias="FRONTDESK_ASSETS_SECONDS")  # between two looks
    log: LogForm = Field(LogForm.TEXT, alias="FRONTDESK_LOG")

    @model_validator(mode="after")
    def _has_what_its_transport_needs(self) -> "Settings":
        if self.transport is Transport.SOCKET and self.slack_app_token is None:
            raise _missing("slack_app_token")
        if self.transport is Transport.HTTP and self.slack_signing_secret is None:
            raise _missing("slack_signing_secret")
        return self


def _missing(name: str) -> ValidationError:
    alias = Settings.model_fields[name].alias or name
    return ValidationError.from_exception_data("Settings", [InitErrorDetails(type="missing", loc=(alias,), input={})])


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Raises BadInput that names every variable which is missing, wrong or mistyped. An empty one counts as missing."""
    given = {name: value.strip() for name, value in environ.items() if value.strip()}
    slips = list(_slips(given))
    try:
        settings = Settings.model_validate({name: given[name] for name in _NAMES if name in given})
    except ValidationError as error:
        raise BadInput([*slips, *(_problem(each) for each in error.errors())]) from None
    if slips:
        raise BadInput(slips)
    return settings


def read_database_url(environ: Mapping[str, str]) -> str:
    """The one setting that work on the tables alone needs. Raises BadInput when it cannot be used."""
    name, field = "FRONTDESK_DATABASE_URL", Settings.model_fields["database_url"]
    given = environ.get(name, "").strip()
    try:
        return _database_address(given or str(field.default))
    except PydanticCustomError as error:
        raise BadInput([Problem("environment", None, name, _found(name, given), error.message())]) from None


_NAMES = {field.alias: field.description for field in Settings.model_fields.values() if field.alias}


def _slips(given: Mapping[str, str]) -> Iterator[Problem]:
    """A variable that is nearly one of ours would otherwise be passed over in silence."""
    for name in sorted(given.keys() - _NAMES.keys()):
        if name.startswith(("FRONTDESK", "SLACK_")):
            meant = process.extractOne(name, list(_NAMES), score_cutoff=ALIKE)
            if meant and meant[0] not in given:
                yield Problem("environment", None, name, "an unknown variable", f"{meant[0]}, if that was meant")


def _problem(error: ErrorDetails) -> Problem:
    name = str(error["loc"][0])
    if error["type"] == "missing":
        return Problem("environment", None, name, "nothing", _NAMES[name] or "a value")
    return Problem("environment", None, name, _found(name, str(error["input"])), _allowed(error))


def _found(name: str, value: str) -> str:
    """Of a secret no more than its kind: what stands here ends up in a log."""
    if name not in _SECRETS:
        return f"“{value}”"
    kind = re.match(r"x[a-z]{2,4}-", value)
    return f"a token that begins with {kind[0]}" if kind else "something that cannot be used"


_SECRETS = {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "FRONTDESK_DATABASE_URL"} | {
    "FRONTDESK_ASSETS_URL",
    "FRONTDESK_ASSETS_TOKEN",
}


def _allowed(error: ErrorDetails) -> str:
    return error["msg"].removeprefix("Input should be ")

"""The app's own manifest: what it may do, hear and offer in this workspace."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from local_slack import documents
from local_slack.scopes import BOT_SCOPES, EVENT_SCOPES

SHORTCUTS_PER_TYPE = 5


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DisplayInformation(_Part):
    name: Annotated[str, Field(min_length=1, max_length=35)]
    description: Annotated[str, Field(max_length=140)] = ""
    long_description: Annotated[str, Field(min_length=175, max_length=4000)] | None = None
    background_color: Annotated[str, Field(pattern=r"^#(?:[0-9a-fA-F]{3}){1,2}$")] | None = None


class AppHome(_Part):
    home_tab_enabled: bool = False
    messages_tab_enabled: bool = False
    messages_tab_read_only_enabled: bool = True


class BotUser(_Part):
    display_name: Annotated[str, Field(min_length=1, max_length=80)]
    always_online: bool = False


class SlashCommand(_Part):
    command: Annotated[str, Field(pattern=r"^/[a-z0-9_-]+$", max_length=32)]
    description: Annotated[str, Field(min_length=1, max_length=2000)]
    usage_hint: Annotated[str, Field(max_length=1000)] = ""
    should_escape: bool = False
    url: str | None = None


class Shortcut(_Part):
    name: Annotated[str, Field(min_length=1, max_length=24)]
    type: Literal["message", "global"]
    callback_id: Annotated[str, Field(min_length=1, max_length=255)]
    description: Annotated[str, Field(min_length=1, max_length=150)]


class Features(_Part):
    app_home: AppHome = AppHome()
    bot_user: BotUser | None = None
    slash_commands: Annotated[tuple[SlashCommand, ...], Field(max_length=50)] = ()
    shortcuts: Annotated[tuple[Shortcut, ...], Field(max_length=10)] = ()
    unfurl_domains: Annotated[tuple[str, ...], Field(max_length=5)] = ()

    @model_validator(mode="after")
    def _few_and_distinct_shortcuts(self) -> "Features":
        for kind in ("message", "global"):
            if sum(shortcut.type == kind for shortcut in self.shortcuts) > SHORTCUTS_PER_TYPE:
                raise ValueError(f"an app has at most {SHORTCUTS_PER_TYPE} {kind} shortcuts")
        if len({shortcut.callback_id for shortcut in self.shortcuts}) < len(self.shortcuts):
            raise ValueError("two shortcuts share a callback_id")
        if len({command.command for command in self.slash_commands}) < len(self.slash_commands):
            raise ValueError("two slash commands share a name")
        return self


class Scopes(_Part):
    bot: Annotated[tuple[str, ...], Field(max_length=255)] = ()

    @field_validator("bot")
    @classmethod
    def _known(cls, scopes: tuple[str, ...]) -> tuple[str, ...]:
        return _only_known("scope", scopes, BOT_SCOPES)


class OauthConfig(_Part):
    redirect_urls: tuple[str, ...] = ()
    scopes: Scopes = Scopes()


class EventSubscriptions(_Part):
    request_url: str | None = None
    bot_events: Annotated[tuple[str, ...], Field(max_length=100)] = ()

    @field_validator("bot_events")
    @classmethod
    def _known(cls, events: tuple[str, ...]) -> tuple[str, ...]:
        return _only_known("bot event", events, EVENT_SCOPES)


class Interactivity(_Part):
    is_enabled: bool = False
    request_url: str | None = None
    message_menu_options_url: str | None = None


class Settings(_Part):
    event_subscriptions: EventSubscriptions = EventSubscriptions()
    interactivity: Interactivity = Interactivity()
    org_deploy_enabled: bool = False
    socket_mode_enabled: bool = False
    token_rotation_enabled: bool = False


class Metadata(_Part):
    major_version: int = 1
    minor_version: int = 1


class Manifest(_Part):
    """What an admin pastes when the app is created. Unknown keys, scopes and events are refused."""

    display_information: DisplayInformation
    features: Features = Features()
    oauth_config: OauthConfig = OauthConfig()
    settings: Settings = Settings()
    metadata: Annotated[Metadata, Field(alias="_metadata")] = Metadata()

    @classmethod
    def read(cls, source: Path | Mapping[str, Any]) -> "Manifest":
        """Raises `BrokenDocumentError` with every problem; those of a file carry their line."""
        if isinstance(source, Path):
            return documents.read(source, cls)
        try:
            return cls.model_validate(source)
        except ValidationError as error:
            problems = [documents.sentence(details) for details in error.errors()]
            raise documents.BrokenDocumentError("manifest", problems) from error

    @model_validator(mode="after")
    def _events_are_allowed_by_scopes(self) -> "Manifest":
        for event in sorted(self.bot_events):
            allowed_by = EVENT_SCOPES[event]
            if allowed_by and not self.bot_scopes & set(allowed_by):
                raise ValueError(f"the bot event {event} needs the scope {' or '.join(allowed_by)}")
        if self.features.slash_commands and "commands" not in self.bot_scopes:
            raise ValueError("slash commands need the scope commands")
        return self

    @property
    def display_name(self) -> str:
        bot_user = self.features.bot_user
        return bot_user.display_name if bot_user else self.display_information.name

    @property
    def bot_scopes(self) -> frozenset[str]:
        return frozenset(self.oauth_config.scopes.bot)

    @property
    def bot_events(self) -> frozenset[str]:
        return frozenset(self.settings.event_subscriptions.bot_events)

    @property
    def slash_commands(self) -> tuple[SlashCommand, ...]:
        return self.features.slash_commands

    @property
    def shortcuts(self) -> tuple[Shortcut, ...]:
        return self.features.shortcuts

    @property
    def app_home(self) -> AppHome:
        return self.features.app_home


def _only_known(
    what: str, names: tuple[str, ...], known: frozenset[str] | Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"Slack knows no {what} named {', '.join(unknown)}")
    if len(set(names)) < len(names):
        raise ValueError(f"a {what} is listed twice")
    return names

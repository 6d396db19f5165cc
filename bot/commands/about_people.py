"""What `frontdesk check` can be asked about the people of a workspace."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click


@dataclass(frozen=True)
class About:
    """`person` is the name of one, "" for nobody; `people` asks for all. `company` is one of the demo's, None for the
    workspace of the settings.
    """

    person: str
    people: bool
    company: str | None

    @property
    def is_anybody(self) -> bool:
        return bool(self.person) or self.people


def _name(_context: click.Context, _option: click.Parameter, given: str | None) -> str:
    """An empty name is a slip, such as a variable that is not set: it must not pass for a question about nobody."""
    if given is not None and not given.strip().removeprefix("@"):
        raise click.BadParameter("say whom you mean: the handle, the e-mail address or the Slack id of a person")
    return given or ""


def asking_about_people(companies: tuple[str, ...]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command options for it, which it gets as one value, `about`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @click.option("--person", callback=_name, metavar="@NAME", help="Also say who that is to the desk, and why.")
        @click.option("--people", is_flag=True, help="Also count who is in each segment: a minute for 100 people.")
        @click.option("--demo", "company", type=click.Choice(companies), help="Ask that company of the demo.")
        @wraps(command)
        def asked(person: str, people: bool, company: str | None, **others: Any) -> None:
            command(about=About(person, people, company), **others)

        return asked

    return decorate

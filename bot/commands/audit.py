"""frontdesk audit: what the tickets of another helpdesk tell about who is served how."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from bot.errors import BadInput


@click.command()
@click.argument("export", type=click.Path(path_type=Path), required=False, metavar="[TICKETS.CSV]")
@click.option(
    "--people", type=click.Path(path_type=Path), help="A table of the requesters: department, title, location …"
)
@click.option(
    "--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="Back from the newest ticket."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder for the results. By default, beside the export."
)
@click.option("--config", type=click.Path(path_type=Path), default="desk.yml", show_default=True, help="Your policy.")
@click.option("--sample", is_flag=True, help="Write the tickets of a made-up company into the folder, and audit those.")
@click.option("--ask/--no-ask", default=None, help="Ask what is unclear. By default, at a terminal.")
@click.option("--replace", is_flag=True, help="Replace an earlier draft.")
def audit(sample: bool, ask: bool | None, **order: Any) -> None:
    """Audit a ticket export: who is served how, which groups stand out, and a draft of segments to begin with.

    docs/audit.md explains what is read and how it is judged.
    """
    from bot.commands.auditing import Order, carry_out

    if (order["export"] is None) is not sample:
        raise click.UsageError("Name an export of tickets, or use --sample; not both.")
    can_ask = sys.stdin.isatty() if ask is None else ask
    try:
        click.echo(carry_out(Order(**order), _Prompt() if can_ask else None))
    except BadInput as bad:
        sys.exit(str(bad))


class _Prompt:
    """Asks whoever sits before the terminal."""

    def choose(self, question: str, choices: Sequence[str], proposed: str | None) -> str | None:
        click.echo(f"\n{question}")
        for number, choice in enumerate(choices, 1):
            click.echo(f"  {number}  {choice}")
        default = choices.index(proposed) + 1 if proposed in choices else 0
        picked = click.prompt("Its number (0: none)", type=click.IntRange(0, len(choices)), default=default)
        return choices[picked - 1] if picked else None

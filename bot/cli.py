"""The command line: frontdesk run, demo, check, assets, audit, import, report, gaps, export and erase."""

import os

import click

from bot.commands.assets import assets
from bot.commands.audit import audit
from bot.commands.check import check
from bot.commands.demo import demo
from bot.commands.figures import gaps, report
from bot.commands.import_articles import import_articles
from bot.commands.personal_data import erase, export
from bot.commands.serving import in_sentences, until_stopped
from bot.log_lines import LogForm, write_log


@click.group(help=__doc__)
def main() -> None:
    write_log(LogForm.TEXT)


@main.command()
def run() -> None:
    """Run the desk in your workspace. Settings come from the environment; docs/install.md lists them."""

    from bot.__main__ import run as run_desk
    from bot.settings import read_settings

    with in_sentences():
        settings = read_settings(os.environ)
    write_log(settings.log)
    until_stopped(lambda stopped: run_desk(settings, stopped), within=settings.shutdown_seconds)


for command in (demo, check, assets, audit, import_articles, report, gaps, export, erase):
    main.add_command(command)

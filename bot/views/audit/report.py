"""The report of an audit: one HTML file that needs nothing else, for a browser in light or dark and of any width."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, StrictUndefined

from bot.insight.audit.audit import Audit
from bot.insight.audit.cluster import STABLE
from bot.insight.audit.group import TOO_FEW, Group
from bot.insight.audit.promise import KEPT
from bot.insight.audit.verdict import FALSE_DISCOVERIES, MUCH, Finding, Measure
from bot.insight.interval import ENOUGH, Estimate
from bot.ticket_export.account import Account
from bot.views.audit import words
from bot.views.audit.findings import label, sentence
from bot.views.audit.plot import Plot, Row, plot

_PLOTTED = 12  # rows; the table has all of them

_CONSTANTS = {
    "stable": STABLE,
    "enough": ENOUGH,
    "much": MUCH,
    "too_few": TOO_FEW,
    "kept": KEPT,
    "false_discoveries": FALSE_DISCOVERIES,
}
_PLOTS: tuple[tuple[str, Measure, Callable[[Group], Estimate | None]], ...] = (
    ("Time until half are solved, in open hours", Measure.RESOLUTION, lambda group: group.median),
    ("Escalated", Measure.ESCALATION, lambda group: group.escalation),
    ("Reopened", Measure.REOPEN, lambda group: group.reopen),
    ("Share of agents' time ÷ share of tickets", Measure.EFFORT, lambda group: group.load),
)


@dataclass(frozen=True)
class Section:
    """One dimension: a table of its groups, and what is worth seeing at a glance."""

    title: str
    groups: tuple[Group, ...]
    plots: tuple[Plot, ...]


def render(audit: Audit, account: Account) -> str:
    """Every name in it came from an export, and is escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "hours": _unbroken(words.hours),
        "percent": _unbroken(words.percent),
        "times": _unbroken(words.times),
        "label": label,
        "sentence": sentence,
    }
    template = environment.from_string(files(__package__).joinpath("report.html.jinja").read_text(encoding="utf-8"))
    return template.render(audit=audit, account=account, sections=list(_sections(audit)), **_CONSTANTS)


def _unbroken(said: Callable[[float], str]) -> Callable[[float], str]:
    """A number and its unit stay on one line."""
    return lambda value: said(value).replace(" ", "\N{NO-BREAK SPACE}")


def _sections(audit: Audit) -> Iterator[Section]:
    groups = (*(each.group for each in audit.clusters), *audit.groups)
    for dimension, shown in ((name, tuple(same)) for name, same in groupby(groups, key=lambda group: group.dimension)):
        found = [each for each in audit.findings if each.dimension == dimension]
        yield Section(label(dimension), shown, tuple(_plots(shown, audit.everybody, found)))


def _plots(groups: Sequence[Group], everybody: Group, found: Sequence[Finding]) -> Iterator[Plot]:
    for title, measure, read in _PLOTS:
        loud = {each.name for each in found if each.measure is measure}
        rows = [Row(group.name, estimate, group.name in loud) for group in groups if (estimate := read(group))]
        usual = read(everybody)
        if rows and usual:
            yield plot(title, rows[:_PLOTTED], usual.value, *_words_of(measure))


def _words_of(measure: Measure) -> tuple[Callable[[float], str], Callable[[Estimate], str]]:
    if measure is Measure.RESOLUTION:
        return words.hours, words.hours_between
    if measure.is_effort:
        return words.times, words.times_between
    return words.percent, words.percent_between

"""The draft of a policy: the owner's own, with the proposed segments in the place of its segments."""

import io
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from textwrap import wrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.insight.audit.audit import Audit
from bot.insight.audit.promise import KEPT, Promises
from bot.insight.audit.proposal import Proposal
from bot.insight.audit.rule_list import FieldChoice
from bot.insight.audit.ticket import NEW_FOR_DAYS, Dimension
from bot.sla.duration import format_duration, parse_duration
from bot.views.audit.findings import sentence
from bot.views.audit.words import hours_between, percent, percent_between

_WIDTH = 140  # of a comment
_HEAD = """A draft, written by `frontdesk audit` from {tickets} tickets of {first:%Y-%m-%d} to {last:%Y-%m-%d}.

The segments are PROPOSALS: read the comment above each, and change what you know better. No export tells which pool
should be asked first, on which calendar the clocks run, and what to ask afterwards: that is yours to add. Everything
else stands here as in {base}. Nothing uses this file until you put it in that one's place. To check it:
frontdesk check --config {name}
"""


def render(audit: Audit, base: str, base_name: str, name: str) -> str:
    """`base` is the text of a policy that is good; the draft is as well."""
    yaml = _yaml()
    policy = yaml.load(base)
    segments = CommentedSeq(_segment(each, policy) for each in audit.proposals)
    for place, each in enumerate(audit.proposals):
        said = "\n".join(line for told in _evidence(each) for line in wrap(told, _WIDTH, subsequent_indent="  "))
        segments.yaml_set_comment_before_after_key(place, before=said, indent=2)
    rest = _without_segments(yaml, policy, base, {each.id for each in audit.proposals})
    head = _HEAD.format(tickets=audit.tickets, first=audit.first, last=audit.last, base=base_name, name=name)
    written = _written(yaml, CommentedMap(segments=segments))
    return "".join(f"# {line}".rstrip() + "\n" for line in head.splitlines()) + "\n" + _spliced(rest, written)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 200
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written(yaml: YAML, policy: CommentedMap) -> str:
    text = io.StringIO()
    yaml.dump(policy, text)
    return text.getvalue()


def _without_segments(yaml: YAML, policy: CommentedMap, base: str, known: Collection[str]) -> str:
    """The owner's own lines, but where pools and categories name segments that the draft no longer has.

    The articles are written for the segments that were, so the draft shares them with that policy.
    """
    forgot = _forget_segments(policy, known)
    shares = policy["desk"].get("shared_articles")
    if not forgot and shares:
        return base
    policy["desk"].pop("shared_articles", None)
    policy["desk"].insert(2, "shared_articles", True)
    return _written(yaml, policy)


def _spliced(rest: str, segments: str) -> str:
    """Line by line: what stands above the next key, such as a comment, belongs to that."""
    lines = rest.splitlines(keepends=True)
    keys = [number for number, line in enumerate(lines) if line[:1].isalpha()]
    begins = next(number for number in keys if lines[number].startswith("segments:"))
    ends = next((number for number in keys if number > begins), len(lines))
    while ends > begins + 1 and lines[ends - 1].startswith(("#", "\n")):
        ends -= 1
    return "".join([*lines[:begins], segments, *lines[ends:]])


def _segment(proposal: Proposal, policy: CommentedMap) -> CommentedMap:
    """What an audit cannot tell is taken from the policy's segment for everybody else."""
    usual = policy["segments"][-1]
    segment = CommentedMap(
        id=proposal.id,
        name=proposal.name,
        tier=proposal.tier,
        when=_when(proposal),
        mode="alongside" if proposal.needs_a_person else "offer_first",
        targets=_targets(proposal, usual["targets"]),
        csat=CommentedMap(usual["csat"].items()),
    )
    if proposal.needs_a_person:
        leads = str(policy["desk"]["leads"]).removeprefix("@")
        segment.insert(6, "escalation", CommentedSeq([_flow({"after": "0m", "to": f"@{leads}"})]))
    return segment


def _when(proposal: Proposal) -> CommentedMap:
    """Guests and outsiders write their own titles, so no rule on a field takes them."""
    if proposal.rule is None:
        return _flow({"always": True})
    choices = [_condition(choice) for choice in proposal.rule.choices]
    fields = choices if len(choices) == 1 else [CommentedMap(any=CommentedSeq(choices))]
    inside = [CommentedMap(guest=False), CommentedMap(external=False)]
    return CommentedMap(all=CommentedSeq([*inside, *fields]))


def _condition(choice: FieldChoice) -> CommentedMap:
    if choice.dimension is Dimension.TENURE:
        return CommentedMap(days_since=_flow({"field": choice.dimension.value, "at_most": NEW_FOR_DAYS}))
    values = CommentedSeq(choice.values)
    values.fa.set_flow_style()
    return CommentedMap(field=_flow({"name": choice.dimension.value, "one_of": values}))


def _targets(proposal: Proposal, usual: Mapping[str, Mapping[str, Any]]) -> CommentedMap:
    """No export tells how long a second answer took: nobody waits longer for it than for the first."""
    goals = {
        "first_response": _goals("first_response", proposal.first_response, usual),
        "next_response": _goals("next_response", proposal.first_response, usual),
        "resolution": _goals("resolution", proposal.resolution, usual),
    }
    rows = {priority: {metric: row[priority] for metric, row in goals.items() if priority in row} for priority in usual}
    return CommentedMap((priority, _flow(row)) for priority, row in rows.items())


def _goals(metric: str, found: Promises, usual: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """By priority. What was not measured is promised as to everybody else, as far as that keeps the order."""
    measured = {priority: timedelta(hours=promise.hours) for priority, promise in found.items()}
    promised = {priority: parse_duration(str(row[metric])) for priority, row in usual.items() if metric in row}
    return {
        priority: format_duration(measured.get(priority) or _in_order(priority, promised[priority], measured))
        for priority in usual
        if priority in promised or (priority in measured and metric == "resolution")
    }


def _in_order(priority: str, usual: timedelta, measured: Mapping[str, timedelta]) -> timedelta:
    """Not sooner than what is more important, not later than what is less."""
    more = [goal for other, goal in measured.items() if other < priority]
    less = [goal for other, goal in measured.items() if other > priority]
    return min([max([usual, *more]), *less])


def _evidence(proposal: Proposal) -> Iterator[str]:
    """The lines of the comment above a segment."""
    yield f"PROPOSAL: {proposal.n} tickets"
    if proposal.rule:
        caught = f"{percent(proposal.rule.precision)} of those whom it takes belong to its cluster"
        yield f"Rule: {caught}, and it takes {percent(proposal.rule.recall)} of that cluster"
    if proposal.urgent:
        yield f"Tier: by the share of tickets with P1 or P2, {percent_between(proposal.urgent)}; the highest is tier 1"
    yield from (sentence(finding) for finding in proposal.findings)
    yield from _measured("resolution", proposal.resolution)
    yield from _measured("first_response", proposal.first_response)


def _measured(metric: str, found: Promises) -> Iterator[str]:
    for priority, promise in found.items():
        told = f"{percent(KEPT)} of {promise.measured.n} tickets within {hours_between(promise.measured)}"
        yield f"{metric} {priority}: measured {told}; from {promise.source}"


def _forget_segments(policy: CommentedMap, known: Collection[str]) -> bool:
    """Whether anything named a segment that is gone."""
    lists = [(pool, "segments") for pool in policy["pools"] if not isinstance(pool.get("segments", "all"), str)]
    tables = [(category, "modes") for category in policy["categories"] if "modes" in category]
    forgot = False
    for owner, key in (*lists, *tables):
        for name in [name for name in owner[key] if name not in known]:
            owner[key].remove(name) if isinstance(owner[key], list) else owner[key].pop(name)
            forgot = True
        if not owner[key]:
            del owner[key]
    return forgot


def _flow(values: Mapping[str, Any]) -> CommentedMap:
    """On one line."""
    mapping = CommentedMap(values)
    mapping.fa.set_flow_style()
    return mapping

"""What stands out, in sentences."""

from bot.insight.audit.ticket import Dimension
from bot.insight.audit.verdict import Finding, Measure
from bot.views.audit.words import hours, percent, times

LABELS = {
    Dimension.DEPARTMENT: "Department",
    Dimension.ROLE: "Role",
    Dimension.LOCATION: "Location",
    Dimension.EMPLOYMENT: "Employment",
    Dimension.ASSET: "Asset",
    Dimension.TENURE: "Time in the company",
    "cluster": "Cluster",
    "category": "Category",
    "segment": "Segment",
}

_SAID = {
    Measure.RESOLUTION: "waits {times} as long as everybody else for a solution ({against}, {n} tickets).",
    Measure.ESCALATION: "is escalated {times} as often as everybody else ({against}, {n} tickets).",
    Measure.REOPEN: "is reopened {times} as often as everybody else ({against}, {n} tickets).",
    Measure.EFFORT: "has {volume} of the tickets and takes {effort} of the agents' time ({against} a ticket, n {n}).",
}


def label(dimension: str) -> str:
    return LABELS.get(dimension, dimension)


def sentence(finding: Finding) -> str:
    """ "Department “Sales” waits 2 × as long as everybody else for a solution (12 h against 6 h, 886 tickets). …"."""
    said = _SAID[finding.measure].format(
        times=times(finding.times),
        against=f"{_figure(finding, finding.own)} against {_figure(finding, finding.others)}",
        volume=percent(finding.share_of_cases),
        effort=percent(finding.share_of_amount),
        n=finding.n,
    )
    return f"{label(finding.dimension)} “{finding.name}” {said} {_alike(finding)}".strip()


def _figure(finding: Finding, value: float) -> str:
    return percent(value) if finding.measure in (Measure.ESCALATION, Measure.REOPEN) else hours(value)


def _alike(finding: Finding) -> str:
    """Whether requests of the same kind differ as well."""
    alike = finding.like_for_like
    if alike is None:
        return ""
    figure = f"{times(alike.value)}, 95 % interval {times(alike.low)} to {times(alike.high)}"
    if finding.is_explained:
        return f"What they ask may explain it: in the same category and priority it is {figure}."
    return f"What they ask does not explain all of it: in the same category and priority it is still {figure}."

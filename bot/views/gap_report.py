"""What no article answers, as a terminal shows it."""

from collections.abc import Iterator

from bot.insight.gaps import Gap, Gaps

_EXAMPLES = 3
_LONGEST = 90


def render(gaps: Gaps, days: int) -> str:
    """Numbered, so that one can be made into a draft."""
    asked = sum(len(gap.questions) for gap in gaps.topics) + len(gaps.alone)
    if not asked:
        return f"Every question of the last {days} days that wanted an article found one that helped."
    lines = [f"{asked} questions of the last {days} days found no article, or none that helped."]
    for number, gap in enumerate(gaps.topics, 1):
        lines.extend(_gap(number, gap))
    if gaps.alone:
        lines.append(f"\n{len(gaps.alone)} more stand alone.")
    return "\n".join([*lines, *([_HOW] if gaps.topics else [])])


_HOW = "\nMake a draft of one, from what its solved tickets say: frontdesk gaps --draft 1"


def _gap(number: int, gap: Gap) -> Iterator[str]:
    segments = ", ".join(f"{name} {count}" for name, count in gap.segments)
    yield f"\n{number:>3}  {' · '.join(gap.name)}: {len(gap.questions)} questions ({segments})"
    for question in gap.questions[:_EXAMPLES]:
        text = " ".join(question.text.split())
        yield f"       “{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"

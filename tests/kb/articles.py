"""Articles with the usual values, and their files, for tests to vary."""

from datetime import date
from pathlib import Path
from typing import Any

from bot.kb.article import Article

HEAD = """\
title: Reset a forgotten password
segments: [all]
categories: [password]
environment: [any]
owner: it-identity
reviewed: 2026-01-12
phrases:
  - i forgot my password
  - how do I reset my password
  - password reset link please
  - lost my password
steps:
  - Open the account portal.
  - Choose **Forgot password**.
  - Choose a new one.
"""
BODY = "For everybody who has an account.\n\nIf it does not help, open a ticket."


def make_article(slug: str = "forgotten-password", **changes: Any) -> Article:
    usual: dict[str, Any] = {
        "title": "Reset a forgotten password",
        "segments": ("all",),
        "categories": ("password",),
        "owner": "it-identity",
        "reviewed": date(2026, 1, 12),
        "phrases": (
            "i forgot my password",
            "how do I reset my password",
            "password reset link please",
            "lost my password",
        ),
        "steps": ("Open the account portal.", "Choose **Forgot password**.", "Choose a new one."),
        "body": BODY,
    }
    return Article(slug=slug, **(usual | changes))


def article_about(topic: str, **changes: Any) -> Article:
    """An article in which every sentence speaks of one topic, such as “printer”."""
    about: dict[str, Any] = {
        "title": f"The {topic} does not work",
        "phrases": tuple(f"{verb} {topic}" for verb in ("broken", "fix my", "cannot use the", "help with the")),
        "steps": (f"Look at the {topic}.", f"Restart the {topic}.", f"Test the {topic}."),
        "body": f"For every {topic}.",
    }
    return make_article(changes.pop("slug", topic.replace(" ", "-")), **(about | changes))


def write_article(folder: Path, head: str = HEAD, name: str = "forgotten-password.md", body: str = BODY) -> Path:
    path = folder / name
    path.write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")
    return path

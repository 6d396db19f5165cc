"""The file of a draft, as its writer finds it: an article's head, marked as a draft."""

import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

from ruamel.yaml import YAML

from bot.kb.front_matter import FENCE

LONGEST_NAME = 60
_FOLDED = re.compile(r"[^a-z0-9]+")


def file_name(title: str) -> str:
    """What the file of an article with that title is called, in plain letters."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _FOLDED.sub("-", plain).strip("-")[:LONGEST_NAME].rstrip("-") or "article"


def write_draft(folder: Path, title: str, head: Mapping[str, Any], body: str) -> Path:
    """Never in the place of a file that is there. The folder is made when there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    path = _free(folder, file_name(title))
    path.write_text(f"{FENCE}\n{_yaml({'draft': True, 'title': title, **head})}{FENCE}\n{body}\n", encoding="utf-8")
    return path


def _free(folder: Path, name: str) -> Path:
    names = (folder / f"{name}{'' if number == 1 else f'-{number}'}.md" for number in range(1, 1_000))
    return next(path for path in names if not path.exists())


def _yaml(head: Mapping[str, Any]) -> str:
    text = StringIO()
    yaml = YAML()
    yaml.width = 200
    yaml.dump(dict(head), text)
    return text.getvalue()

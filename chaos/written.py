"""The policy and the articles, read and learned from once, before the first desk is forked."""

from pathlib import Path

from bot.__main__ import read_written

ROOT = Path(__file__).parents[1]
CONFIG, KNOWLEDGE = ROOT / "desk.yml", ROOT / "knowledge_base"
WRITTEN = read_written(CONFIG, KNOWLEDGE)

"""What every desk has done before it is forked: the policy and the articles are read, and the migrations loaded."""

import tempfile
from pathlib import Path

from bot.inputs import read_written
from bot.storage.engine import open_engine
from bot.storage.migrate import migrate

ROOT = Path(__file__).parents[1]
WRITTEN = read_written(
    ROOT / "desk.yml", ROOT / "knowledge_base", with_meaning=False
)  # learned beside the work: runs would differ


def _load_migrations() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/desk.db")
        migrate(engine)
        engine.dispose()


_load_migrations()

"""Whatever is said of the store holds on both engines."""

from pathlib import Path

import pytest

from tests.conftest import POSTGRESQL, SQLITE, empty_database


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return empty_database(request, tmp_path, request.param)

"""A desk at ten in the morning in its office."""

import pytest

from bot.storage.store import Store
from tests.counter import MORNING, Counter
from tests.desks import Watch, Workplace, make_desk


@pytest.fixture
def watch() -> Watch:
    return Watch(MORNING)


@pytest.fixture
def staff() -> Workplace:
    return Workplace()


@pytest.fixture
def counter(store: Store, watch: Watch, staff: Workplace) -> Counter:
    return Counter(make_desk(store, watch, directory=staff), store, watch, staff)

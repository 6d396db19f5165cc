from pathlib import Path

import numpy as np
import pytest

from bot.kb.vectors import Stopped, VectorStore
from tests.kb.counting_encoder import CountingEncoder


def test_a_text_is_encoded_once() -> None:
    encoder = CountingEncoder()
    store = VectorStore(encoder)
    store.of(["printer", "vpn", "printer"])
    store.of(["vpn", "printer"])

    assert sorted(encoder.encoded) == ["printer", "vpn"]


def test_vectors_come_in_the_order_of_the_texts() -> None:
    encoder = CountingEncoder()
    rows = VectorStore(encoder).of(["the longest text of them", "vpn", "printer jam"])

    assert np.allclose(rows, encoder.encode(["the longest text of them", "vpn", "printer jam"]), atol=1e-3)


def test_what_was_encoded_is_there_at_the_next_start(tmp_path: Path) -> None:
    VectorStore(CountingEncoder(), tmp_path / "var" / "vectors.npz").of(["printer"])
    encoder = CountingEncoder()
    VectorStore(encoder, tmp_path / "var" / "vectors.npz").of(["printer", "vpn"])

    assert encoder.encoded == ["vpn"]


def test_the_file_holds_no_more_than_what_was_asked_for_last(tmp_path: Path) -> None:
    store = VectorStore(CountingEncoder(), tmp_path / "vectors.npz")
    store.of(["printer", "vpn"])
    store.of(["vpn", "wifi"])
    encoder = CountingEncoder()
    VectorStore(encoder, tmp_path / "vectors.npz").of(["printer", "vpn", "wifi"])

    assert encoder.encoded == ["printer"]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 torn"])
def test_a_torn_file_is_made_again(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vectors.npz"
    path.write_bytes(content)
    VectorStore(CountingEncoder(), path).of(["printer"])
    encoder = CountingEncoder()
    VectorStore(encoder, path).of(["printer"])

    assert encoder.encoded == []


def test_a_place_that_cannot_be_written_to_costs_only_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert len(VectorStore(CountingEncoder(), tmp_path / "file" / "vectors.npz").of(["printer"])) == 1


def test_a_desk_that_stops_does_not_wait_for_the_rest() -> None:
    store = VectorStore(CountingEncoder())
    store.stop()

    with pytest.raises(Stopped):
        store.of(["printer"])

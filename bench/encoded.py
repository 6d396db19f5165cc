"""MiniLM for several ways of using it: each text is encoded once in a run."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from bench.effort import NotMeasured
from bot.kb.encoder import WIDTH, Encoder, NoEncoder, Vectors


class RememberingEncoder:
    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32).reshape(len(texts), WIDTH)


@cache
def encoded() -> RememberingEncoder:
    """Raises NotMeasured where the extra is missing."""
    return RememberingEncoder(encoder())


@cache
def encoder() -> Encoder:
    """Raises NotMeasured where the extra is missing."""
    try:
        return Encoder.load()
    except NoEncoder as reason:
        raise NotMeasured(str(reason)) from None

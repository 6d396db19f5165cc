"""The vectors of texts, kept by what the texts say, so that each is encoded once."""

import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np

from bot.kb.encoder import MODEL, WIDTH, Vectors

AT_ONCE = 64
"""Texts between two looks at whether the desk is being stopped: about a second."""
log = logging.getLogger("bot.kb")


class Encodes(Protocol):
    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Stopped(Exception):
    """The desk stops: what was encoded so far is kept."""


class VectorStore:
    """A file that can be thrown away: it is made again. It holds what was asked for last, so it grows no larger than
    the knowledge base (768 bytes a text).
    """

    def __init__(self, encoder: Encodes, path: Path | None = None) -> None:
        self._encoder = encoder
        self._path = path
        self._kept = _read(path) if path else {}
        self._is_stopped = False

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A question, which is not kept."""
        return self._encoder.encode(texts)

    def of(self, texts: Sequence[str]) -> Vectors:
        """A row for each text; minutes for thousands that are new. Raises Stopped when `stop` is called meanwhile."""
        keys = [_key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}
        try:
            self._encode(new)
        except Stopped:
            self._write()
            raise
        wanted = set(keys)
        if new or self._kept.keys() != wanted:
            self._kept = {key: self._kept[key] for key in wanted}
            self._write()
        found = np.array([self._kept[key] for key in keys], dtype=np.float32)
        return found.reshape(len(keys), WIDTH)

    def stop(self) -> None:
        self._is_stopped = True

    def _encode(self, new: dict[str, str]) -> None:
        keys = sorted(new, key=lambda key: len(new[key]))
        for start in range(0, len(keys), AT_ONCE):
            if self._is_stopped:
                raise Stopped
            chosen = keys[start : start + AT_ONCE]
            rows = self._encoder.encode([new[key] for key in chosen]).astype(np.float16)
            self._kept.update(zip(chosen, rows, strict=True))

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft = self._path.with_name(f"{self._path.name}.{os.getpid()}")
            with draft.open("wb") as file:
                np.savez(file, keys=np.array(list(self._kept)), vectors=np.array(list(self._kept.values())))
            draft.replace(self._path)
        except OSError as error:
            log.warning("vectors are not kept in %s (%s): they are made again at the next start", self._path, error)


def _read(path: Path) -> dict[str, np.ndarray]:
    try:
        with np.load(path) as kept:
            return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}  # none yet, or a torn file: made again


def _key(text: str) -> str:
    """Another model makes other vectors of the same text."""
    return hashlib.sha256(f"{MODEL[2]}\n{text}".encode()).hexdigest()[:32]

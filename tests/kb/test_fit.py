import numpy as np
import pytest

from bot.kb.fit import Fit
from bot.kb.likeness import BY_MEANING, BY_WORDS

FITS = pytest.mark.parametrize("fit", [BY_WORDS.fit, BY_MEANING.fit], ids=["by words", "by meaning"])


@FITS
def test_the_nearer_article_fits_better(fit: Fit) -> None:
    first, second = fit.of(np.array([0.7, 0.4]))

    assert first > second


@FITS
def test_an_article_that_stands_out_fits_better_than_one_of_many_that_are_as_near(fit: Fit) -> None:
    alone = fit.of(np.array([0.7, 0.1, 0.1, 0.1, 0.1, 0.1]))[0]
    in_a_crowd = fit.of(np.array([0.7, 0.6, 0.6, 0.6, 0.6, 0.6]))[0]

    assert alone > in_a_crowd

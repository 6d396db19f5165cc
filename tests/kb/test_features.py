import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.kb.features import Features

TEXTS = ["printer jam", "vpn drop", "the printer is slow"]


@pytest.mark.parametrize("analyzer", ["word", "char_wb"])
@pytest.mark.parametrize("text", ["printer printer jam", "my vpn", "elephant", ""])
def test_a_text_weighs_what_the_vectorizer_makes_of_it(analyzer: str, text: str) -> None:
    vectorizer = TfidfVectorizer(sublinear_tf=True, analyzer=analyzer, ngram_range=(1, 2)).fit(TEXTS)
    features = Features(vectorizer)
    columns, weights = features.of(text)
    dense = np.zeros(len(features))
    dense[columns] = weights
    assert dense == pytest.approx(vectorizer.transform([text]).toarray()[0])

"""The field's standard terms: each is in the glossary, and a lesson introduces it.

A term is introduced where it first stands in bold in the text of a lesson. The glossary
says in which, and no earlier lesson uses it.
"""

import re

import pytest
from project import LISTED, NOTEBOOKS, cells, prose

# Regular expressions. Each is the beginning of a word: "parameter" finds "parameters".
TERMS = """neural network, activation function, weighted sum, pre-activation,
derivative, saturat, vanishing gradient, weight, bias, parameter, decision boundary,
linearly separable, hidden layer, loss function, squared error, mean absolute error,
(?<!vanishing )gradient, partial derivative, step, update, backprop, chain rule,
finite difference, gradient check, gradient descent, full[ -]batch, learning rate,
epoch, converge, local minim, plateau, saddle point, initialisation, overfitting,
unseen data, accuracy, training set, test set, validation, generalis, early stopping,
adversarial example""".replace("\n", " ").split(", ")


def glossary():
    """Return for each row of the glossary: its words, and the lesson that it names."""
    row = r"^\| ([^|]+) \| [^|]+ \| \[(\d\d)\]\([^)]+\) \| [^|]+ \|$"
    return re.findall(row, prose(NOTEBOOKS / "glossary.md"), re.M)


def text(path):
    """Return a lesson's prose without what its first and last cells only announce."""
    left_out = {"title", "symbols", "recap", "fine-print"}
    kept = [c.source for c in cells(path, "markdown") if c.id not in left_out]
    return re.sub(r"`[^`]*`|\]\([^)]*\)", "", "\n".join(kept))


@pytest.mark.parametrize("term", TERMS)
def test_a_standard_term_is_introduced_before_it_is_used(term):
    used = [path for path in LISTED if re.search(rf"\b{term}", text(path), re.I)]
    if not used:  # with a lesson that was dropped, or is translated, its terms go
        return
    named = [number for words, number in glossary() if re.search(rf"\b{term}", words)]
    assert named, "not in the glossary"
    bold = rf"\*\*[^*\n]*\b{term}[^*\n]*\*\*"
    first = next((path for path in used if re.search(bold, text(path), re.I)), None)
    assert first, "no lesson has it in bold"
    assert first.name[:2] in named, f"the glossary says {named}, and it is {first.name}"
    assert used[0] == first, f"{used[0].name} uses it before {first.name}"

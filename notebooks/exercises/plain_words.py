"""Errors in plain words: what Python's and NumPy's messages leave out."""

import traceback

# A part of the message, and what helps; the first that fits is said.
IN_PLAIN_WORDS = {
    "boolean subtract": "True and False cannot be subtracted. Compare them with ==.",
    "bitwise_xor": "^ is not a power in Python. ** is.",
    "for ^": "^ is not a power in Python. ** is.",
    "to Python scalars": "It was handed an array. NumPy's functions take one.",
    "__round__": "It was handed an array. np.round takes one.",
    "truth value of an array": (
        "It was handed an array: many answers, not one. Are there two comparisons? "
        "Put brackets around each, as in (a > 0.5) == (b > 0.5)."
    ),
    "not callable": "a(1 - a) is not a product in Python. a * (1 - a) is.",
    "be broadcast": "The shapes do not fit together. A product of matrices is @.",
    "core dimension": "A @ B needs as many columns in A as rows in B.",
    "coroutine' object": "Write def, without async.",
    "name 'e' is": "In NumPy, e to the power of x is np.exp(x).",
    "name 'exp' is": "NumPy has it: np.exp(x).",
    "name 'log' is": "NumPy has it: np.log(x).",
    "attribute 'ln'": "In NumPy, the natural logarithm is np.log(x).",
    "name 'math' is": "NumPy has the functions, too: np.exp(x), np.log(x).",
    "is not defined": "Is it spelt right? After a restart, the cells above must run.",
    "numpy.ufunc": "A function needs brackets: np.exp(-z).",
    "'function'": "A function gives its result with brackets: f(x).",
    "maximum recursion": "The function calls itself, again and again.",
    "out of bounds": "The sizes differ from case to case: use len(...).",
    "Cannot cast ufunc": "Whole numbers cannot hold fractions: begin with 1.0, not 1.",
}


def error_in_words(problem):
    """Return an error as a sentence, with plain words for the frequent ones."""
    last_line = traceback.format_exception_only(problem)[-1]
    error = " ".join(last_line.split())
    sentence = error[:200].rstrip(".") + "."

    for part, words in IN_PLAIN_WORDS.items():
        if part in error:
            return f"{sentence} {words}"
    return sentence

"""What judges demand of answers: `require_…` raises NotRightError with a reason."""

import reprlib

import numpy as np


class NotTriedError(Exception):
    """An answer is as it was handed out. The text says what to do."""


class NotRightError(Exception):
    """An answer is not right. The text is the reason, a whole sentence."""


def require_results(yours, right, given, within=1e-6):
    """Raise NotRightError unless a learner's function has the results of another one.

    given maps words to lists of arguments, the smallest first. It is called with all of
    them before any result is compared, so that a wrong answer is known by all it does.
    """
    results = {}
    for words, arguments in given.items():
        yours.given = f"with {words}, "
        results[words] = yours(*arguments)

    # A name of the notebook may stand where the function's argument should.
    outcomes = list(results.values())
    if len(outcomes) > 1 and all(np.array_equal(one, outcomes[0]) for one in outcomes):
        raise NotRightError(
            f"{yours.name} returns the same, whatever it is handed. "
            "Does it use its arguments?"
        )

    for words, arguments in given.items():
        name = f"with {words}, the result of {yours.name}"
        require_equal(results[words], right(*arguments), name, within)


def require_value(yours, right, within=1e-6, name="your answer"):
    """Raise NotRightError unless a value is right; do not tell which one would be.

    It may be rounded as the lessons print it.
    """
    require_equal(yours, right, name, within, secret=True)


def require_equal(yours, right, name, within=1e-6, secret=False):
    """Raise NotRightError unless yours is right: a number, an array, a word, a tuple.

    What is secret is not told in the reason, and may be rounded.
    """
    if isinstance(right, tuple):
        require_equal_values(yours, right, name, within, secret)
    elif isinstance(right, str):
        require_equal_words(yours, right, name)
    else:
        require_equal_numbers(yours, right, name, within, secret)


def require_equal_values(yours, right, name, within, secret):
    """Compare several values, as in a, b, one after the other."""
    if isinstance(yours, np.ndarray):
        yours = yours.tolist()

    expected = f"{len(right)} values, as in a, b"
    if isinstance(yours, str):
        raise NotRightError(
            f"{name} is {shortened(yours)}; expected {expected}, without quotes."
        )
    if not isinstance(yours, tuple | list) or len(yours) != len(right):
        raise NotRightError(f"{name} is not {expected}.")

    for i in range(len(right)):
        require_equal(yours[i], right[i], f"{name}[{i}]", within, secret)


def require_equal_words(yours, right, name):
    """Compare a word; capital letters and spaces around it do not count."""
    if not isinstance(yours, str) or yours.strip().lower() != right.lower():
        raise NotRightError(f"{name} is {shortened(yours)}.")


def require_equal_numbers(yours, right, name, within, secret):
    """Compare a number or an array, number by number; shapes must be equal."""
    right = np.asarray(right, dtype=float)
    given = yours
    yours = numbers(given, right.shape, name)

    for place in np.ndindex(right.shape):
        mine = yours[place]
        wanted = right[place]
        if abs(mine - wanted) <= within:
            continue
        if secret and is_rounded(mine, wanted):
            continue

        reason = f"{name} is {mine:.8g}"
        if place:
            reason = f"{name}{list(place)} is {mine:.8g}"
        raise NotRightError(reason + ending(mine, wanted, secret, given))


def ending(mine, wanted, secret, given):
    """Return the end of the sentence that says why a number is not right."""
    if not secret:
        end = f"; expected {wanted:.8g}."
    elif mine > wanted:
        end = ", which is too large."
    else:
        end = ", which is too small."

    kind = np.asarray(given).dtype
    if kind in (np.float32, np.float16):
        end += f" It is {kind}, which keeps few digits; use float64."
    return end


def is_rounded(mine, right):
    """Return whether mine is right with at least 3 digits or 4 decimals."""
    digits = [f".{n}g" for n in range(3, 10)]
    decimals = [f".{n}f" for n in range(4, 10)]
    rounded = [float(format(right, form)) for form in digits + decimals]
    return mine != 0 and mine in rounded


def same(yours, right, within=1e-6, may_be_rounded=False):
    """Return whether yours is equal to what would be right."""
    try:
        require_equal(yours, right, "", within, secret=may_be_rounded)
    except Exception:
        return False
    return True


def numbers(value, shape=(), name="your answer"):
    """Return value as finite floats of this shape, () for a single number."""
    expected = "one number"
    if shape:
        expected = f"numbers of shape {shape}"
    if isinstance(value, str):
        expected += ", without quotes"
    if isinstance(value, tuple) and not shape:
        expected += ", as 0.5 and not 0,5"
    if callable(value):
        expected += ". A function gives its result with brackets: (…)"

    array = floats(value)
    if array is None or not np.isfinite(array).all():
        raise NotRightError(f"{name} is {shortened(value)}; expected {expected}.")

    if shape == () and array.size == 1:
        return array.reshape(())
    if shape == ():
        raise NotRightError(f"{name} is {shortened(value)}; expected {expected}.")
    if array.shape != shape:
        reason = f"{name} has shape {array.shape}; expected {expected}."
        if shape == array.shape + (1,):
            reason += " Its column is lost: reshape(-1, 1) or keepdims=True keeps it."
        raise NotRightError(reason)
    return array


def shortened(value):
    """Return a value as text, in one line."""
    return " ".join(reprlib.repr(value).split())


def floats(value):
    """Return value as an array of floats, or None if it is not made of numbers."""
    try:
        array = np.asarray(value)  # of objects, if they are fractions or decimals
        if array.dtype.kind in "iufO":
            return array.astype(float)
    except KeyboardInterrupt:
        raise
    except BaseException:  # it cannot even be looked at
        pass
    return None

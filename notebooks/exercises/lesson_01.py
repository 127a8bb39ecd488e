"""Lesson 01: its guesses, the judges of its exercises, and frequent wrong answers.

Tasks, stubs, hints and solutions stand in 01_sigmoid.ipynb.
"""

import numpy as np
from tinynet_helpers import sigmoid, sigmoid_slope

from .comparing import (
    NotRightError,
    NotTriedError,
    floats,
    numbers,
    require_results,
    require_value,
    same,
)
from .drawing import (
    axes_of,
    longest,
    points_of,
    refuse_points_alone,
    require_one_direction,
)
from .guesses import guess
from .judging import exercise, untouched, wrong, wrong_value

guess(
    "01 sigmoid of 0",
    within=0.001,
    tempting={
        0: "many functions go through the origin. The sigmoid is halfway from 0 to 1 there.",
        1: "e to the 0 is 1. But below the line stands 1 + 1, so it is 1 / 2.",
    },
)

guess(
    "01 largest slope",
    within=0.001,
    tempting={
        1: "the output rises by 1 in all. But it needs a long way for it, from −6 to 6.",
        0.5: "that is the output at the steepest point, not the derivative.",
        0: "that is the z where it is steepest, or the derivative far outside.",
    },
)

guess(
    "01 fed with z",
    within=0.001,
    tempting={
        0.105: "that is right for a, as it should be. But the cell gives it z = 2.",
        0.25: "that is the largest derivative there is, if the function is given a.",
        2: "2 times (1 − 2): mind the sign.",
    },
)

guess(
    "01 updates from 10",
    within=2000,
    tempting={
        400: "the error is larger, and the way is only a few times as long. But at "
        "z = 10 the slope is almost 0, and so is each update.",
    },
)


# --------------------------------------------- 01.1 Recall: the derivative from the output


@exercise("01.1")
def judge_slope_at_an_output(my_slope):
    require_value(my_slope, 0.09)
    return "0.09, which is little more than a third of the largest derivative, 0.25."


@wrong("01.1", "you took the sigmoid of 0.9 first. It is the output a already, not z.")
def sigmoid_first():
    return sigmoid_slope(sigmoid(0.9))


@wrong(
    "01.1",
    "that is the sigmoid of 0.9. But 0.9 is the output already, and the derivative "
    "there is asked for.",
)
def sigmoid_of_0_9():
    return sigmoid(0.9)


wrong_value("01.1", 1 - 0.9**2, "that is 1 − a², the derivative of tanh.")
wrong_value("01.1", 1 - 0.9, "0.1 is 1 − a. Multiply it by a.")
wrong_value("01.1", 0.81, "0.81 is a times a. The second factor is 1 − a.")
wrong_value(
    "01.1",
    0.25,
    "0.25 is the largest derivative, at a = 0.5. Here, a is 0.9.",
)
wrong_value(
    "01.1",
    -0.09,
    "the sign is wrong: the curve rises everywhere, so its derivative is not negative.",
)
wrong_value(
    "01.1",
    0,
    "0 is 0.9 * 1 - 0.9. Brackets are missing: 0.9 times the whole of 1 − 0.9.",
)


# ------------------------------------------------- 01.2 Predict: where is the derivative 0.1?


@exercise("01.2")
def judge_where_the_slope_is(my_z):
    """Any z will do whose slope, to three decimals, is 0.1; so will both places."""
    answers = [my_z]
    both = floats(my_z)
    if both is not None and both.shape == (2,) and both[0] * both[1] < 0:
        answers = both

    for answer in answers:
        z = float(numbers(answer))
        slope = sigmoid_slope(sigmoid(z))
        if abs(slope - 0.1) > 0.0005:
            raise NotRightError(f"the slope at {z:.4g} is {slope:.5f}; expected 0.1.")
    return (
        "z is only 2 away from 0, and less than half of the largest derivative is left."
    )


AN_OUTPUT = "that is an output a. You are asked for the z that it came from."

wrong_value("01.2", 0.887, AN_OUTPUT, within=0.002)
wrong_value("01.2", 0.113, AN_OUTPUT, within=0.002)
wrong_value(
    "01.2",
    0.1,
    "0.1 is the derivative that you want, not the z where you find it.",
)
wrong_value(
    "01.2",
    0.105,
    "0.105 is a derivative, the one at z = 2. You are asked for a z.",
)


# --------------------------------- 01.3 Write a function: another activation function

OUTPUTS_OF_TANH = {
    "a = 0": [np.tanh(0.0)],
    "a = 0.5": [0.5],
    "a = -0.9": [-0.9],
    "five outputs": [np.tanh([-2.0, -0.5, 0.0, 0.5, 2.0])],
    "random outputs": [np.random.RandomState(1).uniform(-0.99, 0.99, (10, 5))],
}


@exercise("01.3", functions=True)
def judge_tanh_slope(tanh_slope):
    require_results(tanh_slope, slope_of_tanh_by_nudging, OUTPUTS_OF_TANH)
    return (
        "every result agrees with a finite difference. "
        "The derivative of tanh is at most 1, not 0.25."
    )


def slope_of_tanh_by_nudging(a):
    z = np.arctanh(a)
    return (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5


@wrong("01.3", "you use tanh again. But a is the output already; you treat it as z.")
def tanh_again(a):
    return 1 - np.tanh(a) ** 2


@wrong(
    "01.3",
    "that is the derivative of the sigmoid. The results of tanh go from −1 to 1.",
)
def slope_of_the_sigmoid(a):
    return a * (1 - a)


@wrong("01.3", "the square is missing: tanh is as flat near −1 as near 1.")
def without_the_square(a):
    return 1 - a


@wrong("01.3", "the sign is wrong: tanh rises everywhere.")
def minus_the_slope_of_tanh(a):
    return a**2 - 1


@wrong("01.3", "that is a times 2. A square is a**2.")
def times_2(a):
    return 1 - 2 * a


@wrong("01.3", "the sign of the square is wrong: tanh is steepest where a is 0.")
def plus_the_square(a):
    return 1 + a**2


@wrong("01.3", "only a is squared, not the whole of 1 − a.")
def square_of_the_difference(a):
    return (1 - a) ** 2


@wrong(
    "01.3",
    "it is right at −1, 0 and 1. "
    "Between them, it is a parabola and not two straight lines.",
)
def two_straight_lines(a):
    return 1 - np.abs(a)


# ------------------------------------- 01.4 Write a function: the inverse of the sigmoid

OUTPUTS = {
    "a = 0.5": [0.5],
    "a = 0.9": [0.9],
    "five outputs": [sigmoid([-15.0, -1.0, 0.0, 1.0, 15.0])],
    "random outputs": [np.random.RandomState(1).uniform(0.01, 0.99, (10, 5))],
}


@exercise("01.4", functions=True)
def judge_logit(logit):
    logit.given = "with a = 0.5, "
    result = logit(0.5)
    if isinstance(result, float) and result == -np.inf:
        raise NotRightError(
            "it is the logarithm of 0: a / 1 - a is a − a, for Python divides first. "
            "Brackets are missing: a / (1 - a)."
        )
    if isinstance(result, float) and np.isnan(result):
        raise NotRightError(
            "the result is not a number. Is it the logarithm of something below 0? "
            "a and 1 − a are both above 0."
        )

    require_results(logit, logit_by_halving, OUTPUTS)
    return "logit undoes the sigmoid. For example, an output of 0.5 comes from z = 0."


def logit_by_halving(a):
    """Return the z whose sigmoid is a: the interval around it is halved, 80 times."""
    low = np.full(np.shape(a), -40.0)
    high = np.full(np.shape(a), 40.0)

    for _ in range(80):
        middle = (low + high) / 2
        is_too_low = sigmoid(middle) < a
        low = np.where(is_too_low, middle, low)
        high = np.where(is_too_low, high, middle)

    return np.round(low, 9) + 0.0  # so that it is 0 at 0.5, and not -0


@wrong("01.4", "the sign is wrong: outputs above 0.5 come from z above 0.")
def logit_with_a_wrong_sign(a):
    return np.log((1 - a) / a)


@wrong(
    "01.4",
    "the inverse function is not 1 / sigmoid. It finds the z that a came from.",
)
def one_divided_by_the_sigmoid(a):
    return 1 / sigmoid(a)


@wrong(
    "01.4",
    "that is the inverse of exp alone. There is a 1 + below the line as well.",
)
def inverse_of_exp(a):
    return np.log(a)


@wrong(
    "01.4",
    "the logarithm of a quotient is a difference of two, or log of the whole quotient.",
)
def quotient_of_logarithms(a):
    return np.log(a) / np.log(1 - a)


@wrong("01.4", "brackets are missing: the logarithm of the whole of a / (1 − a).")
def logarithm_of_a_alone(a):
    return np.log(a) / (1 - a)


@wrong("01.4", "that is e to the −z. You are asked for z.")
def e_to_the_minus_z(a):
    return (1 - a) / a


@wrong(
    "01.4",
    "that is the logarithm to base 2. You need the one to base e, np.log.",
)
def logarithm_to_base_2(a):
    return np.log2(a / (1 - a))


@wrong("01.4", "that is the derivative. You are asked for z.")
def derivative_instead(a):
    return a * (1 - a)


@wrong("01.4", "that is e to the z. You are asked for z.")
def e_to_the_z(a):
    return a / (1 - a)


@wrong(
    "01.4",
    "that is the logarithm to base 10. You need the one to base e, np.log.",
)
def logarithm_to_base_10(a):
    return np.log10(a / (1 - a))


# ------------------------------------------- 01.5 Find the bug: error times derivative

NEURONS = {
    "x = 0, weight 1, bias 0, target 1": [0.0, 1.0, 0.0, 1.0],
    "x = 1, weight 2, bias -1, target 0": [1.0, 2.0, -1.0, 0.0],
    "x = 1, weight -3, bias 0.5, target 1": [1.0, -3.0, 0.5, 1.0],
    "x = -2, weight 0.7, bias 0.2, target 0.3": [-2.0, 0.7, 0.2, 0.3],
}


@exercise("01.5", functions=True)
def judge_neuron_delta(neuron_delta):
    require_results(neuron_delta, neuron_delta_by_nudging, NEURONS)
    return "sigmoid_slope takes the output. No error message would have told you."


def neuron_delta_by_nudging(x, weight, bias, target):
    """Return minus the derivative of half the squared error, with respect to z."""
    z = weight * x + bias
    loss_above = (target - sigmoid(z + 1e-5)) ** 2 / 2
    loss_below = (target - sigmoid(z - 1e-5)) ** 2 / 2
    return -(loss_above - loss_below) / 2e-5


@untouched("01.5")
def slope_of_z(x, weight, bias, target):
    z = weight * x + bias
    return (target - sigmoid(z)) * sigmoid_slope(z)


@wrong(
    "01.5",
    "the sign is wrong: the error is target minus output. "
    "With yours, a neuron learns the wrong way.",
)
def output_minus_target(x, weight, bias, target):
    a = sigmoid(weight * x + bias)
    return (a - target) * sigmoid_slope(a)


@wrong("01.5", "one sigmoid is too many: a is the output already.")
def one_sigmoid_too_many(x, weight, bias, target):
    a = sigmoid(weight * x + bias)
    return (target - a) * sigmoid_slope(sigmoid(a))


@wrong("01.5", "you add error and derivative. Multiply them.")
def error_and_derivative_added(x, weight, bias, target):
    a = sigmoid(weight * x + bias)
    return (target - a) + sigmoid_slope(a)


@wrong("01.5", "brackets are missing: target - a is one factor.")
def error_without_brackets(x, weight, bias, target):
    a = sigmoid(weight * x + bias)
    return target - a * sigmoid_slope(a)


@wrong("01.5", "the derivative is a * (1 - a). You multiply by a alone.")
def multiplied_by_a_alone(x, weight, bias, target):
    a = sigmoid(weight * x + bias)
    return (target - a) * a


@wrong("01.5", "the bias is forgotten.")
def bias_forgotten(x, weight, bias, target):
    a = sigmoid(weight * x)
    return (target - a) * sigmoid_slope(a)


@wrong("01.5", "that is the error alone. Multiply it by the derivative.")
def error_alone(x, weight, bias, target):
    return target - sigmoid(weight * x + bias)


@wrong("01.5", "the error is target minus output, and you took z for the output.")
def target_minus_z(x, weight, bias, target):
    z = weight * x + bias
    return (target - z) * sigmoid_slope(sigmoid(z))


@wrong(
    "01.5",
    "times x, it is the step of the weight. "
    "You are asked for error times derivative alone.",
)
def step_of_the_weight(x, weight, bias, target):
    a = sigmoid(weight * x + bias)
    return (target - a) * sigmoid_slope(a) * x


# --------------------------------------------- 01.6 Design: a neuron that computes NOT


@exercise("01.6")
def judge_a_neuron_that_computes_not(my_weight, my_bias):
    weight = numbers(my_weight, name="my_weight")
    bias = numbers(my_bias, name="my_bias")
    at_0 = float(sigmoid(bias))
    at_1 = float(sigmoid(weight + bias))

    if at_0 < 0.5 < at_1:
        raise NotRightError(
            "that is the opposite: input 1 gives more than input 0. Change both signs."
        )
    if bias == 0:
        raise NotRightError(
            "the bias is forgotten: without it, input 0 always gives 0.5."
        )
    if at_0 < 0.95:
        raise NotRightError(f"input 0 gives {at_0:.3f}; at least 0.95 is wanted.")
    if at_1 > 0.05:
        raise NotRightError(f"input 1 gives {at_1:.3f}; at most 0.05 is wanted.")
    return "with a negative weight the curve falls, and the bias puts its middle between 0 and 1."


wrong_value("01.6", (-3, 3), "input 1 gives exactly 0.5: weight and bias cancel.")
wrong_value(
    "01.6",
    (-1, 1),
    "the signs are right, but the numbers are too small: input 0 gives only 0.731.",
)


# ------------------------------------- 01.7 Open: an activation function of your own


NEAR = np.linspace(-6, 6, 241)
FAR = np.geomspace(6.1, 1e6, 99)


@exercise("01.7", functions=True)
def judge_an_activation_function(my_squash):
    """It stays in the range 0 to 1, never falls, rises without a jump, and is new."""

    def squashed(z):
        return one_for_each(z, my_squash(z))

    my_squash.given = "with an array z, "
    refuse_what_leaves_the_range(NEAR, squashed(NEAR))
    z = np.concatenate([-FAR[::-1], NEAR, FAR])
    a = squashed(z)
    refuse_what_leaves_the_range(z, a)

    some = slice(150, 300)  # neither the smallest nor the largest, nor the same mean
    if not same(squashed(z[some]), a[some]):
        raise NotRightError(
            "the result for one z changes with the others in the array. "
            "A neuron knows only its own z."
        )

    if same(a, sigmoid(z)):
        raise NotTriedError("this is still the sigmoid; invent another function")

    refuse_what_does_not_rise(z, a)
    steepest = steepest_places(squashed, z, a)
    total_rise = a[-1] - a[0]
    refuse_a_jump(steepest, total_rise)

    slope = in_digits(largest_slope(steepest, total_rise))
    return (
        "it can be an activation function. "
        f"Its largest slope is {slope}, that of the sigmoid 0.25."
    )


def one_for_each(z, result):
    """Return the result of a learner's function as numbers, one for each z."""
    a = floats(result)
    if a is not None and a.size == 1:
        raise NotRightError("it gives one number for all z; expected one for each.")
    return numbers(result, z.shape, "the result of my_squash")


def refuse_what_leaves_the_range(z, a):
    outside = (a < -1e-12) | (a > 1 + 1e-12)  # more than rounding
    if outside.any():
        at = outside.argmax()
        raise NotRightError(
            f"it leaves the range 0 to 1: at z = {z[at]:g} it is {a[at]:.6g}."
        )


def refuse_what_does_not_rise(z, a):
    falls = np.diff(a) < -1e-12  # more than rounding
    if falls.any():
        places = z[:-1][falls]
        middle = places[np.abs(places).argmin()]  # the one that is easiest to see
        raise NotRightError(f"it falls somewhere: for example after z = {middle:.3g}.")
    if not a[-1] > a[0]:
        raise NotRightError("it never rises: it gives the same number for every z.")


def steepest_places(squashed, z, a):
    """Return intervals of z that become narrower around the places where a rises most.

    A list: between any two z, the half that rises more is looked at, again and again.
    Each entry holds where the intervals begin, how wide they are, and how much a rises.
    """
    left, right = z[:-1], z[1:]
    at_left, at_right = a[:-1], a[1:]
    found = [(left, right - left, at_right - at_left)]

    for halving in range(100):
        middle = (left + right) / 2
        at_middle = squashed(middle)
        rises_more_on_the_left = 2 * at_middle > at_left + at_right

        left = np.where(rises_more_on_the_left, left, middle)
        at_left = np.where(rises_more_on_the_left, at_left, at_middle)
        right = np.where(rises_more_on_the_left, middle, right)
        at_right = np.where(rises_more_on_the_left, at_middle, at_right)
        found.append((left, right - left, at_right - at_left))

    return found


def refuse_a_jump(steepest, total_rise):
    """Raise NotRightError if a still rises where the intervals are narrowest."""
    left, _, rise = steepest[-1]
    at = np.argmax(rise)
    if rise[at] > total_rise / 5000:
        where = round(left[at], 6) + 0.0
        raise NotRightError(
            f"it jumps by {rise[at]:.2g} at z = {where:g}. There, it has no derivative."
        )


def largest_slope(steepest, total_rise):
    """Return the largest slope of all intervals, except where it may be rounding."""
    slopes = []
    for _, width, rise in steepest:
        is_seen = rise > total_rise / 1e6
        slopes.extend(rise[is_seen] / width[is_seen])
    return max(slopes)


def in_digits(slope):
    """Return three digits of a slope, without a power of ten."""
    if slope > 1e6:
        return "more than a million"
    return np.format_float_positional(slope, precision=3, fractional=False, trim="-")


# --------------------------------------------------------------- Write: the sigmoid

SOME_Z = {
    "z = 1": [1.0],
    "z = 2": [2.0],
    "z = -1": [-1.0],
    "z from -5 to 5": [np.linspace(-5, 5, 24)],
    "random z": [np.random.RandomState(1).uniform(-20, 20, (10, 5))],
}


right_sigmoid = sigmoid  # the judge's `sigmoid` is the learner's


@exercise("01 sigmoid", functions=True)
def judge_sigmoid(sigmoid):
    require_results(sigmoid, right_sigmoid, SOME_Z, within=1e-9)
    return "any z becomes a number between 0 and 1."


@wrong(
    "01 sigmoid",
    "yours falls where the sigmoid rises. "
    "Above the line stands 1, below it 1 + e to the −z, with a minus.",
)
def without_the_minus(z):
    return 1 / (1 + np.exp(z))


@wrong(
    "01 sigmoid",
    "all of 1 + e to the −z stands below the line: put it in brackets, and divide 1 by it.",
)
def without_brackets(z):
    return 1 / 1 + np.exp(-z)


@wrong("01 sigmoid", "the 1 + below the line is missing: yours grows without end.")
def without_the_1_below_the_line(z):
    return 1 / np.exp(-z)


@wrong(
    "01 sigmoid",
    "that is one part of what stands below the line. Take 1 / (1 + it).",
)
def one_part_below_the_line(z):
    return np.exp(-z)


@wrong(
    "01 sigmoid",
    "that is another activation function: it goes from −1 to 1.",
)
def another_activation_function(z):
    return np.tanh(z)


def sigmoid_with(e):
    """Return a sigmoid with a rounded e."""

    def nearly_e(z):
        return 1 / (1 + e**-z)

    return nearly_e


for rounded in (2.7, 2.71, 2.72, 2.718, 2.7182, 2.7183, 2.71828):
    reason = f"e is not quite {rounded}. NumPy has np.exp."
    wrong("01 sigmoid", reason)(sigmoid_with(rounded))


# ------------------------------------------------- Write: the slope by nudging

SOME_Z_AND_A_LARGE_NUDGE = {**SOME_Z, "z = 1 and nudge = 0.5": [1.0, 0.5]}


@exercise("01 slope by nudging", functions=True)
def judge_slope_by_nudging(slope_by_nudging):
    require_results(
        slope_by_nudging, slope_from_z, SOME_Z_AND_A_LARGE_NUDGE, within=2e-8
    )
    return "the change of the output, divided by the change of z: a finite difference."


def slope_from_z(z, nudge=None):
    if nudge is None:
        return sigmoid_slope(sigmoid(z))
    # So large a nudge that the slope from z - nudge to z + nudge is another one.
    return (sigmoid(z + nudge) - sigmoid(z - nudge)) / (2 * nudge)


@wrong(
    "01 slope by nudging",
    "you nudge up only. That is less exact: nudge down as well.",
)
def nudge_up_only(z, nudge=1e-5):
    return (sigmoid(z + nudge) - sigmoid(z)) / nudge


@wrong(
    "01 slope by nudging",
    "you nudge down only. That is less exact: nudge up as well.",
)
def nudge_down_only(z, nudge=1e-5):
    return (sigmoid(z) - sigmoid(z - nudge)) / nudge


@wrong(
    "01 slope by nudging",
    "it is twice too large: from z - nudge to z + nudge the distance is 2 * nudge.",
)
def divided_by_one_nudge(z, nudge=1e-5):
    return (sigmoid(z + nudge) - sigmoid(z - nudge)) / nudge


@wrong(
    "01 slope by nudging",
    "the sign is wrong: subtract the output at z - nudge from the one at z + nudge.",
)
def subtracted_the_wrong_way(z, nudge=1e-5):
    return (sigmoid(z - nudge) - sigmoid(z + nudge)) / (2 * nudge)


@wrong(
    "01 slope by nudging",
    "that is the change of the output. Divide it by the change of z.",
)
def not_divided(z, nudge=1e-5):
    return sigmoid(z + nudge) - sigmoid(z - nudge)


@wrong("01 slope by nudging", "you add the two outputs. Subtract the lower one.")
def sum_of_the_outputs(z, nudge=1e-5):
    return (sigmoid(z + nudge) + sigmoid(z - nudge)) / (2 * nudge)


@wrong(
    "01 slope by nudging",
    "brackets are missing: subtract first, then divide the whole difference.",
)
def difference_without_brackets(z, nudge=1e-5):
    return sigmoid(z + nudge) - sigmoid(z - nudge) / (2 * nudge)


@wrong(
    "01 slope by nudging",
    "you divide by 2. The distance from z - nudge to z + nudge is 2 * nudge.",
)
def divided_by_2(z, nudge=1e-5):
    return (sigmoid(z + nudge) - sigmoid(z - nudge)) / 2


@wrong(
    "01 slope by nudging",
    "you divide by 2e-5, whatever nudge is: use 2 * nudge.",
)
def divided_by_a_fixed_number(z, nudge=1e-5):
    return (sigmoid(z + nudge) - sigmoid(z - nudge)) / 2e-5


@wrong(
    "01 slope by nudging",
    "you go half a nudge each way; go a whole one, and divide by 2 * nudge.",
)
def half_a_nudge_each_way(z, nudge=1e-5):
    return (sigmoid(z + nudge / 2) - sigmoid(z - nudge / 2)) / nudge


@wrong(
    "01 slope by nudging",
    "it is almost 0: you multiply by nudge. "
    "Are brackets missing? / 2 * nudge divides by 2 and multiplies by nudge.",
)
def multiplied_by_the_nudge(z, nudge=1e-5):
    return (sigmoid(z + nudge) - sigmoid(z - nudge)) / 2 * nudge


@wrong(
    "01 slope by nudging",
    "it is 1 everywhere: you nudge z, but you do not compute the sigmoid.",
)
def sigmoid_forgotten(z, nudge=1e-5):
    return ((z + nudge) - (z - nudge)) / (2 * nudge)


@wrong(
    "01 slope by nudging",
    "it is the same for every nudge. Here you measure: nudge z by nudge, up and down.",
)
def the_same_for_every_nudge(z, nudge=1e-5):
    return sigmoid_slope(sigmoid(z))


# -------------------------------------------------- Write: the slope from the output

SOME_OUTPUTS = {
    "a = 0.5": [0.5],
    "a = 0.9": [0.9],
    "random outputs": [np.random.RandomState(1).random_sample((10, 5))],
}


@exercise("01 slope from output", functions=True)
def judge_sigmoid_slope(sigmoid_slope):
    require_results(sigmoid_slope, slope_from_the_output, SOME_OUTPUTS)
    return "one subtraction, one multiplication, and no exponential."


def slope_from_the_output(a):
    return a * (1 - a)


@wrong(
    "01 slope from output",
    "you take the sigmoid of a. But a is the output already; you treat it as z.",
)
def sigmoid_of_the_output(a):
    return sigmoid(a) * (1 - sigmoid(a))


@wrong(
    "01 slope from output", "you take the sigmoid of a, and a is the output already."
)
def sigmoid_in_the_second_factor(a):
    return a * (1 - sigmoid(a))


@wrong(
    "01 slope from output", "you take the sigmoid of a, and a is the output already."
)
def sigmoid_in_the_first_factor(a):
    return sigmoid(a) * (1 - a)


@wrong("01 slope from output", "that is the sum of the two factors. Multiply them.")
def sum_of_the_factors(a):
    return a + (1 - a)


@wrong("01 slope from output", "that is the second factor alone. Multiply it by a.")
def second_factor_alone(a):
    return 1 - a


@wrong(
    "01 slope from output",
    "the sign is wrong: the second factor is 1 − a, not a − 1.",
)
def a_minus_1(a):
    return a * (a - 1)


@wrong("01 slope from output", "brackets are missing: a times the whole of 1 − a.")
def brackets_missing(a):
    return a * 1 - a


@wrong(
    "01 slope from output",
    "that is the derivative of tanh. The two factors here are a and 1 − a.",
)
def slope_of_tanh(a):
    return 1 - a**2


# -------------------------------------------------- Write: the line by which it learns


@exercise("01 update")
def judge_update(w):
    w = float(numbers(w, name="w"))
    if w == 0:
        raise NotTriedError(
            "w has not changed; add the product to it, with +=, at the end of the loop"
        )

    if not same(w, weight_after(right_update), may_be_rounded=True):
        raise NotRightError(
            f"w ends at {w:.4g}, where the output is {sigmoid(w):.4f}. "
            "Add the product of error, slope and x to w, each time."
        )
    return (
        "the output came closer to its target with each update, until it was below "
        "0.1. Is x in your line? Here it is 1, so you would not see that it is missing."
    )


def weight_after(update):
    """Return the last weight of a neuron that learns as in the notebook, where x is 1."""
    w = 0.0
    for round in range(1000):
        a = float(sigmoid(w))
        if a < 0.1:
            break
        w = update(w, error=0 - a, slope=a * (1 - a))
    return w


def right_update(w, error, slope):
    return w + error * slope


@wrong("01 update", "the sign is wrong: the output moves away from its target.")
def away_from_the_target():
    return weight_after(lambda w, error, slope: w - error * slope)


@wrong(
    "01 update",
    "that puts the product in the place of the weight. += adds it to the weight.",
)
def weight_replaced():
    return weight_after(lambda w, error, slope: error * slope)


@wrong("01 update", "=- is not -=, and here the product is added: use +=.")
def product_not_added():
    return weight_after(lambda w, error, slope: -error * slope)


@wrong("01 update", "the slope is missing: take the product of all three.")
def slope_forgotten():
    return weight_after(lambda w, error, slope: w + error)


@wrong(
    "01 update", "the error is missing, so the weight does not know which way to go."
)
def error_forgotten():
    return weight_after(lambda w, error, slope: w + slope)


@wrong("01 update", "that is a sum of the three. A product has * between its factors.")
def sum_of_the_three():
    return weight_after(lambda w, error, slope: w + error + slope + 1)


# ------------------------------------------------------------------ Write: the curve


@exercise("01 curve")
def judge_the_curve(figure):
    axes = axes_of(figure)[0]
    curve = curve_on(axes)
    z, a = points_of(curve)

    refuse_another_curve(z, a)

    if len(z) < 20:
        raise NotRightError(f"the curve has {len(z)} points only: give it more z.")
    if curve.get_linestyle() == "None":
        raise NotRightError("your line draws points only: leave the marker out.")
    if z.min() > -4 or z.max() < 4:
        span = f"from z = {z.min():.3g} to {z.max():.3g}"
        raise NotRightError(f"the curve goes {span}. Show how flat it gets, both ways.")
    require_one_direction(z)

    if axes.get_xscale() != "linear" or axes.get_yscale() != "linear":
        raise NotRightError("it has another shape: give both axes a linear scale.")

    across = axes.get_xlabel().lower().strip("$ ")
    up = axes.get_ylabel().lower().strip("$ ")
    if not across or not up:
        raise NotRightError(
            "the axes have no labels: set_xlabel and set_ylabel do that."
        )
    if across == "a" or up == "z":
        raise NotRightError("a is drawn over z; you have exchanged the labels.")
    return "that is the curve."


def curve_on(axes):
    """Return the line that a learner added to the seven points of the cell."""
    lines = axes.get_lines()
    if lines and len(lines[0].get_xdata()) <= 7:
        lines = lines[1:]  # or the seven points have become the curve

    if not lines:
        refuse_points_alone([axes])
        raise NotTriedError("draw the curve on the axes")
    return longest(lines)


def refuse_another_curve(z, a):
    """Raise NotRightError unless a is the sigmoid of z."""
    if same(z, np.arange(len(z))):
        raise NotRightError("it is drawn over 0, 1, 2, …: hand z to plot as well.")
    if same(z, sigmoid(a)):
        raise NotRightError(
            "z belongs on the horizontal axis; you have exchanged the two."
        )
    if same(a, sigmoid_slope(sigmoid(z))):
        raise NotRightError(
            "that is the derivative of the sigmoid; draw the sigmoid itself."
        )

    is_off = np.abs(a - sigmoid(z)) > 1e-6
    if is_off.any():
        at = is_off.argmax()
        raise NotRightError(
            f"at z = {z[at]:.3g} your curve is at {a[at]:.3g}, "
            f"where the sigmoid is at {sigmoid(z[at]):.3g}."
        )

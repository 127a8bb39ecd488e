"""What lesson 06 is made of: the data, moved images, pictures with words, the pad."""

import hashlib
import re

import digits
import numpy as np
import pad
import pytest
from drawing import NEGATIVE, POSITIVE
from matplotlib.colors import to_hex
from pictures import describe
from tinynet_helpers import forward, init_weights

SEVEN = "7e060c3e18183030"
BAR = np.repeat([1.0, 0, 0, 0, 0, 0, 0, 0], 8)  # ink in the top row only


def test_the_data_is_the_published_file():
    sha = hashlib.sha256(digits.DATA.read_bytes()).hexdigest()
    assert sha == "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"

    images, digit = digits.load_digits()
    assert images.shape == (1797, 64)
    assert images.min() == 0
    assert images.max() == 1

    counted_by_its_authors = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert np.bincount(digit).tolist() == counted_by_its_authors


def test_inputs_end_in_ones():
    X = digits.with_ones(np.zeros((3, 64)))
    assert X.shape == (3, 65)
    assert X.sum() == X[:, -1].sum() == 3


def test_a_guess_of_a_half_counts_as_0():
    layer_2 = [[0.5], [0.6], [0.4], [0.9]]
    assert digits.count_right(layer_2, [[0], [1], [1], [0]]) == 2
    assert digits.accuracy(layer_2, [[0], [1], [0], [1]]) == 1


def test_a_count_has_its_interval():
    assert digits.counted(754, 797).strip() == "754 of  797 (92.8% to 96.0%)"


@pytest.mark.parametrize(("right", "down"), [(0, 0), (1, 0), (-2, 0), (0, 3), (1, -7)])
def test_moved_images_are_where_they_should_be_and_white_comes_in(right, down):
    image = np.random.RandomState(0).random_sample((8, 8))
    expected = np.zeros((8, 8))
    for row, column in np.ndindex(8, 8):
        if 0 <= row + down < 8 and 0 <= column + right < 8:
            expected[row + down, column + right] = image[row, column]

    moved = digits.shifted([image.ravel()], right, down)
    assert np.array_equal(moved[0].reshape(8, 8), expected)


def test_pictures_say_where_the_ink_is_and_no_64_numbers():
    grey = np.append([0.5, 0.55, 0, 0.51], np.zeros(60))
    images = [pad.image_of(SEVEN), BAR, grey]
    picture = digits.plot_digits(images, ["a 7", "a bar", "grey"])
    seven, bar, grey = describe(picture).split("\n")
    assert seven.startswith("a 7: columns with ink")
    assert seven.endswith(
        "1 to 6; 5 to 6; 4 to 5; 2 to 6; 3 to 4; 3 to 4; 2 to 3; 2 to 3."
    )
    assert bar.endswith("0 to 7; none; none; none; none; none; none; none.")
    assert ": 1 and 3; none; " in grey  # more than half full

    drawn = picture.axes[2].images[0]
    assert np.array_equal(drawn.get_array(), np.reshape(images[2], (8, 8)))
    assert drawn.origin == "upper"
    assert [drawn.cmap(drawn.norm(ink))[0] for ink in (0, 1)] == [1, 0x22 / 255]


def test_the_picture_of_weights_names_the_extremes_of_each_unit():
    w_0 = np.zeros((65, 2))
    w_0[0, 0] = 3  # top left
    w_0[63, 1] = -2  # bottom right
    picture = digits.plot_weights(w_0, [[1.5], [-4]])
    said = describe(picture).split("\n")
    assert said[0].startswith("unit 0: w_1 1.5: most positive at top left, ")
    assert said[1].startswith("unit 1: w_1 −4: ")
    assert said[1].endswith("most negative at bottom right.")

    drawn = picture.axes[0].images[0]
    assert np.array_equal(drawn.get_array(), w_0[:64, 0].reshape(8, 8))
    hues = [to_hex(drawn.cmap(drawn.norm(weight))) for weight in (-3, 3)]
    assert hues == [NEGATIVE, POSITIVE]
    digits.plot_weights(np.zeros((65, 1)), [[0]])  # as good as any others


def test_a_map_of_a_cloud_tells_its_examples():
    X = np.array([[1, 1, 1], [-2, 1, 1], [0, -1, 1]])
    picture = digits.plot_clouds(
        {"upper half": lambda X: X[:, 1:2] > 0}, X, [[1], [0], [0]]
    )
    words = describe(picture)
    assert "upper half. x axis input 1 −3 to 3. y axis input 2 −3 to 3. " in words
    assert "1 examples with target 1: white square at (1, 1)" in words
    assert "2 examples with target 0: white circles from (−2, 1) to (0, −1)" in words

    drawn = picture.axes[0].images[0]
    assert drawn.get_array()[[0, -1], 0].tolist() == [0, 1] and drawn.origin == "lower"
    assert drawn.get_extent() == [-3, 3, -3, 3]
    hues = [to_hex(drawn.cmap(drawn.norm(guess))) for guess in (0, 1)]
    assert hues == [NEGATIVE, POSITIVE]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: digits.with_ones(BAR), "inputs is array"),
        (lambda: digits.with_ones([["a"]]), "inputs is"),
        (lambda: digits.count_right(np.zeros((4, 1)), np.zeros(4)), "the same"),
        (lambda: digits.accuracy([], []), "at least one row"),
        (lambda: digits.counted(0, 0), "of is 0; expected"),
        (lambda: digits.counted(5, 3), "right is 5; expected"),
        (lambda: digits.shifted(np.zeros((2, 65))), r"shape \(2, 65\); expected"),
        (lambda: digits.shifted(BAR, right=8), "right is 8; expected"),
        (lambda: digits.plot_digits([BAR], ["a", "b"]), "1 images and 2 titles"),
        (lambda: digits.plot_digits([BAR * np.nan], "a"), "images holds nan"),
        (lambda: digits.plot_weights(np.zeros((3, 4)), np.zeros((4, 1))), "w_0 has"),
        (lambda: digits.plot_weights([], []), "w_1 has"),
        (lambda: digits.plot_clouds({"a": 5}, [[1, 1, 1]], [[1]]), "functions"),
        (lambda: digits.plot_clouds({"a": len}, [[1, 1, 1]], [[1]]), "a guess for"),
        (lambda: digits.plot_clouds({"a": len}, [[1, 1]], [[1]]), "X has shape"),
        (lambda: digits.plot_clouds({"a": len}, [[1, 1, 1]], [[0.5]]), "0 or 1"),
        (lambda: pad.live_pad(None), "answer is None; expected a function"),
        (lambda: pad.line_of([BAR, BAR]), "expected one image"),
        (lambda: pad.read_class(""), "text is ''; expected"),
        (lambda: pad.image_of("7e06"), "line is '7e06'; expected 16 signs"),
        (lambda: pad.image_of("g" * 16), "expected 16 signs"),
        (lambda: pad.image_of(7), "line is 7; expected 16 signs"),
        (lambda: pad.read_class(f"seven Ida {SEVEN}"), "a row is 'seven Ida"),
        (lambda: pad.read_class(f"7 {SEVEN}"), "expected a digit, a name"),
        (lambda: pad.read_class("7 Ida 7e"), "line is '7e'"),
    ],
)
def test_what_does_not_fit_gets_one_sentence(call, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence) as problem:
        call()
    assert "\n" not in str(problem.value)


def test_a_line_keeps_a_drawing():
    for image in np.random.RandomState(1).randint(2, size=(20, 64)):
        line = pad.line_of(image)
        assert re.fullmatch("[0-9a-f]{16}", line)
        assert np.array_equal(pad.image_of(line), image)


def test_the_lines_of_a_class_are_data():
    in_two_blocks = pad.EXAMPLE_CLASS.replace("0 Max", "\n0 Max")
    images, meant, writers = pad.read_class(in_two_blocks)
    assert images.shape == (20, 64)
    assert meant.tolist() == 2 * list(range(10))
    assert set(writers) == {"Ida", "Max"}
    assert np.array_equal(images[7], pad.image_of(SEVEN))


def answer(X):
    """Answer as a network would that is not trained."""
    w_0, w_1 = init_weights(1, 4, 65)
    return f"{X.sum():g} in all, guess {forward(X, w_0, w_1)[1][0, 0]:.4f}"


def test_the_pad_follows_its_squares():
    drawn = pad.live_pad(answer)
    assert "0 of 64 squares are on" in drawn.said.value
    nothing = drawn.said.value

    for number in (1, 8):
        drawn.squares[number].value = True
    assert drawn.line == "4080000000000000"
    assert "3 in all" in drawn.said.value  # the constant 1 is one of them
    assert "2 of 64 squares are on" in drawn.said.value
    assert drawn.line in drawn.kept.value
    assert drawn.squares[8].tooltip == "row 1, column 0"
    assert repr(pad.live_pad(answer, drawn.line)) == repr(drawn)

    drawn.clear_button.click()
    assert drawn.said.value == nothing


def test_without_a_kernel_the_pad_is_a_picture_with_its_words():
    shown = pad.live_pad(answer, SEVEN)._repr_mimebundle_()
    assert shown["image/png"]
    assert shown["text/plain"].endswith(f"Your line: {SEVEN}")
    assert "columns with ink, row by row from the top: 1 to 6; " in shown["text/plain"]
    assert '<img alt="A pad of 8 by 8 squares. 24 in all' in shown["text/html"]


def test_an_answer_that_fails_says_so_on_the_pad():
    def fails(X):
        if X.sum() > 1:
            raise ValueError("<no network>")
        return "nothing"

    drawn = pad.live_pad(fails)
    with pytest.raises(ValueError, match="no network"):
        drawn.squares[0].value = True
    assert drawn.said.value == "There is no answer: &lt;no network&gt;"

"""Make the answer key from the lessons: nobody writes it, so it is never stale.

refresh.py calls this. Questions, results, right lines and solutions are those of the
notebooks, usual wrong guesses those of `exercises/`, points those of how_to_mark.md.
"""

import itertools
import re

from exercises.guesses import GUESSES
from exercises.judging import load_lesson
from project import (
    LESSONS,
    TEACHERS,
    answers,
    cells,
    exercises_of,
    folds,
    prose,
    right_code,
)

KEY = TEACHERS / "answer_key.md"
BEGINNING = """\
<!-- Made by tests/tools/refresh.py from the lessons. Edit them, not this. -->

# Answer key

For teachers, to print. Right lines and solutions are one right answer among others.
[How to mark](how_to_mark.md) says what gives points.
"""
PAGE_BREAK = '<div style="break-before: page"></div>'


def write():
    """Write the answer key."""
    parts = []
    for path in LESSONS:
        load_lesson(path.stem)
        parts.append(lesson_part(cells(path), path.stem).strip())
    lessons = f"\n\n{PAGE_BREAK}\n\n".join(parts)
    text = f"{BEGINNING}\n{lessons}\n"
    KEY.write_text(text, encoding="utf-8", newline="\n")


def points():
    """Return the points for a prediction, a line and an exercise, as marked."""
    row = r"^\| \*\*(prediction|line|exercise)\*\* \| (\d+) \|"
    found = re.findall(row, prose(TEACHERS / "how_to_mark.md"), re.MULTILINE)
    return {what: int(number) for what, number in found}


def lesson_part(lesson, name):
    """Return the key of one lesson, under its title, or else under its name."""
    heading = re.search("^# (.+)", lesson[0].source)
    title = heading[1] if heading else name
    predictions = predictions_of(lesson)
    lines = lines_of(lesson)
    exercises = solutions_of(lesson)

    each = points()
    predicted = len(answers(lesson))
    for_predictions = predicted * each["prediction"]
    for_lines = len(lines) * each["line"]
    for_exercises = len(exercises) * each["exercise"]
    total = for_predictions + for_lines + for_exercises

    parts = [
        f"## {title}",
        f"{predicted} predictions give {for_predictions} points, "
        f"{len(lines)} lines {for_lines}, {len(exercises)} exercises {for_exercises}: "
        f"{total} in all.",
        "### Predictions",
    ]
    parts += predictions
    parts.append("### Lines to write")
    parts += lines
    parts += exercises
    return "\n\n".join(parts)


def predictions_of(lesson):
    """Return for each *Predict*: the question, the result, and usual wrong guesses."""
    answering = answers(lesson)
    found = []
    question = ""
    number = 0
    for cell in lesson:
        if "**Predict.**" in cell.source:
            question = question_of(cell)
        if cell.id in answering:
            number += 1
            found.append(f"**{number}.** {question}")
            found.append(result_of(cell))
        for summary, text in folds(cell):
            if summary == "Explain" and found:
                found.append(text.replace("**Explain.** ", ""))
    return found


def result_of(cell):
    """Return what came out of a cell that answers a guess, and usual wrong guesses."""
    name = re.search(r'compare_guess\("(.+?)"', cell.source)
    printed = "".join(output.get("text", "") for output in cell.outputs)
    result = re.search(r"none yet\. It is (.+)\.$", printed, re.MULTILINE)
    if name is None or result is None:
        return "Result: what the cell shows."

    text = f"Result: **{result[1]}**."
    tempting = GUESSES[name[1]].tempting
    if tempting:
        wrong = [f"- {guess}: {why}" for guess, why in tempting.items()]
        text += " Usual wrong guesses:\n\n" + "\n".join(wrong)
    return text


def question_of(cell):
    """Return the question of a *Predict*, which is a quote."""
    lines = cell.source.splitlines()
    quoted = [line.removeprefix(">").strip() for line in lines if line.startswith(">")]
    return " ".join(quoted).replace("**Predict.** ", "")


def lines_of(lesson):
    """Return for each *Write*: what it is about, and the right line."""
    found = []
    for before, cell in itertools.pairwise(lesson):
        if any(summary.startswith("The right line") for summary, _ in folds(cell)):
            name = re.search(r'check\("\d\d (.+?)"', before.source)[1]
            found.append(f"**{name}**\n\n```python\n{right_code(cell)}\n```")
    return found


def solutions_of(lesson):
    """Return for each exercise: its title, a right answer, and the reason."""
    found = []
    for task, stub, solution in exercises_of(lesson):
        title = re.match(r"### \d+\. (.+)", task.source)[1]
        number = re.search(r'check\("(.+?)"', stub.source)[1]
        _, answer = folds(solution)[-1]
        found.append(f"### {number} {title}\n\n{answer}")
    return found

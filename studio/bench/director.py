"""How well the director understands: a corpus of prompts by facet, and how long it takes."""

import time
from collections.abc import Sequence
from statistics import median
from typing import Final

from studio.bench.facets import Tally, score
from studio.bench.figures import Figure, at_least, at_most
from studio.bench.phrasings import phrasings
from studio.bench.prompts import corpora, prompts
from studio.bench.twins import TONGUES, agreement, twins, unseen
from studio.engine.director.direct import direct

_SCENES: Final = 60
_ASKED: Final = 95.0
_PHRASED: Final = 99.0
_SCENE: Final = (
    "INT. {place} - {hour}\n\nHANA, in a red coat, walks to the window with a green umbrella. KEN looks up.\n\n"
    "KEN\n(quietly)\nYou came back.\n\nHana smiles and puts the umbrella beside the chair. Slow push in on Ken.\n\n"
    "HANA\nI said I would.\n\nThey sit down. It starts to rain. She gives him a letter and he reads it.\n\n"
)
_PLACES: Final = ("CLASSROOM", "HANA'S ROOM", "CAFE", "ROOFTOP", "LIBRARY")


def measure() -> Sequence[Figure]:
    """Precision and recall of each facet in each corpus, in percent, and processor seconds for 60 scenes."""
    figures: list[Figure] = []
    for name in corpora():
        tally, count = read_all(name)
        figures.append(Figure(f"{name}: prompts", count, ""))
        figures += _told(name, tally)
    for tongue in TONGUES:
        for which, pairs in (("the English twin", twins()), ("the twin of an author who had not seen it", unseen())):
            same, asked, _ = agreement(tongue, pairs)
            name = (
                f"{tongue}: facets as in {which}, of {asked.total()} in {sum(tongue in twin for twin in pairs)} prompts"
            )
            figures.append(at_least(name, _percent(same.total(), asked.total()), "%", _ASKED))
    return [
        *figures,
        *_phrased(),
        at_most(f"a script of {_SCENES} scenes, processor time, median of 5", _direct_seconds(), "s", 1.0),
    ]


def read_all(name: str) -> tuple[Tally, int]:
    """Every prompt of a corpus, directed and scored."""
    total = Tally()
    corpus = prompts(name)
    for prompt in corpus:
        total.add(score(prompt, direct(prompt.text)))
    return total, len(corpus)


def _told(name: str, tally: Tally) -> list[Figure]:
    found, expected = sum(tally.found.values()), sum(tally.expected.values())
    right, there = sum(tally.right.values()), sum(tally.there.values())
    figures = [
        at_least(f"{name}: all facets, recall", _percent(found, expected), "%", _ASKED),
        at_least(f"{name}: all facets, precision", _percent(right, there), "%", _ASKED),
    ]
    for facet, asked in sorted(tally.expected.items()):
        figures.append(Figure(f"{name}: {facet}, recall of {asked}", _percent(tally.found[facet], asked), "%"))
        if given := tally.there[facet]:
            figures.append(Figure(f"{name}: {facet}, precision of {given}", _percent(tally.right[facet], given), "%"))
            figures.append(Figure(f"{name}: {facet}, made unasked", given - tally.right[facet], ""))
    return figures


def _phrased() -> list[Figure]:
    """How much is understood of sentences made of the whole vocabulary, construction by construction."""
    total, count = Tally(), 0
    for _, prompt in phrasings():
        total.add(score(prompt, direct(prompt.text)))
        count += 1
    recall = _percent(sum(total.found.values()), sum(total.expected.values()))
    precision = _percent(sum(total.right.values()), sum(total.there.values()))
    return [
        at_least(f"{count} phrasings of the vocabulary, recall", recall, "%", _PHRASED),
        at_least(f"{count} phrasings of the vocabulary, precision", precision, "%", _PHRASED),
    ]


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 100.0


def _direct_seconds() -> float:
    script = "".join(
        _SCENE.format(place=_PLACES[number % len(_PLACES)], hour=("DAY", "NIGHT")[number % 2])
        for number in range(_SCENES)
    )
    return median(_timed(f"{script}\n") for _ in range(5))


def _timed(script: str) -> float:
    began = time.process_time()
    direct(script)
    return time.process_time() - began

"""How strong a feeling is: "slightly annoyed", "angry", "furious"; ``resources/words/intensities.toml``."""

from functools import cache

from studio.engine import vocabulary
from studio.timeline.acting import MOST_INTENSITY

_REACH = 3
_LEAST = 0.25


def intensity_of(said: str, before: str) -> float:
    """The intensity of a feeling. said: its own words; before: those before them; both in small letters."""
    own = _words().get(said, 1.0)
    near = f" {' '.join(before.split()[-_REACH:])} "
    degree = next((by for words, by in _degrees() if near.endswith(f" {words} ")), 1.0)
    return min(MOST_INTENSITY, max(_LEAST, round(own * degree, 3)))


def degree_of(intensity: float) -> str:
    """The word to put before a plain feeling so that it is read again as strong as this; "" for the plain one."""
    told = {by: words for words, by in reversed(_degrees())} | {1.0: ""}
    return told[min(told, key=lambda by: abs(by - intensity))]


@cache
def _words() -> dict[str, float]:
    return {
        word: entry.values["intensity"] for entry in vocabulary.named("intensities").values() for word in entry.words
    }


@cache
def _degrees() -> tuple[tuple[str, float], ...]:
    return tuple(
        (words, entry.values["intensity"])
        for entry in vocabulary.named("intensities").values()
        for words in entry.text["degrees"].split("|")
    )

"""Learn what the fields of words weigh (``resources/protection/weights.toml``) from labelled lines.

    .venv/bin/python scripts/weigh_protection.py

Logistic regression over which fields, and which two of them, meet in a sentence, one harm against what is fine. Learned
from ``resources/bench/protection.toml`` and ``protection_lessons.toml``, and from the director's prompts, all of which
are fine. The part that is held out of it is named in ``studio/bench/protection.py``.
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # pyright: ignore[reportUnknownVariableType]

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from studio.bench.protection import FINE, HELD_OUT, Labelled, lines, people  # noqa: E402
from studio.cameo.protection import HARMS, MINOR, SEXUAL  # noqa: E402
from studio.cameo.senses import sentences  # noqa: E402
from studio.cameo.weighing import field_names, fields, languages  # noqa: E402
from studio.resources import resource  # noqa: E402

REFUSED_FROM: Final = 1.0
_EASED, _EASED_TOGETHER, _EASED_START = 1.0, 4.0, 0.01
"""How strongly weights are held near nothing: those of one field, of two, of none."""
_HARMFUL, _FINE, _PROMPT = 3.0, 2.0, 1.0
"""How much a line counts: harmful, fine, or a prompt of the director's."""
_LEAST = 0.04
"""Weights nearer to nothing than this are left out."""
Row = tuple[str, tuple[str, ...]]


def main() -> None:
    """Learn, and write the weights."""
    rows = [(one, tuple(_rows(one.text))) for one in (*lines(), *_lessons(), *_prompts()) if one.part not in HELD_OUT]
    written = [
        "# What fields of words weigh for each harm: learned by scripts/weigh_protection.py, not written by hand.",
        f"refused_from = {REFUSED_FROM}",
    ]
    for harm in HARMS:
        written += _section(harm, rows)
    resource("protection/weights.toml").write_text("\n".join(written) + "\n", "utf-8")


def _section(harm: str, rows: Iterable[tuple[Labelled, tuple[Row, ...]]]) -> list[str]:
    taught, right, counts = _lessons_of(harm, rows)
    names = sorted({name for language in languages() for name in field_names(language)})
    pairs = list(combinations(names, 2))
    columns = {name: at for at, name in enumerate([*names, *pairs, "english", "japanese"])}
    seen = np.zeros((len(taught), len(columns)))
    for at, (language, found) in enumerate(taught):
        told = [language, *found, *combinations(sorted(found), 2)]
        seen[at, [columns[one] for one in told]] = 1
    eased = np.array([_EASED] * len(names) + [_EASED_TOGETHER] * len(pairs) + [_EASED_START] * 2)
    learned = _fit(seen, right, counts, eased)
    told = {name: round(float(learned[at]), 2) for name, at in columns.items()}
    return [
        f"\n[harms.{harm}.start]",
        *(f"{one} = {told[one]}" for one in ("english", "japanese")),
        f"\n[harms.{harm}.alone]",
        *(f"{one} = {told[one]}" for one in names if abs(told[one]) >= _LEAST),
        f"\n[harms.{harm}.together]",
        *(f'"{" ".join(one)}" = {told[one]}' for one in pairs if abs(told[one]) >= _LEAST),
    ]


def _lessons_of(
    harm: str, rows: Iterable[tuple[Labelled, tuple[Row, ...]]]
) -> tuple[list[Row], NDArray[np.float64], NDArray[np.float64]]:
    """Sentences, whether each shows the harm, and how much each counts.

    Of a harmful line its fullest sentence; lines with another harm teach nothing.
    """
    labels = (SEXUAL, MINOR) if harm == SEXUAL else (harm,)
    taught: list[tuple[Row, bool, float]] = []
    for one, found in rows:
        if one.label in labels and found:
            taught.append((max(found, key=lambda row: len(row[1])), True, _HARMFUL))
        elif one.label == FINE:
            taught += [(row, False, _PROMPT if one.part == "prompts" else _FINE) for row in dict.fromkeys(found)]
    return (
        [row for row, _, _ in taught],
        np.array([yes for _, yes, _ in taught], float),
        np.array([c for *_, c in taught]),
    )


def _fit(
    seen: NDArray[np.float64], right: NDArray[np.float64], counts: NDArray[np.float64], eased: NDArray[np.float64]
) -> NDArray[np.float64]:
    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = seen @ weights
        missed = counts * (1 / (1 + np.exp(-sums)) - right)
        total = float((counts * (np.logaddexp(0, sums) - right * sums)).sum() + 0.5 * (eased * weights**2).sum())
        return total, seen.T @ missed + eased * weights

    found = minimize(loss, np.zeros(seen.shape[1]), jac=True, method="L-BFGS-B")  # pyright: ignore[reportUnknownVariableType]
    return np.asarray(found.x, np.float64)  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


def _rows(text: str) -> Iterator[Row]:
    for name, language in languages().items():
        for sentence in sentences(text, language, people(text)):
            yield name, tuple(sorted(fields(sentence, name)))


def _lessons() -> Iterator[Labelled]:
    yield from lines("protection_lessons")


def _prompts() -> Iterator[Labelled]:
    prompts = tomllib.loads(resource("bench/director/english.toml").read_text("utf-8"))["prompt"]
    twins = [
        twin
        for name in ("twins", "twins_asia")
        for twin in tomllib.loads(resource(f"bench/{name}.toml").read_text("utf-8"))["twin"]
    ]
    for text in (
        *(one["text"] for one in prompts),
        *(one[tongue] for one in twins for tongue in ("en", "ja") if tongue in one),
    ):
        yield Labelled("prompts", "", FINE, text)


if __name__ == "__main__":
    main()

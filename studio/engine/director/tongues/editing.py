"""Words that an artist writes over a direction, in any language or in several: often half of them are still the
studio's own English.

The language is told piece by piece, from comma to comma: by its letters, else by which vocabulary knows the words, else
it is that of the sentence, else that of the film's script.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from studio.engine.director.lexicon import lexicon
from studio.engine.director.tokens import sentences
from studio.engine.director.tongues import telling
from studio.engine.director.tongues.lines import Line, lines_of
from studio.engine.director.tongues.rewriting import in_english, said_again
from studio.engine.director.tongues.wordbook import wordbook
from studio.engine.director.tongues.written import Written

_LATIN: Final = ("en", "es", "fr", "de")
_BEGINNING: Final = 400
_KNOWN: Final = 0.75
_UNITS: Final = re.compile(r"\W*\d+(?:[.,]\d+)?\s*[a-z]{0,3}\W*", re.IGNORECASE)
_QUOTED: Final = r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」|『[^』]*』"
_STOP: Final = r"[,;、，；。！？!?…]|[.:](?=\s|$)|\n"
_PIECE: Final = re.compile(rf"(?:{_QUOTED}|(?!{_STOP}).)+(?:{_STOP})*\s*|(?:{_STOP})+\s*", re.DOTALL)
_ENDS: Final = re.compile(r"[.!?。！？…\n]\s*$")


def edit_in_english(words: str, script: str, names: frozenset[str] = frozenset()) -> Written:
    """An edited direction as the director reads it.

    Args:
        words: what the artist wrote.
        script: the film's script, whose language decides where the words do not.
        names: what people are called in the film, as written; a name is in every language.

    Raises:
        MissingResource: the words of a language are missing from the installation.
    """
    known = names | {part for name in names for part in name.lower().split()}
    return said_again(words, _stretches(words, tongue_of(script), names), known)


@lru_cache(maxsize=4)
def tongue_of(script: str) -> str:
    """The language that most of a script is in."""
    letters: dict[str, int] = {}
    for line in lines_of(script):
        letters[line.tongue] = letters.get(line.tongue, 0) + sum(map(str.isalpha, line.text))
    return max(letters, key=lambda tongue: letters[tongue], default="en")


def load_ahead(script: str) -> None:
    """Have the dictionary of a script's language ready for the first edit, by reading how the script begins."""
    in_english(script[:_BEGINNING])


def _stretches(words: str, usual: str, names: frozenset[str]) -> list[Line]:
    """Neighbouring pieces of one language as one stretch; what has no language of its own goes with those before."""
    found: list[Line] = []
    for first, last, tongue in _told(words, usual, names):
        if found and tongue in ("", found[-1].tongue):
            start = found.pop().start if tongue else found[-1].start
            tongue = tongue or found.pop().tongue
            found.append(Line(start, last, words[start:last], tongue))
        else:
            found.append(Line(first, last, words[first:last], tongue or "en"))
    return found


def _told(words: str, usual: str, names: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Every piece, from where to where, with its language; "" when it has no words beside names."""
    pieces = [(found.start(), found.end()) for found in _PIECE.finditer(words)]
    bare = [_without(names, words[first:last]) for first, last in pieces]
    letters = [telling.letters_of(text) if not _UNITS.fullmatch(text) else "" for text in bare]
    chinese = "ja" if usual == "ja" or "ja" in letters else "zh"
    for sentence in _sentences(bare):
        latin = " ".join(bare[at] for at in sentence if letters[at] == "latin")
        whole = _latin(latin, usual if usual in _LATIN else "en")
        for at in sentence:
            kind = {"latin": "", "zh": chinese}.get(letters[at], letters[at])
            yield *pieces[at], kind or (_latin(bare[at], whole) if letters[at] == "latin" else "")


def _sentences(pieces: Sequence[str]) -> Iterator[list[int]]:
    begun: list[int] = []
    for at, text in enumerate(pieces):
        begun.append(at)
        if _ENDS.search(text):
            yield begun
            begun = []
    yield begun


def _latin(text: str, usual: str) -> str:
    """The language of Latin letters: by what is known of its words, then by which are the commonest."""
    counts = telling.scores(text)
    if usual == "en" and counts["en"] == max(counts.values()) and _known(text, "en") >= _KNOWN:
        return "en"
    weights = {one: (_known(text, one), counts[one], one == usual) for one in _LATIN}
    return max(_LATIN, key=lambda one: weights[one])


def _known(text: str, tongue: str) -> float:
    """How much of a text is known in a language, 0 to 1; a phrase that the studio knows, such as a camera's, wholly."""
    if tongue == "en":
        return max(_known_phrases(text), telling.covered(text, tongue))
    phrase = wordbook(tongue).entries(text.strip(" ,.;:!?\n").lower())
    return 1.0 if phrase else telling.covered(text, tongue)


def _known_phrases(text: str) -> float:
    """The share of the words that stand in phrases of the English lexicon."""
    words = [(tokens, at) for tokens in sentences(text, 0) for at in range(len(tokens))]
    taken = {
        (id(tokens), index) for tokens, at in words for one in lexicon().matches(tokens, at) for index in one.taken
    }
    return len(taken) / max(1, len(words))


def _without(names: frozenset[str], text: str) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![^\W\d_]){re.escape(name)}" if name.isascii() else re.escape(name), " ", text)
    return text

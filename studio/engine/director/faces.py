"""How a sentence tells a feeling: on a face, in a smile, in the air of the picture."""

from typing import Final

from studio.engine.director.lexicon import lexicon
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import OWNERS, Mark

_MOODS: Final = frozenset({"mood", "atmosphere", "tone", "vibe", "feeling", "feel", "air", "ambience"})
_SMILES: Final = frozenset({"smile", "smiles", "smiled", "smiling", "grin", "grins", "grinned", "grinning"})


class Faces:
    """Judges the marks of feelings in one sentence; ``at`` is always an index of a mark."""

    def __init__(self, sentence: Sentence) -> None:
        self._tokens = sentence.tokens
        self._marks = sentence.marks
        self._grammar = sentence.grammar

    def is_of_face(self, at: int) -> bool:
        """As in "..., his eyes wet with tears": of whoever's eyes were named right before."""
        before = range(at - 1, max(at - 4, 0), -1)
        part = next((one for one in before if self._marks[one].id == "body"), 0)
        return part > 0 and all(self._marks[one].kind == "plain" for one in range(part, at))

    def is_of_the_air(self, at: int) -> bool:
        """As in "the mood is calm and a little lonely": of the picture, and of nobody in it."""
        return bool({self._grammar.word(one) for one in range(at)} & _MOODS)

    def looks_at(self, at: int, mark: Mark) -> bool:
        """As in "glares at his son", "scowls at her": the face, and whom it is turned to."""
        if self._tokens[mark.last - 1].low == "at":
            return True
        following = self._marks[at + 1] if at + 1 < len(self._marks) and not self._grammar.before(at + 1) else None
        return following is not None and self._grammar.words(following) == "at"

    def does_too(self, at: int, mark: Mark) -> str:
        """As in "laughs", "bursts into tears": the motion that words for a feeling also mean, empty for none."""
        words = tuple(self._grammar.base(mark).split())
        if len(words) > 1:
            whole = lexicon().phrase(words, "motions")
            return whole.id if whole is not None else ""
        return next((one.id for one in lexicon().senses(self._grammar.word(at), frozenset({"motions"}))), "")

    def tells_how(self, at: int) -> bool:
        """As in "smiles sadly": the smile is as the word right after it says."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        smiles = (
            self._grammar.base(self._marks[at]).split()[0] in _SMILES
            and self._marks[at].last - self._marks[at].first == 1
        )
        adverb = following is not None and following.kind == "emotions" and self._grammar.word(at + 1).endswith("ly")
        return smiles and adverb and not self._grammar.before(at + 1)

    def is_how_one_smiles(self, at: int) -> bool:
        """As in "a smug little grin": the feeling before the noun says what it is like."""
        before = at - 1
        while before > 0 and self._marks[before].id == "adjective":
            before -= 1
        told = before >= 0 and self._marks[before].kind == "emotions" and not self._grammar.before(at)
        return told and self._grammar.word(at) in ("smile", "grin") and not self._grammar.word(before).endswith("s")

    def is_on_face_of(self, at: int) -> bool:
        """As in "the furious face of the coach": the feeling is told before the face, and whose it is after."""
        following = self._marks[at + 1 : at + 3]
        face = len(following) == 2 and following[0].id == "body" and self._grammar.word(at + 2) == "of"
        return face and not self._grammar.before(at + 1) and not self._grammar.before(at + 2)

    def body_follows(self, at: int) -> bool:
        """As in "Tears run down her cheeks": whose feeling it is comes after, with a part of the body."""
        return any(
            self._marks[one].id == "body" and (self._marks[one - 1].id in OWNERS or self._owned(one - 1))
            for one in range(at + 2, min(at + 6, len(self._marks)))
        )

    def _owned(self, at: int) -> bool:
        return self._tokens[self._marks[at].last - 1].owns

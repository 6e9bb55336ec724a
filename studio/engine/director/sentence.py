"""What all who read one sentence share: its marks, its clauses, and what the words before a noun have said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from studio.engine.director.clauses import Clauses
from studio.engine.director.describing import Describing
from studio.engine.director.filming import Filming
from studio.engine.director.grammar import Grammar
from studio.engine.director.marks import has_label, mark_sentence
from studio.engine.director.naming import Naming
from studio.engine.director.noticing import Leftovers
from studio.engine.director.placing import Placing
from studio.engine.director.standing import Mark
from studio.engine.director.statement import Statement
from studio.engine.director.story import Story
from studio.engine.director.tokens import Token
from studio.timeline.film import CastId, EntityId

_LOOKS: Final = frozenset({"hair", "outfits", "accessories"})
COLOURLESS: Final = "Nothing here takes on this colour; what is painted on a set keeps its own."


@dataclass
class Modifiers:
    """What the words since the last noun say of the next one: "with her two red ...".

    ``listing``: the last noun told of somebody, and one joined by "and" goes on doing so.
    """

    prep: str = ""
    det: str = ""
    count: int = 1
    owner: CastId | None = None
    colour: tuple[str, str] | None = None
    colour_mark: Mark | None = None
    scale: float | None = None
    material: str | None = None
    listing: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence under reading. ``said`` is what it has said so far.

    ``meant``: by mark, whom or what it brought in.
    """

    story: Story
    tokens: Sequence[Token]
    marks: Sequence[Mark]
    grammar: Grammar
    left: Leftovers
    clauses: Clauses
    filming: Filming
    placing: Placing
    describing: Describing
    naming: Naming
    before: Modifiers = field(default_factory=Modifiers)
    meant: dict[int, list[EntityId]] = field(default_factory=dict[int, list[EntityId]])

    @property
    def said(self) -> Statement:
        """What the sentence has said so far."""
        return self.clauses.said

    def after_noun(self, keep_prep: bool = False) -> None:
        """A noun is done: what comes next begins anew."""
        before, clauses = self.before, self.clauses
        told = before.prep in ("with", "in") and clauses.verb is None and bool(clauses.subjects)
        before.listing = told or (before.prep == "with" and clauses.verb is not None)
        self.lose_colour()
        before.det, before.owner, before.count = "", None, 1
        before.scale = before.material = None
        if not keep_prep:
            before.prep = ""

    def lose_colour(self) -> None:
        """A colour that nothing takes on is reported."""
        if self.before.colour is not None and self.before.colour_mark is not None:
            self.left.add(self.before.colour_mark, COLOURLESS)
        self.before.colour = None

    def is_object(self, at: int) -> bool:
        """Whether the noun here belongs to the open verb."""
        return self.clauses.is_object(at, self.before.prep)


def sentence_of(story: Story, tokens: Sequence[Token]) -> Sentence:
    """The sentence of these tokens, ready to be read."""
    marks = mark_sentence(tokens, story.surroundings())
    grammar, left = Grammar(tokens, marks), Leftovers(story.words, tokens)
    start = tokens[1 if has_label(tokens) else 0].start
    clauses = Clauses(story, tokens, grammar, left, start)
    describing = Describing(story.words, tokens)
    if story.people.all and _only_tells_looks(marks):
        describing.met_again(story.people.last()[0])
    return Sentence(
        story,
        tokens,
        marks,
        grammar,
        left,
        clauses,
        Filming(grammar, left, clauses),
        Placing(story, tokens, marks, clauses.said),
        describing,
        Naming(story, tokens, grammar, describing),
    )


def _only_tells_looks(marks: Sequence[Mark]) -> bool:
    """As in "Glasses, hair in a braid.": nobody and no deed is named, so it is of whom the words spoke last."""
    kinds = {mark.kind for mark in marks}
    return bool(kinds & _LOOKS) and kinds <= _LOOKS | {"plain", "colours", "sizes"}

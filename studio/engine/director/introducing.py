"""Whom a cue names: "A woman in a red coat waits. MARI: You again?" is about one person, not two."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Final

from studio.engine.director.moments import Moment
from studio.engine.director.people import Portrait, name_build, name_sex, role_build
from studio.engine.director.screenplay import Piece, SceneBreak, Spoken
from studio.engine.director.story import Story
from studio.timeline.film import CastId

_MOST: Final = 4
"""How many people and how many names are weighed against each other at most."""
_SEXES: Final[Mapping[str, str]] = {"girl": "female", "woman": "female", "boy": "male", "man": "male"}


class Introductions:
    """Gives those whom the action only described the names that their cues have.

    A screenplay's cue says a name to whoever reads it, not to the camera: unless the action has told of somebody of
    that name, the speaker is one of those who are there without one.
    """

    def __init__(self, pieces: Sequence[Piece], story: Story) -> None:
        self._pieces = pieces
        self._story = story
        self._roles = {
            _low(piece.name) for piece in pieces if isinstance(piece, Spoken) and role_build(piece.name.lower())
        }

    def introduce(self, cue: Spoken, moments: Sequence[Moment]) -> None:
        """Name whoever of those who are there speaks this cue. ``moments``: of the scene so far."""
        if cue.unseen or not self._is_new(cue.name):
            return
        names = self._coming(cue)
        nameless = [one for one in self._nameless() if _may_have(one, cue.name)]
        if not nameless:
            return
        spoken_of = [one for one in nameless if moments and one.id in moments[-1].present]
        order = spoken_of + [one for one in nameless if one not in spoken_of] if len(spoken_of) == 1 else nameless
        self._name(_likeliest(names, order[:_MOST]), cue.name)

    def _is_new(self, name: str) -> bool:
        people = self._story.people
        return people.known(name) is None and role_build(name.lower()) is None and not people.is_known(_low(name))

    def _coming(self, cue: Spoken) -> list[str]:
        """The new names of the scene from this cue on, each once."""
        after = self._pieces[self._pieces.index(cue) :]
        ends = next((at for at, piece in enumerate(after) if isinstance(piece, SceneBreak)), len(after))
        cues = [piece.name for piece in after[:ends] if isinstance(piece, Spoken) and not piece.unseen]
        return [name for name in dict.fromkeys(cues) if self._is_new(name)][:_MOST]

    def _nameless(self) -> list[Portrait]:
        """Those who are here, have no name, have not spoken, and are not cued by what they are."""
        here = (self._story.people.get(one) for one in dict.fromkeys(self._story.here))
        return [one for one in here if not (one.named or one.heard or one.spoken or one.name.lower() in self._roles)]

    def _name(self, portrait: Portrait, name: str) -> None:
        old = portrait.id
        new = self._story.people.name(portrait, name).id
        self._story.here = [CastId(new if one == old else one) for one in self._story.here]
        if old in self._story.holding:
            self._story.holding[new] = self._story.holding.pop(old)
            self._story.besides[new] = self._story.besides.pop(old, [])


def _may_have(portrait: Portrait, name: str) -> bool:
    """Whether the name leaves open that it is theirs: a given name of the other sex does not."""
    sex = name_sex(name)
    return not sex or portrait.sex in ("", "either", sex)


def _likeliest(names: Sequence[str], nameless: Sequence[Portrait]) -> Portrait:
    """Who the first of the names is: the names are given out so that as many as can be suit who has them."""
    most = min(len(names), len(nameless))
    best = max(permutations(nameless, most), key=lambda given: sum(map(_suits, names, given)))
    return best[0]


def _suits(name: str, portrait: Portrait) -> float:
    """How well a name is somebody's, by what it suggests of them."""
    if not _may_have(portrait, name):
        return -1.0
    return float(_SEXES.get(name_build(_low(name).split()[0]), "") == portrait.sex)


def _low(name: str) -> str:
    return " ".join(name.lower().replace(".", " ").split())

"""What a script is made of, whichever way it was written: the pieces between text and film.

``start`` and ``end`` are character offsets into the artist's script, so that everything can be traced
back to the very words it came from.
"""

from typing import Final, TypeAlias

from msgspec import Struct

QUOTES: Final = {'"': '"', "“": "”", "«": "»", "「": "」", "『": "』", "„": "“"}
INGREDIENTS: Final = frozenset({
    "subject", "setting", "camera", "motion", "action", "pacing", "audio", "dialogue", "sound", "style", "title",
    "scene", "shot", "note", "characters", "cast", "location", "time", "weather", "mood", "music", "lighting",
    "place", "duration", "description", "sfx", "line", "ref", "reference", "notes", "narration", "vo", "voiceover",
    "foreground", "background", "fg", "bg", "props", "wardrobe", "costume", "light", "sounds", "effects", "vfx", "fx",
})  # fmt: skip


class SceneBreak(Struct, frozen=True):
    """A scene begins. ``heading`` is as written; ``gives_place`` when it is a screenplay's "INT. ROOM - DAY"."""

    heading: str
    start: int
    end: int
    gives_place: bool
    title: str = ""


class ShotBreak(Struct, frozen=True):
    """A shot begins because the artist says so ("Shot 3:")."""

    start: int
    end: int


class Passage(Struct, frozen=True):
    """Action text. ``text`` has the length of the script's slice; what is not to be read is blanked out."""

    start: int
    end: int
    text: str


class Spoken(Struct, frozen=True):
    """A speech: who by name as written, the words to speak and the parenthetical.

    ``dual``: spoken at the side of the speech before, in the same shot.
    ``unseen``: "V.O." or "O.S." when the speaker is heard but not seen.
    """

    name: str
    text: str
    manner: str
    start: int
    end: int
    dual: bool = False
    unseen: str = ""


class Passing(Struct, frozen=True):
    """A transition into what comes next ("DISSOLVE TO:")."""

    words: str
    start: int
    end: int


class Synopsis(Struct, frozen=True):
    """What the artist says a scene is about; never shown."""

    words: str


class Card(Struct, frozen=True):
    """Centred words, meant to be read on the screen."""

    words: str
    start: int
    end: int


class Preamble(Struct, frozen=True):
    """Words before the first scene of a list: who is who. Read for the cast, never shown."""

    start: int
    end: int
    text: str


Piece: TypeAlias = SceneBreak | ShotBreak | Passage | Spoken | Passing | Synopsis | Card | Preamble


class Screenplay(Struct, frozen=True):
    """A script in pieces, in order. ``scenes_given``: scenes begin only where a SceneBreak says so.

    ``shots_given``: shots begin only where a ShotBreak says so.
    """

    title: str
    author: str
    pieces: tuple[Piece, ...]
    scenes_given: bool
    shots_given: bool = False

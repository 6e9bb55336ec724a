"""How a shot is framed when the words leave it open: the grammar of film, always the same for the same script."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary
from studio.engine.director.acting import OF_THINGS
from studio.engine.director.statement import Shooting
from studio.timeline.film import Action, Beat, Camera, CastId, EntityId, Feeling, Line, Setting

_TRAVELS: Final = frozenset({"walk", "run", "enter", "leave"})
_WHOLE_BODY: Final = frozenset(
    {
        "walk", "run", "enter", "leave", "dance", "jump", "kick", "throw", "get_up", "sit", "bow", "wave", "topple",
        "push", "pull", "slide", "roll", "stack", "break", "slip", "faint", "fall",
    }
)  # fmt: skip
"""What is not seen by half: what the legs do, and what becomes of things on the ground."""
_BY_HAND: Final = frozenset({"pick_up", "put_down", "drop", "hold", "give", "point"})
_STRONG: Final = frozenset({"sad", "weeping", "angry", "surprised", "afraid", "shy"})
_WIDE: Final = frozenset({"extreme wide shot", "establishing shot", "wide shot"})
_SEVERAL: Final = _WIDE | {"group shot", "two shot", "over the shoulder"}
_HIGH_UP: Final = frozenset({"bird's eye", "overhead"})
_GROUP: Final = 3
_NEIGHBOURS: Final = {
    "medium shot": "medium close-up",
    "medium close-up": "medium shot",
    "close-up": "medium close-up",
    "full shot": "medium shot",
    "wide shot": "full shot",
    "two shot": "full shot",
    "group shot": "wide shot",
    "over the shoulder": "medium close-up",
}


class Contents(Struct, frozen=True):
    """What a shot holds, before it is framed. ``here``: everybody in the scene at the time."""

    beats: tuple[Beat, ...]
    people: tuple[CastId, ...]
    things: tuple[EntityId, ...]
    here: tuple[CastId, ...]
    shooting: Shooting
    setting: Setting


class Before(Struct, frozen=True):
    """What has been shown so far: the camera and setting of the shot before, places seen, lines in this scene."""

    camera: Camera | None = None
    new_scene: bool = True
    seen_places: frozenset[str] = frozenset()
    lines: int = 0


def frame(contents: Contents, before: Before) -> Camera:
    """The camera of a shot: what the words say, and the rest by what happens in it."""
    said = contents.shooting
    framing = said.framing or _framing(contents, before)
    subject = said.subject or _subject(contents, framing)
    if said.framing is None and before.camera is not None and not before.new_scene:
        framing = _varied(framing, subject, before.camera)
    move = said.move or _move(contents, before, framing)
    subject, other = _sides(contents, framing, move, subject)
    return Camera(framing, move, said.angle or "eye level", subject, said.lens or "", other)


def _sides(
    contents: Contents, framing: str, move: str, subject: EntityId | None
) -> tuple[EntityId | None, EntityId | None]:
    """Whom the camera is on, and the other one that such a frame or move has."""
    other = contents.shooting.other
    around = [*contents.here, *contents.people]
    if framing == "over the shoulder":
        subject = _first([subject, *contents.people, *around], other) or _lead(contents)
        return subject, other or _first(around, subject)
    if framing == "point of view":
        seen = contents.shooting.subject
        other = other or _first(around, seen)
        return _first([seen, *_looked_at(contents), *contents.things, *contents.people], other), other
    return (subject, other) if move == "rack focus" else (subject, None)


def _first(entities: Sequence[EntityId | None], but: EntityId | None) -> EntityId | None:
    return next((one for one in entities if one is not None and one != but), None)


def _looked_at(contents: Contents) -> list[EntityId]:
    return [b.towards for b in contents.beats if isinstance(b, Action) and b.motion == "look" and b.towards]


def holds_several(framing: str) -> bool:
    """Whether everybody who is there is seen in such a frame."""
    return framing in _SEVERAL


def _framing(contents: Contents, before: Before) -> str:
    lines = [beat for beat in contents.beats if isinstance(beat, Line)]
    motions = [beat for beat in contents.beats if isinstance(beat, Action)]
    if contents.shooting.move == "follow":
        return "full shot"
    if contents.shooting.move == "rack focus":
        return "medium shot"
    if contents.shooting.angle in _HIGH_UP and contents.shooting.subject is None:
        return "wide shot"
    if contents.shooting.subject is not None:
        return "medium shot" if contents.shooting.subject in contents.people else "close-up"
    if before.new_scene:
        return _opening(contents, before, motions, lines)
    if lines:
        return _talking(contents, before, lines)
    if not contents.people:
        return _without_people(contents, motions)
    if len(contents.people) > 1:
        return _of_several(len(contents.people))
    if any(beat.motion in _WHOLE_BODY for beat in motions):
        return "full shot"
    if any(beat.motion in _BY_HAND for beat in motions):
        return "medium shot"
    if _strong_feeling(contents) or (not motions and any(isinstance(beat, Feeling) for beat in contents.beats)):
        return "close-up"
    if any(beat.motion == "look" for beat in motions) and not contents.things:
        return "medium close-up"
    return "medium shot"


def _opening(contents: Contents, before: Before, motions: Sequence[Action], lines: Sequence[Line]) -> str:
    new_place = contents.setting.place not in before.seen_places
    if not contents.people and any(_does_thing(beat) for beat in motions):
        return "full shot"
    if new_place and not lines:
        return "wide shot"
    if len(contents.people) > 1:
        return _of_several(len(contents.people))
    if new_place:
        return "full shot"
    return "full shot" if contents.people else "wide shot"


def _does_thing(beat: Action) -> bool:
    """Whether it is what things do of themselves: fall, roll, sway, float, sink."""
    return vocabulary.motions()[beat.motion].family in OF_THINGS | {"float"}


def _talking(contents: Contents, before: Before, lines: Sequence[Line]) -> str:
    speakers = list(dict.fromkeys(line.who for line in lines))
    if len(speakers) > 1:
        return _of_several(max(len(speakers), len(contents.people)))
    if len(contents.people) == 2 and any(
        isinstance(beat, Action) and beat.towards in contents.people for beat in contents.beats
    ):
        return "two shot"
    if _strong_feeling(contents):
        return "close-up"
    if any(isinstance(beat, Action) and beat.motion in _WHOLE_BODY for beat in contents.beats):
        return "medium shot"
    if any(isinstance(beat, Action) and beat.motion in _BY_HAND for beat in contents.beats):
        return "medium shot"
    if before.lines % 4 == 2 and len(contents.here) == 2:
        return "over the shoulder"
    if before.lines >= 4 and before.lines % 3 == 0:
        return "close-up"
    return "medium close-up"


def _of_several(people: int) -> str:
    return "group shot" if people >= _GROUP else "two shot"


def _without_people(contents: Contents, motions: Sequence[Action]) -> str:
    if not contents.things:
        return "wide shot"
    if any(_does_thing(beat) for beat in motions):
        return "full shot"
    return "close-up"


def _strong_feeling(contents: Contents) -> bool:
    return any(isinstance(beat, Feeling) and beat.emotion in _STRONG for beat in contents.beats)


def _subject(contents: Contents, framing: str) -> EntityId | None:
    """Whom the camera is on; None frames everybody."""
    if framing in _SEVERAL - {"over the shoulder"}:
        return None
    if framing == "insert" and contents.things:
        return contents.things[0]
    return _lead(contents)


def _lead(contents: Contents) -> EntityId | None:
    speaker = next(
        (beat.who for beat in contents.beats if isinstance(beat, Line) and beat.who in contents.people), None
    )
    if speaker is not None:
        return speaker
    for group in (contents.people, contents.things):
        actor = next((beat.who for beat in contents.beats if beat.who in group), None)
        if actor is not None:
            return actor
    heard = {beat.who for beat in contents.beats if isinstance(beat, Line)}
    listeners = [one for one in contents.here if heard and one not in heard]
    return next(iter([*contents.people, *listeners, *contents.things]), None)


def _varied(framing: str, subject: EntityId | None, last: Camera) -> str:
    """Never the same frame twice in a row on the same subject: that would jump."""
    if (framing, subject) != (last.framing, last.subject):
        return framing
    return _NEIGHBOURS.get(framing, framing)


def _move(contents: Contents, before: Before, framing: str) -> str:
    travels = any(isinstance(beat, Action) and beat.motion in _TRAVELS for beat in contents.beats)
    if framing in _WIDE and before.camera is None:
        return "dolly in"
    if framing == "full shot" and travels and len(contents.people) == 1 and not _goes(contents):
        return "follow"
    if framing == "close-up" and _strong_feeling(contents):
        return "dolly in"
    return "static"


def _goes(contents: Contents) -> bool:
    """Somebody who leaves is let go: the camera stays."""
    return any(isinstance(beat, Action) and beat.motion in ("leave", "enter") for beat in contents.beats)

"""Directions in words: what was read, said back so that it can be edited and read again."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary
from studio.engine.director.intensities import degree_of
from studio.engine.director.lexicon import lexicon
from studio.engine.director.stems import third_person
from studio.timeline.film import Action, Beat, Camera, CastId, Directions, EntityId, Feeling, Line, Onset, Setting

_HOURS: Final = {"morning": "in the morning", "day": "by day", "evening": "in the evening", "night": "at night"}
_AIR: Final = {
    "clear": "clear sky", "cloudy": "cloudy", "rain": "in the rain", "storm": "in a storm", "snow": "in falling snow",
    "wind": "windy", "fog": "in fog", "petals": "petals drifting", "dust": "dust in the air",
    "fireflies": "fireflies in the air", "embers": "drifting embers",
}  # fmt: skip
_AMBIENCE: Final = {
    "neon_street": "city hum", "beach": "sound of waves", "meadow": "wind in the grass", "forest": "rustling leaves",
    "classroom": "quiet classroom", "room": "quiet room", "rooftop": "wind over the roof", "shrine": "quiet shrine",
    "stage": "quiet",
}  # fmt: skip
_AIR_SOUND: Final = {
    "rain": "sound of rain",
    "storm": "sound of rain and wind",
    "wind": "sound of wind",
    "snow": "hush",
}
_WEAPONS: Final = frozenset({"sword", "knife", "staff", "spear", "axe", "bat", "shield", "stick", "hammer"})
_TOWARDS: Final = {
    "look": "at", "point": "at", "wave": "to", "give": "to", "talk": "to", "bow": "to", "nod": "to", "wink": "at",
    "stick_out_tongue": "at", "reach_out": "to", "warm_hands": "over", "swing_on": "",
}  # fmt: skip
"""The word before whom or what it is meant for; "" where the verb has it."""
_LOOKS: Final = frozenset({"look", "turn"})
_WAYS: Final = frozenset({"up", "down", "around", "back", "away", "left", "right", "out"})
_WHERE: Final = frozenset(
    {
        "to",
        "on",
        "at",
        "by",
        "in",
        "into",
        "near",
        "behind",
        "towards",
        "toward",
        "onto",
        "beside",
        "along",
        "across",
        "through",
        "from",
    }
)
_ON: Final = frozenset({"put_down", "sit"})


class Told(Struct, frozen=True):
    """All that the words are made from. ``names``: how everybody and everything is called."""

    present: tuple[EntityId, ...]
    setting: Setting
    camera: Camera
    beats: tuple[Beat, ...]
    cues: tuple[str, ...]
    pace: str | None
    duration: Fraction
    names: Mapping[EntityId, str]
    effects: tuple[str, ...] = ()


def directions(told: Told) -> Directions:
    """A shot's six ingredients."""
    return Directions(
        subject=_subject(told),
        setting=_setting(told.setting),
        camera=_camera(told),
        motion=_motion(told),
        pacing=pacing(told.pace, told.duration),
        audio=_audio(told),
    )


def pacing(pace: str | None, duration: Fraction) -> str:
    """As in "Slow, 4 s"."""
    word = {"still": "Lingering", "slow": "Slow", "even": "Even", "quick": "Quick"}.get(pace or "even", "Even")
    return f"{word}, {float(duration):.3g} s"


def _subject(told: Told) -> str:
    names = [told.names[entity] for entity in told.present]
    return _upper(_listed(names)) if names else "Nobody; the place alone"


def _setting(setting: Setting) -> str:
    place = _upper(setting.place)
    return f"{place}, {_HOURS.get(setting.hour, setting.hour)}, {_AIR.get(setting.weather, setting.weather)}"


def _camera(told: Told) -> str:
    camera = told.camera
    subject = told.names.get(camera.subject) if camera.subject is not None else None
    other = told.names.get(camera.other) if camera.other is not None else None
    of = f" of {the(subject)}" if subject else ""
    framing, move = camera.framing, "static camera" if camera.move == "static" else camera.move
    if framing in ("over the shoulder", "point of view"):
        framing = f"{framing} of {the(other)}" if other else f"{framing.replace(' ', '-')} shot"
        of = f" on {the(subject)}" if subject and other else of
    elif other:
        move = f"{move} to {the(other)}"
    lens = "".join(f", {one}" for one in (camera.lens, *told.effects) if one)
    angle = {"behind": "from behind", "overhead": "from overhead", "dutch": "dutch angle", "side": "from the side"}
    return f"{_upper(framing)}{of}, {angle.get(camera.angle, camera.angle)}, {move}{lens}"


def _motion(told: Told) -> str:
    sentences = [f"{_upper(text)}." for text in _sentences(told)]
    return " ".join(sentences) if sentences else ("Nobody moves." if told.present else "Nothing moves.")


def _sentences(told: Told) -> list[str]:
    found: list[str] = []
    last: Action | None = None
    for beat in told.beats:
        match beat:
            case Action():
                with_it = beat.onset is Onset.WITH and last is not None and not _the_same(last, beat)
                said = _action(beat, told.names)
                if with_it and found:
                    found[-1] += f", while {said}"
                else:
                    found.append(f"Then {said}" if beat.onset is Onset.AFTER else said)
                last = beat
            case Feeling():
                found.append(f"{the(told.names[beat.who])} is {_emotion(beat)}")
                last = None
            case Line():
                last = None
    return list(dict.fromkeys(found))


def _the_same(one: Action, other: Action) -> bool:
    """Whether several do the same, each told in a sentence of their own."""
    return (one.motion, one.words) == (other.motion, other.words)


def _emotion(feeling: Feeling) -> str:
    if feeling.emotion == "weeping":
        return "in tears"
    return f"{degree_of(feeling.intensity)} {feeling.emotion}".strip()


def _action(action: Action, names: Mapping[EntityId, str]) -> str:
    if action.motion == "wear":
        return f"{the(names[action.who])} now wears {_clothes(action)}"
    verb = _verb(action, names)
    thing = f" {the(names[action.thing])}" if action.thing else ""
    onto = action.motion in _ON and not names.get(action.towards or CastId(""), "")[:1].isupper()
    to = _TOWARDS.get(action.motion, "on" if onto else "beside" if action.motion in _ON else "towards")
    aim = f"{to} {the(names[action.towards])}".strip() if action.towards else ""
    towards = f" {aim}" if aim else whereabouts(action)
    manner = " slowly" if action.manner < 0.8 else " quickly" if action.manner > 1.2 else ""
    return f"{the(names[action.who])} {verb}{thing}{towards}{manner}"


def _verb(action: Action, names: Mapping[EntityId, str]) -> str:
    """The plain word for what is done; what strikes a thing hits it, or fights with it where it is a weapon."""
    if action.motion == "punch" and action.thing is not None:
        noun = names[action.thing].split()[-1]
        kinds = {sense.id for sense in lexicon().senses(noun, frozenset({"props"}))}
        return "fights with" if kinds & _WEAPONS else "hits"
    return third_person(vocabulary.motions()[action.motion].words[0].replace(" her ", " the "))


def _clothes(action: Action) -> str:
    """What somebody is dressed in, in the words that tell it: "a red kimono"."""
    outfits = {word for entry in vocabulary.named("outfits").values() for word in entry.words}
    told = (found[1].strip() for found in re.finditer(r"\b(?:in|wearing)\s+([^,.;]+)", action.plain, re.IGNORECASE))
    return next((one for one in told if one.lower().split()[-1] in outfits or one.lower() in outfits), "other clothes")


def whereabouts(action: Action) -> str:
    """Where to, in the artist's own words, when it is a part of the set or a direction: "to the door", "up"."""
    words = re.sub(r"[^\w' ]+", " ", action.plain.lower()).split()
    for at, word in enumerate(words):
        if action.motion in _LOOKS and word in _WAYS and words[at + 1 : at + 3] != ["at", "the"]:
            return f" {word}"
        if word not in _WHERE:
            continue
        phrases = {last: " ".join(words[at + 1 : last]) for last in range(min(at + 5, len(words)), at + 1, -1)}
        bare = {last: phrase.removeprefix("the ").removeprefix("a ") for last, phrase in phrases.items()}
        last = next((last for last in bare if bare[last] in _fixtures() | _places()), None)
        if last is not None and bare[last] in _fixtures():
            way = f" {words[at - 1]}" if at and words[at - 1] in _WAYS else ""
            return f"{way} {words[at]} {phrases[last]}"
    return ""


@cache
def _fixtures() -> frozenset[str]:
    """Everything painted on any set, and the camera: what one can go, look or sit to without its being a prop."""
    kinds = vocabulary.set_kinds().values()
    spots = {word for kind in kinds for spot in kind.spots for word in (spot.name, *spot.words)}
    solids = {fixture.name for kind in kinds for fixture in (*kind.seats, *kind.solids)}
    dressing = {word for entry in vocabulary.named("dressing").values() for word in entry.words}
    return frozenset(spots | solids | dressing | {"camera"})


@cache
def _places() -> frozenset[str]:
    """Every name of a set: "a neon street" is where the shot is, and no neon sign to walk on."""
    return frozenset(word for kind in vocabulary.set_kinds().values() for word in kind.words)


def the(name: str) -> str:
    """A thing with its article; a name without: names begin with a capital, things do not."""
    return name if name[:1].isupper() or not name[:1].isascii() else f"the {name}"


def _audio(told: Told) -> str:
    said = [f'{_upper(the(told.names[beat.who]))} says "{beat.text}"' for beat in told.beats if isinstance(beat, Line)]
    air = [_AIR_SOUND[told.setting.weather]] if told.setting.weather in _AIR_SOUND else []
    cues = [cue for cue in told.cues if cue not in ("silence",)]
    sounds = [*air, _AMBIENCE.get(told.setting.set, "quiet"), *cues]
    return ". ".join([*said, _upper(", ".join(dict.fromkeys(sounds)))])


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

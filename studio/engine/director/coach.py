"""The prompt coach: what a shot's words leave open, what found no place, and what asks too much at once.

Pure advice: nothing here changes a film. Each piece of advice has a suggestion that one click can apply.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary
from studio.engine.advice import Advice, Kind, Suggestion
from studio.engine.director.lexicon import lexicon
from studio.engine.director.statement import LEFT_OUT
from studio.engine.director.timing import beats_seconds, shot_seconds, too_much
from studio.engine.director.tokens import sentences
from studio.engine.director.tongues.editing import tongue_of
from studio.engine.director.tongues.wordbook import wordbook
from studio.timeline.film import Action, EntityId, Feeling, Film, Line, Scene, Shot

_SHORT_S: Final = 2.0
_SHORT_WORD: Final = 3
_LEAST_LIKE: Final = 0.8
_SECONDS: Final = re.compile(r"\b\d+(?:[.,]\d+)?[ -]?(?:s|secs?|seconds?|min|minutes?)\b", re.IGNORECASE)
_BEFORE: Final = {
    "en": r"(?:\s+(?:with|in|on|at|of|to|by|from|near|and|like))?(?:\s+(?:a|an|the|her|his|their|some|its))?\s+",
    "es": r"(?:\s+(?:con|en|a|de|por|y))?(?:\s+(?:un|una|unos|unas|el|la|los|las|su|sus))?\s+",
    "fr": r"(?:\s+(?:avec|dans|sur|à|de|par|et))?(?:\s+(?:un|une|des|le|la|les|son|sa|ses|du))?\s+",
    "de": r"(?:\s+(?:mit|in|an|auf|zu|von|und))?(?:\s+(?:eine?[nmrs]?|der|die|das|den|dem|seine?n?|ihre?n?))?\s+",
}
_AFTER: Final = {"ja": "[をがはにでともへの]?", "ko": "(?:에게|에서|으로|[을를이가은는에와과의로도])?"}
_CAMERA: Final = frozenset({"framings", "moves", "angles", "lenses"})
_TABLES: Final = {
    "setting": frozenset({"sets", "hours", "weathers", "dressing"}),
    "camera": _CAMERA,
    "pacing": frozenset({"paces"}),
    "audio": frozenset({"sounds"}),
}


class _Hints(Struct, frozen=True):
    """A table of ``resources/coach.toml``."""

    otherwise: str
    by_place: dict[str, str] = {}
    by_feeling: dict[str, str] = {}
    of_things: str = ""


def advise_film(film: Film) -> tuple[Advice, ...]:
    """What there is to say about every shot, in film order."""
    return tuple(advice for scene in film.scenes for shot in scene.shots for advice in _advice(film, scene, shot))


def advise(film: Film, shot: Shot) -> tuple[Advice, ...]:
    """What there is to say about one shot: warnings first, then what found no place, then what is left open."""
    return tuple(_advice(film, film.scene_of(shot.id), shot))


def _advice(film: Film, scene: Scene, shot: Shot) -> Iterator[Advice]:
    yield from _too_much(shot)
    yield from _contradictions(film, shot)
    yield from _unplaced(film, shot)
    if shot.words:
        yield from _missing(film, scene, shot)


# --- too much ---------------------------------------------------------------------------------------
def _too_much(shot: Shot) -> Iterator[Advice]:
    """More than fits the shot's length, or more set-ups than one."""
    seconds = float(shot.duration)
    if too_much(shot.beats, seconds):
        needed = max(shot_seconds(shot.beats, None, shot.camera), seconds + 1)
        count = sum(isinstance(beat, Action | Line) for beat in shot.beats)
        what = f"{count} things happen in {seconds:g} s; they need about {needed:.0f} s."
        label = f"Make the shot {needed:.0f} s long"
        yield Advice(shot.id, Kind.TOO_MUCH, "pacing", what, Suggestion(label, "pacing", f"Even, {needed:.0f} s"))
    for words, kind in _left_out(shot):
        told = shot.directions.camera
        other = _swapped(told, kind, shot, words)
        what = f'A shot has one {_SINGLE[kind]}; "{words}" is left out.'
        label = f'Film it with "{words}" instead'
        yield Advice(shot.id, Kind.TOO_MUCH, "camera", what, Suggestion(label, "camera", other))


_SINGLE: Final = {"framings": "framing", "moves": "camera move", "angles": "angle", "lenses": "lens"}


def _left_out(shot: Shot) -> list[tuple[str, str]]:
    """Camera words that another set-up of the same shot displaced, and which kind they are."""
    whys = {why: kind for kind, why in LEFT_OUT.items()}
    return [(one.words, whys[one.why]) for one in shot.unplaced if one.why in whys]


def _swapped(told: str, kind: str, shot: Shot, words: str) -> str:
    """The camera direction with one part of it replaced."""
    chosen = {"framings": shot.camera.framing, "moves": shot.camera.move, "angles": shot.camera.angle}.get(kind, "")
    chosen = "static camera" if chosen == "static" else chosen
    at = told.lower().find(chosen.lower()) if chosen else -1
    return f"{told}, {words}" if at < 0 else f"{told[:at]}{words}{told[at + len(chosen) :]}"


# --- contradictions ---------------------------------------------------------------------------------
def _contradictions(film: Film, shot: Shot) -> Iterator[Advice]:
    """Two hours or two weathers at once, and one person who feels opposite things in a moment."""
    senses = _senses(shot.plain)
    for table, chosen in (("hours", shot.setting.hour), ("weathers", shot.setting.weather)):
        others = [one for one in senses.get(table, {}) if one != chosen]
        if chosen in senses.get(table, {}) and others:
            what = f"The words ask for {chosen} and {others[0]} in one shot; {chosen} is played."
            place = shot.setting.place[:1].upper() + shot.setting.place[1:]
            suggestion = Suggestion(f"Play {others[0]} instead", "setting", f"{place}, {senses[table][others[0]]}")
            yield Advice(shot.id, Kind.CONTRADICTION, "setting", what, suggestion)
    for who, first, then in _moods(shot):
        name = next((member.name for member in film.cast if member.id == who), "Somebody")
        what = f"{name} is {first} and {then} within {float(shot.duration):.1f} s; the face has no time for both."
        kept = _without_feeling(shot.directions.motion, name, first)
        yield Advice(
            shot.id, Kind.CONTRADICTION, "motion", what, Suggestion(f"Let {name} only be {then}", "motion", kept)
        )


def _moods(shot: Shot) -> Iterator[tuple[EntityId, str, str]]:
    """Opposite feelings of one person with hardly anything between them."""
    opposite = _hints("opposites").by_feeling
    last: dict[EntityId, tuple[str, int]] = {}
    for at, beat in enumerate(shot.beats):
        if isinstance(beat, Feeling):
            first, since = last.get(beat.who, ("", 0))
            between = beats_seconds(shot.beats[since + 1 : at])
            if opposite.get(first) == beat.emotion and between < _SHORT_S:
                yield beat.who, first, beat.emotion
            last[beat.who] = (beat.emotion, at)


def _without_feeling(motion: str, name: str, feeling: str) -> str:
    kept = re.sub(rf"\b{re.escape(name)} is {re.escape(feeling)}\.\s*", "", motion).strip()
    return kept or motion


# --- unplaced ---------------------------------------------------------------------------------------
def _unplaced(film: Film, shot: Shot) -> Iterator[Advice]:
    """Words without a place: the word that may have been meant, or the words left out."""
    elsewhere = {*LEFT_OUT.values(), *(one.why for one in too_much(shot.beats, float(shot.duration)))}
    for one in shot.unplaced:
        if one.why in elsewhere or not one.words.strip() or shot.words not in film.script:
            continue
        tongue = tongue_of(shot.words) if shot.read else "en"
        if meant := _meant(one.words, tongue):
            label, after = f'Write "{meant}"', shot.words.replace(one.words, meant, 1)
        else:
            label, after = f'Leave "{one.words}" out', _without(shot.words, one.words, tongue)
        if after != shot.words:
            suggestion = Suggestion(label, "script", after, shot.words)
            yield Advice(shot.id, Kind.UNPLACED, "motion", f'"{one.words}": {one.why}', suggestion)


def _meant(words: str, tongue: str) -> str:
    """The known word of the same language that is spelt most like this one; empty if none is near."""
    if tongue == "en" and lexicon().has(words.lower().split()[0]):
        return ""
    near = difflib.get_close_matches(words.lower(), _known_words(tongue), n=1, cutoff=_LEAST_LIKE)
    return near[0] if near and near[0] != words.lower() else ""


@cache
def _known_words(tongue: str) -> list[str]:
    if tongue != "en":
        return sorted(phrase for phrase in wordbook(tongue).phrases() if len(phrase) > _SHORT_WORD)
    kinds = (vocabulary.prop_kinds(), vocabulary.set_kinds(), vocabulary.motions(), vocabulary.named("emotions"))
    return sorted(
        {word for table in kinds for entry in table.values() for word in entry.words if len(word) > _SHORT_WORD}
    )


def _without(text: str, words: str, tongue: str) -> str:
    """A text without some words and the small ones that lead up to them, or mark their case after them."""
    bare = re.escape(words) + _AFTER.get(tongue, "")
    led = f"{_BEFORE[tongue]}{bare}\\b|" if tongue in _BEFORE else ""
    return re.sub(led + bare, "", text, count=1).strip()


# --- missing ----------------------------------------------------------------------------------------
def _missing(film: Film, scene: Scene, shot: Shot) -> Iterator[Advice]:
    """Which of the six ingredients the artist's words leave to the studio."""
    said = _said(scene, shot)
    told = shot.directions
    choices = {
        "subject": ("Nobody and nothing is named.", "Somebody"),
        "setting": (f"No place is named; it is played on {_a(shot.setting.place)}.", "Street, in the evening, rain"),
        "camera": (f"How it is filmed is left open; it is a {shot.camera.framing}.", _camera(film, shot)),
        "motion": ("Nothing happens.", f"{_name(film, shot)} {_doing(film, shot)}."),
        "pacing": ("How fast it goes is left open.", f"{_by_feeling('pacing', shot)}, {float(shot.duration):.3g} s"),
        "audio": ("Nothing is heard but the place itself.", f"{told.audio}. {_sound(shot)}".strip(". ")),
    }
    for ingredient, (what, words) in choices.items():
        if ingredient not in said and words != getattr(told, ingredient):
            suggestion = Suggestion(f"{ingredient.capitalize()}: {words}", ingredient, words)
            yield Advice(shot.id, Kind.MISSING, ingredient, what, suggestion)


def _said(scene: Scene, shot: Shot) -> set[str]:
    """The ingredients that the words have."""
    found = _senses(shot.plain)
    said = {ingredient for ingredient, tables in _TABLES.items() if tables & found.keys()}
    said |= (
        {"setting"}
        if scene.heading or any(_TABLES["setting"] & _senses(s.plain).keys() for s in scene.shots)
        else set()
    )
    said |= {"subject"} if shot.present else set()
    said |= {"motion"} if any(isinstance(beat, Action | Line) for beat in shot.beats) else set()
    said |= {"pacing"} if _SECONDS.search(shot.plain) else set()
    said |= {"audio"} if shot.cues or any(isinstance(beat, Line) for beat in shot.beats) else set()
    return said


def _senses(words: str) -> dict[str, dict[str, str]]:
    """What the words may mean: for each table, its ids and the words for them."""
    found: dict[str, dict[str, str]] = {}
    for tokens in sentences(words, 0):
        taken = 0
        for at in range(len(tokens)):
            matches = lexicon().matches(tokens, at) if at >= taken and tokens[at].quote is None else []
            for match in matches:
                if match.length == matches[0].length:
                    text = " ".join(tokens[index].low for index in match.taken)
                    found.setdefault(match.sense.table, {}).setdefault(match.sense.id, text)
                    taken = max(taken, match.taken[-1] + 1 if match.sense.table in _CAMERA else taken)
    return found


def _camera(film: Film, shot: Shot) -> str:
    """A set-up that says more than the usual one."""
    who = _name(film, shot)
    feeling = next((beat.emotion for beat in shot.beats if isinstance(beat, Feeling)), "")
    if feeling:
        return f"Close-up of {who}, eye level, dolly in"
    if any(isinstance(beat, Action) and beat.motion in ("walk", "run") for beat in shot.beats):
        return f"Full shot of {who}, low angle, follow"
    return f"Medium close-up of {who}, eye level, dolly in" if shot.present else "Wide shot, high angle, crane down"


def _name(film: Film, shot: Shot) -> str:
    names: dict[str, str] = {member.id: member.name for member in film.cast}
    names |= {prop.id: f"the {prop.name}" for prop in film.props}
    return next((names[one] for one in shot.present if one in names), "somebody")


def _by_feeling(name: str, shot: Shot) -> str:
    hints = _hints(name)
    feelings = [beat.emotion for beat in shot.beats if isinstance(beat, Feeling)]
    return next((hints.by_feeling[one] for one in feelings if one in hints.by_feeling), hints.otherwise)


def _doing(film: Film, shot: Shot) -> str:
    """What whoever is named could do; what has no eyes looks nowhere."""
    kinds: dict[str, str] = {member.id: "" for member in film.cast}
    kinds |= {prop.id: prop.kind for prop in film.props}
    kind = vocabulary.prop_kinds().get(next((kinds[one] for one in shot.present if one in kinds), ""))
    lifeless = kind is not None and not kind.alive
    return _hints("motion").of_things if lifeless else _by_feeling("motion", shot)


def _sound(shot: Shot) -> str:
    hints = _hints("sounds")
    return hints.by_place.get(shot.setting.set, hints.otherwise)


def _hints(name: str) -> _Hints:
    return _tables()[name]


@cache
def _tables() -> dict[str, _Hints]:
    return vocabulary.read_table("coach.toml", _Hints)


def _a(place: str) -> str:
    return f"{'an' if place[:1] in 'aeiou' else 'a'} {place}"


def in_words(advice: Sequence[Advice]) -> list[str]:
    """Advice as lines of text."""
    return [f"{one.what} Suggestion: {one.suggestion.label}." for one in advice]

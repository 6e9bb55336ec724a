"""The same directions in seven languages, and a film's plan in facets that do not depend on the language."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from typing import Final

from studio.engine.director.direct import direct
from studio.engine.director.people import role_build
from studio.resources import resource
from studio.timeline.film import Action, Feeling, Film, Line, Scene, Shot

TONGUES: Final = ("ja", "zh", "ko", "es", "fr", "de")


def twins() -> list[dict[str, str]]:
    """Every direction by language; "en" is the one the others are twins of. Some are not in every language."""
    return [twin for name in ("twins", "twins_asia") for twin in _read(name)]


def unseen() -> list[dict[str, str]]:
    """Twins of an author who had not seen the director: all of them, also those whose plans differ."""
    return _read("twins_unseen")


def _read(name: str) -> list[dict[str, str]]:
    return tomllib.loads(resource(f"bench/{name}.toml").read_text("utf-8"))["twin"]


def agreement(tongue: str, pairs: Sequence[dict[str, str]]) -> tuple[Counter[str], Counter[str], list[str]]:
    """By facet: in how many of a language's twins it is as in English, of how many; and what differs, in words."""
    same: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    differing: list[str] = []
    for twin in (one for one in pairs if tongue in one):
        expected, found = facets(direct(twin["en"])), facets(direct(twin[tongue]))
        for name in expected:
            asked[name] += 1
            same[name] += found[name] == expected[name]
            if found[name] != expected[name]:
                differing.append(f"{twin[tongue]!r}: {name} {found[name]} for {expected[name]}")
    return same, asked, differing


def facets(film: Film) -> dict[str, object]:
    """What two twins must share: places, people, things, what is done, felt and said, and how it is filmed."""
    return {
        "scenes": len(film.scenes),
        "settings": [_settings(scene) for scene in film.scenes],
        "places": [_places(scene) for scene in film.scenes],
        "cast": [_look(film, member.id) for member in film.cast],
        "props": sorted((prop.kind, prop.colour or "") for prop in film.props),
        "actions": [_action(film, beat) for shot in film.shots for beat in shot.beats if isinstance(beat, Action)],
        "feelings": [
            (_called(film, beat.who), beat.emotion)
            for shot in film.shots for beat in shot.beats if isinstance(beat, Feeling)
        ],
        "lines": [_called(film, beat.who) for shot in film.shots for beat in shot.beats if isinstance(beat, Line)],
        "camera": [_camera(film, shot) for shot in film.shots],
        "cues": sorted(cue for shot in film.shots for cue in shot.cues),
        "durations": [shot.duration for shot in film.shots if not any(isinstance(one, Line) for one in shot.beats)],
        "unplaced": sum(len(shot.unplaced) for shot in film.shots) + len(film.unplaced),
    }  # fmt: skip


def _settings(scene: Scene) -> list[object]:
    return list(dict.fromkeys((shot.setting.set, shot.setting.hour, shot.setting.weather) for shot in scene.shots))


def _places(scene: Scene) -> int:
    return len({shot.setting.place for shot in scene.shots})


def _called(film: Film, entity: str | None) -> object:
    for number, member in enumerate(film.cast):
        if member.id == entity:
            return f"person {number}"
    for prop in film.props:
        if prop.id == entity:
            return (prop.kind, prop.colour)
    return None


def _look(film: Film, entity: str) -> object:
    member = next(one for one in film.cast if one.id == entity)
    look = member.look
    if not member.words:
        return look.build
    if role_build(member.name.lower()) is None:
        return look.build, look.accessories
    return look.build, look.accessories, look.hair_style, look.hair, look.outfit, look.cloth


def _action(film: Film, beat: Action) -> object:
    who, thing, towards = (_called(film, one) for one in (beat.who, beat.thing, beat.towards))
    return who, beat.motion, thing, towards, beat.manner


def _camera(film: Film, shot: Shot) -> object:
    return (
        shot.camera.framing,
        shot.camera.move,
        shot.camera.angle,
        _called(film, shot.camera.subject),
        shot.camera.lens,
    )

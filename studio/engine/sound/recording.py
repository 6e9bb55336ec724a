"""A shot's sound: from a Performance to its stems."""

from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np

from studio.engine.footage import unchanged
from studio.engine.media.video_files import read_sound
from studio.engine.performance import Performance, Samples
from studio.engine.pyrotechnics import shells_over
from studio.engine.sound.ambience import ambience_stem, ambiences
from studio.engine.sound.bursting import add_bursts
from studio.engine.sound.calling import add_calls
from studio.engine.sound.cues import cue_sounds
from studio.engine.sound.dialogue import dialogue_stem
from studio.engine.sound.effects import Ground, effects_stem, is_wet
from studio.engine.sound.space import answer
from studio.engine.sound.stems import RATE, TAIL_SECONDS, Stems
from studio.engine.stop import StopToken
from studio.engine.vocabulary import SetKind, materials, prop_kinds, set_kinds, usual
from studio.timeline.film import Footage

_USUAL_PROP_M: Final = 0.25
_SIZES: Final = (0.5, 2.0)
_RELEASE_S: Final = 0.3
_CUT_EDGE: Final = 144  # 3 ms, so that a cut in the middle of a wave does not click


def make_stems(performance: Performance, stop: StopToken) -> Stems:
    """Dialogue, effects and ambience of a shot, each (2, n), n = the shot's length plus TAIL_SECONDS.

    The same performance gives the same samples to the bit.

    Raises:
        Stopped: the token was set; noticed at least every 0.1 s.
        MissingResource: the studio's tables of sounds are missing or do not read.
    """
    performance.hold()
    length = round(performance.frames / performance.fps * RATE)
    count = length + round(TAIL_SECONDS * RATE)
    place = set_kinds().get(performance.setting.set)
    dialogue = dialogue_stem(performance, count, stop)
    effects = effects_stem(performance, _ground(performance, place), count, stop)
    add_calls(effects, performance, stop)
    cue_sounds(effects, performance.cues, length, stop)
    space = ambiences().spaces.get(place.ambience if place else "quiet")
    for stem in (dialogue, effects):
        stop.check()
        if space is not None:
            answer(stem, space)
        _let_go(stem)
    add_bursts(effects, shells_over(performance))
    ambience = ambience_stem(performance, place, length, stop)
    if performance.footage is not None:
        return Stems(dialogue, effects + _filmed_sound(performance.footage, length, count), 0 * ambience)
    return Stems(dialogue, effects, ambience)


def _filmed_sound(footage: Footage, length: int, count: int) -> Samples:
    """A clip's own sound, (2, count), silent from the shot's end on."""
    heard = np.zeros((2, count), np.float32)
    if footage.heard:
        path = unchanged(Path(footage.path), footage.sha256)
        heard[:, :length] = read_sound(path, footage.start, Fraction(length, RATE))
        edge = min(_CUT_EDGE, length // 2)
        fade = np.linspace(0.0, 1.0, edge, dtype=np.float32)
        heard[:, :edge] *= fade
        heard[:, length - edge : length] *= fade[::-1]
    return heard


def _let_go(stem: Samples) -> None:
    """What still rings when the tail ends is brought to nothing, in place."""
    release = min(round(_RELEASE_S * RATE), stem.shape[1])
    stem[:, -release:] *= np.cos(np.linspace(0, np.pi / 2, release, dtype=np.float32))


def _ground(performance: Performance, place: SetKind | None) -> Ground:
    indoors = place is not None and place.indoors
    return Ground(materials(), _prop_sizes(performance), is_wet(usual(performance.setting).weather) and not indoors)


def _prop_sizes(performance: Performance) -> dict[str, float]:
    """How large each prop is beside a usual one, for its pitch."""
    sizes: dict[str, float] = {}
    for track in performance.props:
        kind = prop_kinds().get(track.prop.kind)
        if kind is not None:
            across = float(np.prod(kind.size_m)) ** (1 / 3)
            sizes[track.prop.id] = min(max((across / _USUAL_PROP_M) ** 0.5, _SIZES[0]), _SIZES[1])
    return sizes

"""Acting keys in words: "angry, 140 %", "into the camera", "acted, 4.2 s"."""

from typing import Final

from studio.timeline.acting import ActingKey, EmotionKey, Way
from studio.timeline.capturing import CapturedKey
from studio.timeline.film import Film

AS_THE_WORDS: Final = "As the words say"
WAYS: Final = {
    Way.CAMERA: "Into the camera",
    Way.AHEAD: "Straight ahead",
    Way.UP: "Up",
    Way.DOWN: "Down",
    Way.LEFT: "To their left",
    Way.RIGHT: "To their right",
    Way.WORDS: AS_THE_WORDS,
}
STRENGTHS: Final = {"Slight": 0.5, "Plain": 1.0, "Strong": 1.4}


def told(key: ActingKey, film: Film) -> str:
    """What a key says, short enough to stand beside its mark."""
    if isinstance(key, EmotionKey):
        if not key.emotion:
            return AS_THE_WORDS.lower()
        strength = "" if key.intensity == 1.0 else f", {key.intensity:.0%}"
        return f"{key.emotion}{strength}" if key.flash is None else f"a flash of {key.emotion}{strength}"
    if isinstance(key, CapturedKey):
        strength = "" if key.strength == 1.0 else f", {key.strength:.0%}"
        return f"acted, {float(key.seconds):.1f} s{strength}"
    if key.way is Way.AT:
        return f"at {named(film, key.of)}"
    return WAYS[key.way].lower()


def named(film: Film, entity: str) -> str:
    """Somebody's or something's name, its id where the film has none such."""
    return next((one.name for one in (*film.cast, *film.props) if one.id == entity), entity)

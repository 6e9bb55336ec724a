"""Verbs that are done with a part of somebody's body: "holds Sota's hand", "puts his hand on her shoulder"."""

from typing import Final

from studio.engine.director.acting import Verb
from studio.engine.director.story import Story
from studio.timeline.film import CastId

_HANDS: Final = {"hold": "hold_hands", "pick_up": "hold_hands", "shake_head": "shake_hands", "catch": "hold_hands"}
_TOUCHES: Final = frozenset({"hold_hands", "shake_hands", "pat", "kiss", "punch", "hug", "look", "whisper"})
_ALWAYS: Final = frozenset({"open", "shut", "eat", "light", "mend"})
"""Motions that no part of anybody's body takes: "closes her eyes", "bites his lip"."""
_OWN: Final = frozenset({"throw", "drop", "kick", "give", "push", "pull", "swing_sword", "break"})
"""Motions that nobody makes with a part of their own body: "throws his arms wide"."""
_RESTED: Final = frozenset({"head", "cheek", "chin", "feet", "foot", "elbow", "elbows", "legs"})
"""What somebody lays down of themselves, which is no thing that is put anywhere."""
_LEANT_ON: Final = frozenset({"shoulder", "shoulders", "arm", "chest", "back"})
_STROKES: Final = frozenset({"run", "trail", "pass", "drag", "brush", "slide"})
"""Verbs that are a touch where it is done with a hand: "runs his fingers along the keys"."""
_TOUCHING: Final = frozenset({"hand", "hands", "finger", "fingers", "palm", "fingertip", "fingertips", "thumb"})
_TO_ANOTHER: Final = frozenset({"pat", "kiss", "whisper"})


def no_deed_of_body(verb: Verb, owner: CastId) -> bool:
    """Whether the verb means no deed of the stage with a part of this person's body."""
    return verb.motion in _ALWAYS or (owner in verb.who and verb.motion in _OWN)


def is_leaning(verb: Verb, owner: CastId, word: str) -> bool:
    """As in "leans on Ken's shoulder", "lays her head on his chest", "falls asleep on her shoulder"."""
    leans = verb.motion in ("lean_on", "sleep") or (verb.motion != "pat" and verb.word.split()[0] in ("lean", "rest"))
    return leans and word in _LEANT_ON and owner not in verb.who and verb.towards in (None, owner)


def done_to_body(verb: Verb, owner: CastId, word: str, story: Story, direct: bool) -> None:
    """Turn the verb to whose body it is, and into what one does with it.

    Args:
        word: the part of the body.
        direct: nothing stands between it and the verb: "runs her hand", not "runs, a bag in her hand".
    """
    hand = word in ("hand", "hands")
    if verb.motion == "pat" and owner not in verb.who:
        verb.towards = owner
        return
    if owner in verb.who and verb.motion == "put_down" and (hand or word == "arm"):
        verb.motion = "pat"
        return
    if direct and verb.word in _STROKES and owner in verb.who and word in _TOUCHING:
        verb.motion = "pat"
        return
    if verb.word in ("rest", "lean") or (verb.motion == "put_down" and word in _RESTED):
        verb.motion = "sleep" if word in ("head", "cheek") and verb.motion == "put_down" else "stand"
        return
    others = [one.id for one in story.people.last(2) if one.id not in verb.who]
    if owner in verb.who and (verb.motion not in _TO_ANOTHER or not others):
        return
    if hand and verb.motion in _HANDS:
        verb.motion = _HANDS[verb.motion]
    if verb.motion in _TOUCHES:
        verb.towards = others[0] if owner in verb.who else owner

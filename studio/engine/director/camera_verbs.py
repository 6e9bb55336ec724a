"""What the camera does where it is the subject of a verb: "the camera runs along behind him" follows."""

from typing import Final

_GOES: Final = frozenset({
    "walk", "run", "sneak", "march", "skip", "ride", "float", "swim", "wade", "crawl", "chase", "follow", "slide",
    "roll",
})  # fmt: skip
"""Motions with which it covers ground."""
_BESIDE: Final = frozenset({"behind", "after", "alongside", "along", "with", "beside"})
_NEARER: Final = frozenset({"in", "closer", "into", "towards", "toward", "forward", "nearer", "through"})
_ASIDE: Final = frozenset({"across", "past", "sideways"})
_FARTHER: Final = frozenset({"back", "backwards", "out", "away"})
_UPWARDS: Final = frozenset({"up", "upward", "upwards", "above", "over"})
_DOWNWARDS: Final = frozenset({"down", "downward", "downwards"})


def camera_move(motion: str, after: tuple[str, ...]) -> str:
    """The move of the vocabulary for a motion that the camera makes, empty where there is none.

    Args:
        after: the words right after the verb.
    """
    if motion in ("chase", "follow"):
        return "follow"
    if motion in ("get_up", "climb"):
        return "crane up"
    if motion in ("fall", "sink", "dive"):
        return "crane down"
    if motion not in _GOES:
        return ""
    ways = (
        (_BESIDE, "follow"), (_NEARER, "dolly in"), (_FARTHER, "dolly out"), (_UPWARDS, "crane up"),
        (_DOWNWARDS, "crane down"), (_ASIDE, "track right"),
    )  # fmt: skip
    return next((move for words, move in ways if words & set(after[:2])), "")

"""Dialogue: what a parenthetical tells, and speeches too long for one shot."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.bodies import TALK, at_once
from studio.engine.director.intensities import intensity_of
from studio.engine.director.lexicon import lexicon
from studio.engine.director.tokens import sentences
from studio.timeline.film import Action, CastId, EntityId, Feeling, Line, Onset
from studio.timeline.speaking import line_seconds

_DENIED: Final = frozenset({"without", "not", "never"})
_BY_THEMSELVES: Final = frozenset({"sit", "rise", "turn", "wave", "nod", "bow", "dance", "jump", "walk"})
_GESTURES: Final = frozenset({
    "shake_head", "shrug", "sigh", "yawn", "scratch_head", "cross_arms", "cover_face", "wipe_tears", "salute",
    "beckon", "clap", "stretch", "sneeze", "laugh", "cry", "hands_on_hips", "facepalm",
})  # fmt: skip
_BEFORE: Final = frozenset({"sit", "get_up", "turn", "enter", "bow"})
"""What is done before one speaks; everything else is done along with the words."""
_LONGEST_LINE_S: Final = 20.0
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…。！？])\s*")


def manner_feelings(who: EntityId, manner: str) -> list[Feeling]:
    """The feelings a parenthetical names: "(sadly)"."""
    found: dict[str, Feeling] = {}
    for tokens in sentences(manner, 0):
        for at in range(len(tokens)):
            felt = [match for match in lexicon().matches(tokens, at) if match.sense.table == "emotions"]
            before = " ".join(token.low for token in tokens[:at])
            for match in felt[:1]:
                said = " ".join(tokens[one].low for one in match.taken)
                found.setdefault(match.sense.id, Feeling(who, match.sense.id, intensity_of(said, before)))
    return list(found.values())


def manner_actions(who: CastId, manner: str) -> list[Action]:
    """What a parenthetical says is done before the words or along with them, alone and without a thing.

    As in "(sitting down)", "(walking away)".
    """
    if set(manner.lower().split()) & _DENIED:
        return []
    found: list[Action] = []
    for tokens in sentences(manner, 0):
        at = 0
        while at < len(tokens):
            does = [one for one in lexicon().matches(tokens, at) if one.sense.table == "motions"]
            felt = next(iter(lexicon().senses(tokens[at].low, frozenset({"motions"}))), None)
            motion = does[0].sense.id if does else felt.id if felt is not None else ""
            kind = vocabulary.motions()[motion] if motion else None
            alone = kind is not None and (kind.family in _BY_THEMSELVES or motion in _GESTURES)
            if kind is not None and not kind.needs and alone:
                found.append(Action(who, motion, words=manner))
            at = does[0].taken[-1] + 1 if does else at + 1
    return found


def along_with(actions: Sequence[Action], line: Line) -> Line:
    """The line, begun together with what its parenthetical says."""
    together = bool(actions) and actions[-1].motion not in _BEFORE and at_once(TALK, actions[-1].motion)
    return replace(line, onset=Onset.WITH) if together else line


def lines_of(who: CastId, text: str, manner: str, language: str) -> list[Line]:
    """A speech as lines: one, unless it is so long that a shot could not hold it; then cut between sentences."""
    whole = Line(who, text, manner, language)
    if line_seconds(whole) <= _LONGEST_LINE_S:
        return [whole]
    parts: list[str] = [""]
    for sentence in _SENTENCE_END.split(text):
        joined = f"{parts[-1]} {sentence}".strip()
        if parts[-1] and line_seconds(Line(who, joined)) > _LONGEST_LINE_S / 2:
            parts.append(sentence)
        else:
            parts[-1] = joined
    return [Line(who, part, manner if number == 0 else "", language) for number, part in enumerate(parts) if part]

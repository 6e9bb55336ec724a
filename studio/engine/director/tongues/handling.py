"""Hands and arms in Chinese, Japanese and Korean: whose hand is held is with whom one holds hands."""

from typing import Final

from studio.engine.director.tongues.units import Clause, Phrase, Unit

_HANDLING: Final = frozenset({"hold", "pull", "grab", "take", "hold hands", "pick up", "catch", "lead"})
_LAYS: Final = frozenset({"put down", "put", "place", "lay"})
_EMBRACES: Final = frozenset(
    {"hug", "dive", "dive into", "jump", "jump into", "run", "enter", "run into", "leap", "fall"}
)
_WHO: Final = {"her": "she", "his": "he", "their": "they"}


def by_the_hand(clause: Clause) -> None:
    """As in "牵起弟弟的手", "妹の手を引く": to hold somebody's hand is to hold hands with them."""
    verb = clause.verb
    if verb is None or verb.said not in _HANDLING | _LAYS | _EMBRACES:
        return
    for phrase in clause.objects:
        held = phrase.head.kind == "body" and phrase.owner is not None
        embraces = held and phrase.head.said in ("arms", "chest") and verb.said in _EMBRACES
        if phrase.owner is not None and (embraces or (held and _lays_hand(clause, phrase))):
            done = "hug" if embraces else "pat"
            clause.verb = Unit("motions", done, verb.start, verb.end, verb.form, verb.written)
            said = phrase.owner.said.removeprefix("the ")
            kind = phrase.owner.kind if phrase.owner.kind in ("name", "builds", "pron") else "pron"
            head = Unit(kind, _WHO.get(said, said), phrase.head.start, phrase.head.end)
            quotes = [one for one in clause.objects if one.head.kind == "quote"]
            clause.objects = [Phrase(head, "object", "" if kind != "builds" else "the"), *quotes]
            return
        if verb.written.startswith(("牵", "拉着", "挽")) and phrase.person and phrase.role == "object":
            clause.verb = Unit("motions", "hold hands", verb.start, verb.end, verb.form, verb.written)
            return
        hand = phrase.head.kind == "body" and phrase.head.said in ("hand", "hands") and phrase.owner is not None
        hand = hand and verb.said in _HANDLING
        if hand and phrase.role == "object" and phrase.owner is not None:
            said = phrase.owner.said.removeprefix("the ")
            kind = phrase.owner.kind if phrase.owner.kind in ("name", "builds", "pron") else "pron"
            said = _WHO.get(said, said)
            clause.verb = Unit("motions", "hold hands", verb.start, verb.end, verb.form, verb.written)
            phrase.head = Unit(kind, said, phrase.head.start, phrase.head.end)
            phrase.owner, phrase.role = None, "object"
            return


def _lays_hand(clause: Clause, phrase: Phrase) -> bool:
    """As in "어깨에 손을 얹다": whether a hand is laid on this part of somebody."""
    laid = any(one is not phrase and one.head.said in ("hand", "hands") and one.owner is None for one in clause.objects)
    return laid and clause.verb is not None and clause.verb.said in _LAYS


def covers(clause: Clause) -> None:
    """As in "무릎에 얼굴을 파묻는다": what the face is buried in is told by the verb."""
    if clause.verb is not None and clause.verb.said.startswith("cover her"):
        clause.objects = [one for one in clause.objects if one.role != "dative" or one.person]

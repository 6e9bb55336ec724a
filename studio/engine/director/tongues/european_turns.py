"""Spanish, French and German turns of phrase that mean something else by what stands beside the verb."""

from collections.abc import Callable, Collection
from typing import Final

from studio.engine.director.tongues.building import LOOKS
from studio.engine.director.tongues.european_senses import RIDDEN, lives
from studio.engine.director.tongues.units import Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_LEDGES: Final = frozenset({
    "railing", "rope", "wall", "fence", "beam", "log", "edge", "curb", "tightrope", "branch", "ledge", "roof", "plank",
    "rails", "tree trunk", "low wall", "window sill",
})  # fmt: skip
_LIGHTS: Final = frozenset({"torch", "flashlight", "lamp", "lantern", "candle", "light", "lighter", "phone"})
_THERE: Final = frozenset({"in", "into", "loc", "on", "to", "over", "onto"})
_OFF_BODY: Final = frozenset({"from", "of", "out of"})
_TAKEN: Final = frozenset({"pick up", "take", "pull", "pull off", "remove", "take out"})
_SLOW: Final = frozenset({"shuffle", "plod", "trudge", "wander", "stroll"})
_ON_FOOT: Final = frozenset({"walk", "walk along", "walk through", "wander", "travel", "travel along", "go", "cross",
                                "race", "rush", "run", "speed", "glide"})  # fmt: skip
_CLIMBED: Final = frozenset({"tree", "tree trunk", "log", "pole", "mast", "rope", "ladder", "wall", "curtain"})
_PUSHED: Final = frozenset({"push", "pull", "carry", "drag", "roll"})
_WET: Final = frozenset({"swimming pool", "pool", "sea", "lake", "river", "water", "ocean", "pond", "bathtub", "waves"})
_INTO: Final = {"pour into": "pour", "throw into": "throw", "put into": "put"}


def turned(clause: Clause, seen: Collection[str]) -> None:
    """Say the verb of a clause as what it means beside its objects, and a sea that is only heard as a sound.

    ``seen``: the nouns that the words told of before.
    """
    _heard(clause)
    verb = clause.verb
    if verb is None:
        return
    for told, means in _TURNS:
        if told(clause, verb.said):
            clause.verb = Unit("motions", means, verb.start, verb.end, verb.form, verb.written)
            break
    if verb.said == "climb":
        for one in clause.objects:
            one.role = "out of" if one.role == "from" and one.head.kind != "body" else one.role
    if verb.said == "run into" and not any(one.role in (*_THERE, "object", "dative", "at") for one in clause.objects):
        clause.verb = Unit("motions", "run in", verb.start, verb.end, verb.form, verb.written)
    if verb.said in ("sneak", "tiptoe", "run", "walk") and verb.written.startswith("pas"):
        for one in clause.objects:
            one.role = "past" if one.role in ("beside", "in front of") else one.role
    if verb.said in _ON_FOOT:
        _ridden(clause, verb)
    music = [one for one in clause.loose if one.kind == "sounds" and one.said == "music plays"]
    if verb.said == "listen" and music and not any(one.role == "object" for one in clause.objects):
        clause.loose = [one for one in clause.loose if one not in music]
        clause.verb = Unit("motions", "listen to music", verb.start, music[0].end, verb.form, verb.written)
    for one in clause.objects:
        stirred = verb.said == "stir" and one.role in ("in", "loc") and one.head.kind == "props"
        clung = verb.said.endswith(" to") and one.role == "at"
        one.role = "object" if stirred or clung else one.role
    if verb.said == "throw" and not any(one.role == "object" for one in clause.objects):
        _thrown(clause)
    if verb.said in _PUSHED:
        for one in clause.objects:
            one.role = "along" if one.role == "over" and one.head.kind in ("sets", "dressing") else one.role
    if verb.said == "enter" and verb.written.startswith("tauch") and not clause.objects and not _WET.isdisjoint(seen):
        clause.verb = Unit("motions", "surface", verb.start, verb.end, verb.form, verb.written)
    said = _INTO.get(verb.said, "")
    if said and not any(one.role in _THERE for one in clause.objects):
        clause.verb = Unit("motions", said, verb.start, verb.end, verb.form, verb.written)


def _thrown(clause: Clause) -> None:
    """As in "bewerfen sich mit Schneebällen": with what one is pelted is thrown."""
    for who in clause.subjects:
        clause.objects += [look for look in who.looks if look.role == "with" and look.head.kind == "props"]
        who.looks = [look for look in who.looks if look not in clause.objects]
    for one in clause.objects:
        one.role = "at" if one.role == "dative" else "object" if one.role == "with" else one.role


def _ridden(clause: Clause, verb: Unit) -> None:
    """As in "una niña en bicicleta recorre un camino": who is on one rides it."""
    told = [*clause.objects, *(look for one in clause.subjects for look in one.looks)]
    steed = next((one for one in told if one.role in ("on", "in", "loc") and one.head.said in RIDDEN), None)
    if steed is None:
        return
    for one in clause.subjects:
        one.looks = [look for look in one.looks if look is not steed]
    way = [one for one in clause.objects if one is not steed]
    for one in way:
        one.role = "along" if one.role == "object" else one.role
    steed.role, steed.det = "object", steed.det or ("a" if steed.owner is None else "")
    clause.objects = [steed, *way]
    clause.verb = Unit("motions", "ride", verb.start, verb.end, verb.form, verb.written)


def _heard(clause: Clause) -> None:
    """As in "Möwen und Wellen", "gaviotas y olas": waves beside a sound are heard."""
    told = [*clause.subjects, *clause.objects]
    bare = clause.verb is None and not clause.states and len(told) == 1 and told[0].head.said in ("waves", "wave")
    if bare and any(one.kind == "sounds" for one in clause.loose):
        head = told[0].head
        clause.loose.append(Unit("sounds", "sound of waves", head.start, head.end))
        clause.subjects, clause.objects = [], []


def _balances(clause: Clause, verb: str) -> bool:
    """As in "balanciert auf dem Geländer": who balances there goes along it."""
    along = [one for one in clause.objects if one.head.said in _LEDGES and one.role in ("on", "loc", "over", "along")]
    for one in along if verb == "balance" else ():
        one.role = "along"
    return verb == "balance" and bool(along)


def _takes_off(clause: Clause, verb: str) -> bool:
    """As in "nimmt den Ring vom Finger": what is worn is taken off where it is worn."""
    worn = [
        one
        for one in clause.objects
        if one.role == "object" and (one.head.said in english()["worn"] or one.head.kind in LOOKS)
    ]
    body = [one for one in clause.objects if one.head.kind == "body" and one.role in _OFF_BODY]
    body += [look for one in worn for look in one.looks if look.head.kind == "body" and look.role in _OFF_BODY]
    if verb not in _TAKEN or not worn or not body:
        return False
    clause.objects = [one for one in clause.objects if one not in body]
    for one in worn:
        one.looks = [look for look in one.looks if look not in body]
    return True


def _shines(clause: Clause, verb: str) -> bool:
    """As in "leuchtet mit der Taschenlampe hinter die Fässer": who shines a light there searches there."""
    light = any(one.role == "with" and one.head.said in _LIGHTS for one in clause.objects)
    return verb in ("glow", "shine", "light", "light up") and light and _alive(clause)


def _picks_up(clause: Clause, verb: str) -> bool:
    """As in "Das Telefon klingelt. Er nimmt ab": with nothing told of, the phone is answered."""
    written = clause.verb.written if clause.verb is not None else ""
    bare = not clause.objects and not clause.states and written.startswith(("nimm", "nehm", "nahm", "desc", "décr"))
    return verb in ("take off", "pick up") and bare and _alive(clause)


def _sways(clause: Clause, verb: str) -> bool:
    """As in "Papierlaternen schaukeln im Wind": things have no swing to be on."""
    return verb == "swing on the swing" and bool(clause.subjects) and all(_dead(one) for one in clause.subjects)


def _walks_in(clause: Clause, verb: str) -> bool:
    """As in "schlurft in die Küche": who comes in comes in, however slowly."""
    return verb in _SLOW and any(one.role == "into" and one.head.kind == "sets" for one in clause.objects)


def _comes_up(clause: Clause, verb: str) -> bool:
    """As in "kommt auf sie zu": to whom somebody comes so, they walk up."""
    up_to = [one for one in clause.objects if one.role == "on" and (one.person or one.head.kind == "pron")]
    for one in up_to if verb == "come" else ():
        one.role = "object"
    return verb == "come" and bool(up_to)


def _up_a_tree(clause: Clause, verb: str) -> bool:
    """As in "flitzt den Baum hinauf": nobody runs up a tree without climbing it."""
    up = [one for one in clause.objects if one.role == "up" and one.head.said in _CLIMBED]
    for one in up if verb in ("run", "rush") else ():
        one.role = "object"
    return verb in ("run", "rush") and bool(up)


def _quakes(clause: Clause, verb: str) -> bool:
    """As in "der Boden bebt": ground and walls do not shiver, they shake."""
    still = ("dressing", "sets")
    return verb == "shiver" and bool(clause.subjects) and all(one.head.kind in still for one in clause.subjects)


def _strikes(clause: Clause, verb: str) -> bool:
    """As in "ein Schneeball trifft den zweiten": a thing does not meet, it hits."""
    dead = bool(clause.subjects) and all(_dead(one) for one in clause.subjects)
    return verb == "meet" and dead and any(one.role in ("object", "dative") for one in clause.objects)


def _dead(phrase: Phrase) -> bool:
    return phrase.head.kind == "props" and not lives(phrase)


def _alive(clause: Clause) -> bool:
    return not clause.subjects or any(lives(one) or one.head.kind == "pron" for one in clause.subjects)


_TURNS: Final[tuple[tuple[Callable[[Clause, str], bool], str], ...]] = (
    (_balances, "walk"),
    (_takes_off, "take off"),
    (_shines, "search"),
    (_picks_up, "answer the phone"),
    (_strikes, "hit"),
    (_sways, "sway"),
    (_walks_in, "walk"),
    (_comes_up, "walk up to"),
    (_quakes, "shake"),
    (_up_a_tree, "climb"),
)

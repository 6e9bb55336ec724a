"""What a Spanish, French or German verb means beside these objects: "zieht ein Netz aus dem Wasser"."""

import re
from typing import Final

from studio.engine.director.tongues.agreement import alive, pronoun
from studio.engine.director.tongues.units import Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import Wordbook

_ONES_OWN: Final = frozenset({
    "close", "open", "raise", "lift", "lower", "hold out", "stretch", "wash", "dry", "rub", "move", "turn", "warm",
    "shake",
})  # fmt: skip
"""What is done to a part of one's own body, with "the" before it: "lève la main", "streckt den Arm aus"."""
_SELF: Final = {"she": "herself", "he": "himself"}
_SHOT: Final = frozenset({"arrow", "bow", "longbow", "crossbow", "gun", "pistol", "rifle", "shot"})
_SHOOTING: Final = frozenset({"kick", "pull", "throw"})
_TAKING: Final = frozenset({"hold", "pick up", "grab", "take", "drink", "catch"})
_HANDS: Final = frozenset({"hand", "hands"})
_DRINKS: Final = (
    "coffee", "tea", "milk", "juice", "water", "wine", "beer", "soup", "sake", "chocolate", "sip", "potion", "medicine",
    "cup", "mug", "glass", "bottle", "lemonade", "drink", "cocktail", "broth",
)  # fmt: skip
_WRITING: Final = frozenset({"write", "draw", "paint", "draw a picture", "hang"})
_BORNE: Final = frozenset({
    "carry", "lift", "hold", "push", "pull", "drag", "raise", "wake up", "save", "free", "cover", "wrap", "tickle",
    "find", "grab", "catch", "photograph", "paint", "film", "see",
})  # fmt: skip
_RISING: Final = (
    "balloon",
    "kite",
    "lantern",
    "bubble",
    "plane",
    "rocket",
    "airplane",
    "feather",
    "drone",
    "moon",
    "sun",
    "steam",
    "smoke",
)
_STRIKING: Final = frozenset({"hit", "strike", "attack", "punch", "slash"})
_SALUTED: Final = frozenset({"captain", "officer", "general", "sergeant", "commander", "admiral", "flag", "colonel"})
_BOWING: Final = frozenset({"samurai", "ninja", "monk", "knight", "actor", "dancer", "musician", "kendo fighter"})
_BLADES: Final = frozenset({"sword", "katana", "dagger", "sabre", "saber", "rapier"})
_PICTURES: Final = frozenset({"photo", "blackboard"})
_WATERS: Final = frozenset({"lake", "river", "sea", "pond", "pool", "swimming pool", "ocean", "stream", "water"})
_TOUCHING: Final = frozenset({"lick", "scratch", "bite", "bandage", "tickle", "nibble", "sniff"})
_HOLES: Final = frozenset({"window", "door", "hole", "gate", "skylight", "balcony door", "chimney"})
_STREETS: Final = ("street", "road", "avenue", "alley", "path", "lane", "hill", "slope")
_TELLING: Final = frozenset({"say", "whisper", "shout", "murmur", "call", "call out", "tell", "answer"})
_HANDED: Final = frozenset({"give", "take out", "hold out", "wave", "fold", "pick up", "drop"})
_ONGOING: Final = re.compile(r"([a-zäöüß]{3,}?)e?nd(?:e[nrsm]?)")
_DOUBLED: Final = re.compile(r"[^aeiou][aeiou]([bdgmnprt])")
_SHORT: Final = 5
_CAUGHT: Final = ("ball", "fish", "butterfly", "bird", "mouse", "rabbit", "fly", "insect", "frog", "cat", "dog")
_SHIMMERS: Final = frozenset(
    {"shiver", "shake", "glow", "sway", "dance", "shimmer", "vibrate", "burn", "flicker", "swirl"}
)
_RESTS: Final = frozenset({"sit", "lie", "kneel", "stand", "crouch", "sleep", "rest", "fall asleep", "jump", "climb"})
_INSIDE: Final = frozenset({
    "boat", "car", "box", "cardboard box", "bathtub", "armchair", "bed", "basket", "wheelchair", "cart", "bus", "taxi",
    "rowing boat", "canoe", "tent", "train", "bag", "bucket", "van", "truck", "cupboard", "chest",
})  # fmt: skip
_WATERED: Final = frozenset({"flower", "plant", "rose", "potted plant", "tulip", "sunflower", "tree", "cactus", "bush"})
RIDDEN: Final = frozenset({"bicycle", "bike", "scooter", "motorcycle", "skateboard", "horse"})
OF_THINGS: Final = frozenset({"break", "shatter", "burst", "topple", "melt", "spill"})


def hazy(clause: Clause) -> None:
    """As in "el calor hace temblar el aire", "l'air tremble": where the air itself moves, it is hot."""
    told = [one for one in (*clause.subjects, *clause.objects) if one.head.said == "air" and one.role in ("", "object")]
    if clause.verb is None or clause.verb.said not in _SHIMMERS or not told:
        return
    head = told[0].head
    clause.loose.append(Unit("weathers", "heat haze", head.start, head.end))
    clause.verb, clause.subjects = None, []
    clause.objects = [one for one in clause.objects if one not in told]


def plainer(clause: Clause) -> None:
    """Say the verb of a clause, and its objects, as English has them beside each other."""
    verb = clause.verb
    if verb is None:
        return
    things = [one for one in clause.objects if one.role == "object"]
    if verb.said in _TAKING and any(one.head.said in _HANDS for one in things):
        _hand_taken(clause, verb)
    elif verb.said == "drink" and verb.written[:3] in ("tom", "tóm") and things and not any(map(_drunk, things)):
        _become(clause, verb, "pick up")
    elif verb.said in _STRIKING and any(one.head.said in _BLADES for one in clause.objects):
        _swung(clause, verb)
    elif verb.said in ("hit", "strike", "pull") and any(one.head.said.endswith("ball") for one in things):
        _become(clause, verb, "kick")
    elif verb.said == "greet each other" and clause.subjects and clause.subjects[0].head.said in _BOWING:
        _become(clause, verb, "bow")
    elif verb.said in _SHOOTING and any(one.head.said in _SHOT for one in things):
        _become(clause, verb, "shoot")
    elif verb.said in ("pull", "take out") and any(one.head.said in _BLADES for one in things):
        _become(clause, verb, "draw")
    elif verb.said == "wave" and verb.written[:4] == "salu" and clause.subjects and (
        clause.subjects[0].head.said in _BOWING
    ):  # fmt: skip
        _become(clause, verb, "bow")
    elif verb.said == "run" and verb.written[:4] == "cour" and any(
        one.role == "behind" and (one.person or alive(one.head.said)) for one in clause.objects
    ):  # fmt: skip
        for one in clause.objects:
            one.role = "object" if one.role == "behind" else one.role
        _become(clause, verb, "chase")
    elif verb.said == "shiver" and clause.subjects and not any(lives(one) or one.head.kind == "pron" for one in (
        clause.subjects
    )):  # fmt: skip
        _become(clause, verb, "shake")
    elif verb.said == "pass" and clause.subjects and lives(clause.subjects[0]) and not things and any(
        one.role in ("in front of", "beside") for one in clause.objects
    ):  # fmt: skip
        for one in clause.objects:
            one.role = "past" if one.role in ("in front of", "beside") else one.role
        _become(clause, verb, "walk")
    elif verb.said == "laugh at":
        for one in clause.objects:
            one.role = "object" if one.role in ("of", "from", "dative", "to") else one.role
    elif verb.said == "play" and verb.written[:4] == "acco":
        clause.objects = [one for one in clause.objects if one.head.kind != "pron"]
    elif verb.said in ("climb down", "climb") and any(one.head.said.endswith(_STREETS) for one in things):
        for one in things:
            one.role = "down" if verb.said == "climb down" else "up"
        _become(clause, verb, "walk")
    elif verb.said == "bring" and things and verb.written[:4] in ("appo", "trae", "trai", "brin", "trág") and any(
        one.role in ("to", "dative") and one.head.kind in ("props", "dressing", "sets") and not lives(one)
        for one in clause.objects
    ):  # fmt: skip
        for one in clause.objects:
            one.role = "to" if one.role == "dative" else one.role
        _become(clause, verb, "carry")
    elif verb.said == "call" and any(one.head.kind == "quote" for one in clause.objects):
        _become(clause, verb, "shout")
    elif verb.said in ("skip", "jump") and _rolls(clause.subjects):
        _become(clause, verb, "bounce")
    elif verb.said == "tidy" and things and any(one.role in ("in", "loc") for one in clause.objects):
        _become(clause, verb, "put")
    elif verb.said == "close" and not things and verb.written[:4] == "schl" and _somebody(clause):
        _become(clause, verb, "punch")
    elif verb.said == "show" and not things and any(one.role in ("to", "on", "dative") for one in clause.objects):
        _pointed(clause, verb)
    elif verb.said == "come back" and things and verb.written[:4] in ("reto",):
        _become(clause, verb, "flip")
    elif verb.said == "ring" and not things and _somebody(clause):
        _become(clause, verb, "knock on the door")
    elif things and not any(one.person for one in things) and (
        (verb.said == "turn" and verb.written.startswith("schwenk"))
        or (verb.said == "shake" and verb.written.startswith(("agit", "schwing")))
    ):  # fmt: skip
        _become(clause, verb, "swing" if things[0].head.said in _BLADES else "wave about")
    elif verb.said in _BORNE and not things and any(one.role == "dative" and one.person for one in clause.objects):
        for one in clause.objects:
            one.role = "object" if one.role == "dative" and one.person else one.role
    elif verb.said == "fly" and things and verb.written.startswith("vol"):
        _become(clause, verb, "steal")
    elif verb.said == "fly away" and clause.subjects and clause.subjects[0].head.said in ("door", "window", "gate"):
        _become(clause, verb, "open")
    elif verb.said == "kick" and any(one.role == "against" and one.head.kind == "props" for one in clause.objects):
        for one in clause.objects:
            one.role = "object" if one.role == "against" else one.role
    elif verb.said == "kick" and not things and verb.written[:4] in ("trit", "tret", "trat"):
        _become(clause, verb, "come out" if any(one.role in ("from", "out of") for one in clause.objects) else "step")
    elif (
        verb.said == "wave"
        and verb.written.startswith("salu")
        and any(one.head.said in _SALUTED for one in clause.objects)
    ):
        _become(clause, verb, "salute")
    elif verb.said == "swim" and clause.subjects and not any(map(lives, clause.subjects)):
        _become(clause, verb, "float")
    elif verb.said == "close" and verb.written[:4] in ("geht", "gehe", "ging") and _somebody(clause):
        _become(clause, verb, "walk towards")
        for one in clause.objects:
            one.role = "object" if one.role == "on" else one.role
    elif verb.said == "put down" and verb.written[:3] == "leg" and not clause.objects and _somebody(clause):
        _become(clause, verb, "hang up")
    elif (
        verb.said == "fall"
        and verb.written.startswith("stürz")
        and any(
            one.role in ("in", "into", "to", "towards", "out of")
            and one.head.kind in ("sets", "dressing", "builds", "name")
            for one in clause.objects
        )
    ):
        _become(clause, verb, "rush")
    elif verb.said == "climb" and (
        any(one.head.said == "sky" for one in clause.objects)
        or (clause.subjects and all(one.head.said.endswith(_RISING) for one in clause.subjects))
    ):
        _become(clause, verb, "rise")
    elif verb.said == "topple" and clause.subjects and any(one.head.kind == "props" for one in things):
        _become(clause, verb, "knock over")
    elif verb.said == "topple" and _somebody(clause) and not things:
        _become(clause, verb, "collapse")
    elif verb.said in ("leave", "come out") and any(one.role in ("behind", "from behind") for one in clause.objects):
        _become(clause, verb, "come out")
        for one in clause.objects:
            one.role = "from behind" if one.role == "behind" else one.role
    elif verb.said == "catch" and verb.written.startswith(("attrap", "atrap")) and _lies_still(things):
        _become(clause, verb, "grab")
    elif verb.said in ("pass", "pass by", "go") and _mounted(clause):
        _become(clause, verb, "ride")
    elif verb.said == "slip" and things and all(one.person for one in clause.subjects):
        _become(clause, verb, "put" if any(one.role in ("in", "loc") for one in clause.objects) else "slide")
    elif verb.said == "step" and any(one.role == "against" and one.head.kind == "props" for one in clause.objects):
        for one in clause.objects:
            one.role = "object" if one.role == "against" else one.role
        _become(clause, verb, "kick")
    elif verb.said == "pour" and any(one.head.said in _WATERED for one in things):
        _become(clause, verb, "water")
    elif verb.said == "look at each other" and clause.subjects and not many(clause):
        _become(clause, verb, f"look at {_SELF.get(pronoun(clause.subjects[0]), 'itself')}")
    if verb.said in _TELLING:
        _told_to(clause)
        clause.objects = [one for one in clause.objects if one.head.said != "something"]
    if verb.said == "hang":
        for one in (*clause.subjects, *clause.objects):
            if one.head.said in _PICTURES:
                one.head = Unit("props", "picture", one.head.start, one.head.end, one.head.form, one.head.written)
    _touched(clause, verb.said)
    for one in clause.objects:
        if verb.said in _ONES_OWN and one.role == "object" and one.head.kind == "body" and one.owner is None:
            one.owner = Unit("owner", "their", one.head.start, one.head.start)
        if verb.said == "pass by" and one.role == "object":
            one.role = "past"
        _placed(one, verb.said, things)


def _touched(clause: Clause, verb: str) -> None:
    """As in "lui lèche la main": to whom it is done is whose hand it is."""
    body = next((one for one in clause.objects if one.role == "object" and one.head.kind == "body"), None)
    whose = next((one for one in clause.objects if one.role == "dative" and one.person), None)
    if verb not in _TOUCHING or body is None or whose is None or body.owner is not None or whose.head.kind == "pron":
        return
    said = whose.head.said if whose.head.kind == "name" else f"the {whose.head.said}"
    body.owner = Unit(whose.head.kind, said, whose.head.start, whose.head.end)
    clause.objects = [one for one in clause.objects if one is not whose]


def _told_to(clause: Clause) -> None:
    """As in "susurra algo al oído de su hermano": whose ear it is hears it."""
    something = next((one for one in clause.objects if one.head.said == "something"), None)
    owner = something.owner if something is not None else None
    if owner is not None and owner.kind in ("builds", "name"):
        head = Unit(owner.kind, owner.said.removeprefix("the "), owner.start, owner.end)
        clause.objects.append(Phrase(head, "dative", "the" if owner.kind == "builds" else ""))
    for one in clause.objects:
        one.role = "dative" if one.person and one.role in ("of", "from") else one.role


def _hand_taken(clause: Clause, verb: Unit) -> None:
    """As in "le toma la mano", "nimmt seine Hand": whose hand it is has it held."""
    hand = next(one for one in clause.objects if one.head.said in _HANDS and one.role == "object")
    whose = next((one for one in clause.objects if one.role == "dative"), None)
    if whose is None:
        _become(clause, verb, "take" if hand.owner is not None else verb.said)
        return
    whose.role = "with"
    clause.objects = [one for one in clause.objects if one is not hand]
    _become(clause, verb, "hold hands")


def _drunk(phrase: Phrase) -> bool:
    """Whether a thing is what one drinks, or drinks from; "it" may be."""
    return phrase.head.said.endswith(_DRINKS) or phrase.head.kind in ("pron", "unknown")


def _swung(clause: Clause, verb: Unit) -> None:
    """As in "frappe de son sabre": the blade is swung; whom it is swung at stays told."""
    for one in clause.objects:
        if one.head.said in _BLADES:
            one.role = "object"
        elif one.role == "object":
            one.role = "at"
    clause.objects.sort(key=lambda one: one.head.said not in _BLADES)
    _become(clause, verb, "swing")


def lives(phrase: Phrase) -> bool:
    """Whether it is somebody, or an animal that does what people do."""
    return phrase.person or alive(phrase.head.said)


def _rolls(subjects: list[Phrase]) -> bool:
    """Whether only balls do it: they bounce where others skip."""
    return bool(subjects) and all(one.head.said.endswith("ball") and one.head.kind == "props" for one in subjects)


def _somebody(clause: Clause) -> bool:
    """Whether whoever acts is a person by name or by what they are, and no thing that "it" stands for."""
    return bool(clause.subjects) and all(one.person and one.head.said != "it" for one in clause.subjects)


def many(clause: Clause) -> bool:
    """Whether more than one do what a clause says."""
    return len(clause.subjects) > 1 or several(clause.subjects[0])


def several(phrase: Phrase) -> bool:
    """Whether a phrase means more than one."""
    return pronoun(phrase) == "they" or phrase.head.form == "plural" or phrase.head.said in (
        "couple", "people", "everybody", "both", "family", "twins", "crowd"
    )  # fmt: skip


def _lies_still(things: list[Phrase]) -> bool:
    """As in "attrape une pomme": a thing that is told of for the first time, and that neither flies nor runs."""
    return bool(things) and all(
        one.head.kind == "props" and one.det == "a" and not one.head.said.endswith(_CAUGHT) for one in things
    )


def _mounted(clause: Clause) -> bool:
    """As in "la fille sur le skateboard passe": who goes there rides."""
    told = [*clause.objects, *(look for one in clause.subjects for look in one.looks)]
    return any(one.role == "on" and one.head.said in RIDDEN for one in told)


def _pointed(clause: Clause, verb: Unit) -> None:
    """As in "zeigt zum Himmel"."""
    at = next(one for one in clause.objects if one.role in ("to", "on", "dative"))
    if not at.person:
        at.role = "object"
        _become(clause, verb, "point at")


def _placed(phrase: Phrase, verb: str, things: list[Phrase]) -> None:
    """As in "cuelga de la silla", "zieht ein Netz aus dem Wasser", "saca un pañuelo"."""
    head = phrase.head
    rests = verb in _RESTS and phrase.role == "loc" and head.kind == "props" and head.said not in _INSIDE
    hangs = verb == "hang" and phrase.role in ("of", "from", "object") and head.written and not things
    if rests or hangs:
        phrase.role = "on"
    elif verb in ("pull", "lift", "raise") and phrase.role == "from" and things:
        phrase.role = "out of"
    elif verb in ("jump", "dive", "fall", "leap") and phrase.role in ("to", "in", "loc") and head.said in _WATERS:
        phrase.role = "into"
    elif verb in _WRITING and phrase.role in ("loc", "at", "to", "dative") and head.kind in ("props", "dressing"):
        phrase.role = "on"
    elif (verb in ("climb", "rise") and head.said == "sky") or (
        verb in ("drop", "toss") and phrase.role in ("in", "loc") and head.kind in ("props", "dressing") and things
    ):
        phrase.role = "into"
    elif verb == "search for" and phrase.role in ("to", "after", "towards", "dative"):
        phrase.role = "object"
    elif verb == "lean" and phrase.role in ("at", "on", "loc", "to"):
        phrase.role = "against"
    elif verb in ("pass", "pass by") and phrase.role in ("beside", "in front of"):
        phrase.role = "past"
    elif verb in ("sneak", "climb", "enter", "look", "jump", "leave") and phrase.role == "by" and head.said in _HOLES:
        phrase.role = "in through" if verb == "sneak" else "through"
    elif verb in ("cover", "fill", "decorate") and phrase.role in ("of", "from"):
        phrase.role = "with"
    elif verb.endswith((" down", " up")) and phrase.role in ("along", "through"):
        phrase.role = "object"
    if head.said == "scarf" and head.written.startswith("pañuelo") and phrase.role == "object" and verb in _HANDED:
        phrase.head = Unit("props", "handkerchief", head.start, head.end, head.form, head.written)


def _become(clause: Clause, verb: Unit, said: str) -> None:
    clause.verb = Unit("motions", said, verb.start, verb.end, verb.form, verb.written)


def ongoing(word: str, book: Wordbook) -> str:
    """A German participle before a noun in English, "" where it is none: "schlafenden" is "sleeping"."""
    found = _ONGOING.fullmatch(word)
    entries = [entry for end in ("en", "n") for entry in book.entries(f"{found[1]}{end}")] if found else []
    verb = next((entry.said for entry in entries if entry.table == "motions" and " " not in entry.said), "")
    if not verb:
        return ""
    short = _DOUBLED.search(verb, len(verb) - 3) if len(verb) < _SHORT else None
    if short:
        return f"{verb}{short[1]}ing"
    return f"{verb.removesuffix('e') if not verb.endswith('ee') else verb}ing"

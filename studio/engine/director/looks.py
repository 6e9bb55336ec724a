"""How the cast looks and sounds: what the words told, and for the rest a choice that suits and tells apart."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.casting import VOICES, colour_name, distance
from studio.engine.director.chance import number_of, pick
from studio.engine.director.language import language_of
from studio.engine.director.people import Portrait
from studio.timeline.designing import retold, scripted_of
from studio.timeline.film import CastMember, Look, Scripted, Voice

_HAIR_TONES: Final = (
    "#35324a",
    "#6b4632",
    "#2a2937",
    "#b98652",
    "#4a3f5c",
    "#8a5a44",
    "#3f4a5e",
    "#a8643f",
    "#5a4a6e",
    "#7c2f3a",
    "#2f5560",
    "#d3b07a",
    "#8c8fa3",
)
_ELDER_TONES: Final = ("#cfd3de", "#eceaf0", "#a6a8b0", "#bdb6ad")
_NEAR: Final = 48.0
_EYES: Final = ("#d98a1f", "#3f7fc4", "#3f9a63", "#8a5ac0", "#b5543f", "#2f8f93", "#8a5a34", "#5a6ea8", "#a03f6a")
_CLOTHS: Final = (
    "#d8232f", "#2f6fd0", "#f0b53c", "#2f9e77", "#7a55b5", "#e8748f", "#33415f", "#e07a3c", "#5fa8c8", "#8f9a4a",
)  # fmt: skip
_SKINS: Final = ("#ffe4d3", "#fdddc8", "#ffe9da", "#f6d2b6", "#ecc09c", "#d9a47c")
_ACCENTS: Final = ("#f2d27a", "#f4efe6", "#8fd0e8", "#f3a5b5", "#bfe0a8", "#e8a35c")
_SECONDS: Final = ("#2b2a3d", "#3a3f52", "#4a3a34", "#2f3d4a", "#e8e2d4")
_HAIRS: Final = {
    "female": (
        "bob",
        "long",
        "ponytail",
        "twintails",
        "braid",
        "bun",
        "short",
        "wavy",
        "sidetail",
        "hime",
        "braids",
        "curly",
        "halfup",
        "buns",
    ),
    "male": ("spiky", "short", "shaggy", "undercut", "curly", "bowl"),
    "old woman": ("bun", "curly", "bob", "braid"),
    "old man": ("short", "bald", "undercut", "topknot"),
}
_OUTFITS: Final = {
    "girl": ("coat", "sailor", "dress", "hoodie", "shirt"),
    "boy": ("hoodie", "shirt", "coat", "sailor"),
    "woman": ("coat", "dress", "shirt", "suit"),
    "man": ("suit", "coat", "shirt"),
    "child": ("hoodie", "shirt", "dress", "raincoat"),
    "elder": ("kimono", "coat"),
}
_HAIR_WORDS: Final = {
    "bob": "a {} bob",
    "ponytail": "a {} ponytail",
    "twintails": "{} twintails",
    "bun": "a {} bun",
    "braid": "a {} braid",
    "braids": "two {} braids",
    "buns": "two {} buns",
    "hime": "a {} princess cut",
    "afro": "a {} afro",
    "undercut": "{} hair combed back",
    "bald": "a bald head",
    "mullet": "a {} mullet",
    "bowl": "a {} bowl cut",
    "sidetail": "a {} side ponytail",
    "halfup": "{} hair half tied up",
    "drills": "{} ringlets",
    "topknot": "a {} topknot",
}
_UNCOUNTED: Final = frozenset({"armour", "pyjamas"})
_PITCH: Final = {"girl": 66, "woman": 54, "boy": 48, "man": 34, "child": 84, "elder": 38}
_RATE: Final = {"girl": 168, "woman": 162, "boy": 170, "man": 160, "child": 174, "elder": 146}


class Choices(Struct):
    """What has been given to others already, so that nobody looks or sounds like anybody else."""

    hair: list[str]
    eyes: list[str]
    cloth: list[str]
    styles: list[str]
    variants: list[str]


def cast_of(portraits: list[Portrait], keep: tuple[CastMember, ...] = ()) -> tuple[CastMember, ...]:
    """Everybody with a look and a voice; members of ``keep`` stay as they are but for what the words tell otherwise.

    What the words tell is given out first: a choice never takes a colour that someone else is told to have.
    """
    kept = [_kept(portrait, keep) for portrait in portraits]
    choices = Choices([], [], [], [], [])
    for portrait, member in zip(portraits, kept, strict=True):
        _reserve(choices, portrait, member)
    return tuple(_member(portrait, member, choices) for portrait, member in zip(portraits, kept, strict=True))


def _kept(portrait: Portrait, keep: tuple[CastMember, ...]) -> CastMember | None:
    """Who this is of those before: the artist may have renamed them, so their id comes first."""
    same = (member for member in keep if member.id == portrait.id)
    named = (member for member in keep if member.name.lower() == portrait.name.lower())
    return next(same, None) or next(named, None)


def describe(look: Look) -> str:
    """A look in a few words: "a girl with a brown bob, in a red coat"."""
    build = {"elder": "an old person"}.get(look.build, f"a {look.build}")
    hair = _HAIR_WORDS.get(look.hair_style, f"{look.hair_style} {{}} hair")
    return f"{build} with {hair.format(colour_name(look.hair))}, in {_article(_clothes(look))}"


def _clothes(look: Look) -> str:
    colour = colour_name(look.cloth)
    named = {"sailor": "a school uniform", "sports": f"{colour} sports clothes"}
    return named.get(look.outfit) or f"{'' if look.outfit in _UNCOUNTED else 'a '}{colour} {look.outfit}"


def redescribed(look: Look, portrait: Portrait) -> Look:
    """A look with only what the words now tell changed."""
    told = portrait.told
    return Look(
        build=portrait.build or look.build,
        height_m=look.height_m if look.model or (portrait.build or look.build) == look.build else _height(portrait),
        hair_style=told.get("hair_style", look.hair_style),
        hair=portrait.hair or look.hair,
        eyes=told.get("eyes", look.eyes),
        skin=told.get("skin", look.skin),
        outfit=told.get("outfit", look.outfit),
        cloth=told.get("cloth", look.cloth),
        cloth_second=look.cloth_second,
        accent=told.get("accent", look.accent),
        accessories=tuple(dict.fromkeys([*look.accessories, *portrait.accessories])),
        model=look.model,
    )


def _article(words: str) -> str:
    return f"an {words[2:]}" if words.startswith("a ") and words[2] in "aeiou" else words


def _reserve(choices: Choices, portrait: Portrait, member: CastMember | None) -> None:
    if member is not None:
        choices.hair.append(member.look.hair)
        choices.eyes.append(member.look.eyes)
        choices.cloth.append(member.look.cloth)
        choices.variants.append(member.voice.variant)
        return
    choices.hair += [portrait.hair] if portrait.hair else []
    choices.eyes += [portrait.told["eyes"]] if "eyes" in portrait.told else []
    choices.cloth += [portrait.told["cloth"]] if "cloth" in portrait.told else []


def _member(portrait: Portrait, kept: CastMember | None, choices: Choices) -> CastMember:
    words = ", ".join(dict.fromkeys(portrait.words))
    if kept is not None:
        return replace(read_again(kept, portrait), id=portrait.id, words=words or kept.words)
    look, voice, told = _look(portrait, choices), _voice(portrait, choices), _told(portrait)
    return CastMember(portrait.id, portrait.name, look, voice, words, Scripted(portrait.name, look, voice, told))


def read_again(member: CastMember, portrait: Portrait) -> CastMember:
    """A cast member as a script read from its beginning has them; what the artist designed stays."""
    before = scripted_of(member)
    look = redescribed(before.look, portrait)
    worn = tuple(dict.fromkeys(portrait.accessories))
    look = replace(look, accessories=worn if worn or "accessories" in before.told else look.accessories)
    return retold(member, Scripted(portrait.name, look, before.voice, _told(portrait)))


def reworded(member: CastMember, portrait: Portrait) -> CastMember:
    """A cast member of whom words that were edited tell more; what the artist designed stays."""
    before = scripted_of(member)
    told = tuple(dict.fromkeys((*before.told, *_told(portrait))))
    return retold(member, replace(before, look=redescribed(before.look, portrait), told=told))


def _told(portrait: Portrait) -> tuple[str, ...]:
    """The fields of a look that the words tell."""
    build = ("build",) if portrait.role else ()
    parts = {*portrait.told, *(("hair",) if portrait.hair else ())}
    return (*build, *sorted(parts), *(("accessories",) if portrait.accessories else ()))


def _look(portrait: Portrait, choices: Choices) -> Look:
    name, told, build = portrait.name, portrait.told, portrait.build
    kind = _sex(portrait)
    aged = {"female": "old woman", "male": "old man"}[kind] if build == "elder" else kind
    usual = _worn_by(portrait.role)
    outfit = told.get("outfit") or usual or pick([one for one in _OUTFITS[build] if _suits(one, kind)], name)
    style = told.get("hair_style") or pick(_HAIRS[aged], name, choices.styles)
    tones = _ELDER_TONES if build == "elder" else _HAIR_TONES
    look = Look(
        build=build,
        height_m=_height(portrait),
        hair_style=style,
        hair=portrait.hair or _apart(tones, name, choices.hair),
        eyes=told.get("eyes") or _apart(_EYES, name + "/eyes", choices.eyes),
        skin=told.get("skin") or pick(_SKINS, name + "/skin"),
        outfit=outfit,
        cloth=told.get("cloth") or _dyed(outfit) or _apart(_CLOTHS, name + "/cloth", choices.cloth),
        cloth_second=pick(_SECONDS, name + "/second"),
        accent=told.get("accent") or pick(_ACCENTS, name + "/accent"),
        accessories=tuple(dict.fromkeys(portrait.accessories)),
    )
    choices.hair.append(look.hair)
    choices.eyes.append(look.eyes)
    choices.cloth.append(look.cloth)
    choices.styles.append(style)
    return look


def _worn_by(role: str) -> str | None:
    """What people of a calling wear: a knight armour, a cook an apron."""
    said = role.lower()
    return next((outfit for outfit, entry in vocabulary.named("roles").items() if said in entry.words), None)


def _dyed(outfit: str) -> str | None:
    """The colour clothes have by themselves: armour is of steel."""
    known = vocabulary.named("outfits").get(outfit)
    return known.text.get("cloth") if known is not None else None


def _suits(outfit: str, kind: str) -> bool:
    return outfit != "dress" or kind == "female"


def _voice(portrait: Portrait, choices: Choices) -> Voice:
    sex = _sex(portrait)
    variants = VOICES[sex]
    variant = pick(variants, portrait.name + "/voice", choices.variants)
    used = sum(one == variant for one in choices.variants)
    pitch = min(99, max(0, _PITCH[portrait.build] + number_of(portrait.name) % 9 - 4 + 7 * used))
    rate = _RATE[portrait.build] + number_of(portrait.name + "/rate") % 9 - 4
    choices.variants.append(variant)
    return Voice(variant, pitch, min(190, max(140, rate)), language_of(" ".join(portrait.spoken)))


def _sex(portrait: Portrait) -> str:
    if portrait.sex in ("female", "male"):
        return portrait.sex
    return {"girl": "female", "woman": "female", "boy": "male", "man": "male"}.get(
        portrait.build, ("female", "male")[number_of(portrait.name) % 2]
    )


def _height(portrait: Portrait) -> float:
    usual = vocabulary.named("builds")[portrait.build].values["height_m"]
    return round(usual + (number_of(portrait.name + "/height") % 7 - 3) * 0.01, 2)


def _apart(options: tuple[str, ...], words: str, taken: list[str]) -> str:
    """The option the words choose that looks least like what others have: nothing near it, or at least not the same."""
    near = [option for option in options if any(distance(option, other) < _NEAR for other in taken)]
    return pick(options, words, near if len(near) < len(options) else taken)

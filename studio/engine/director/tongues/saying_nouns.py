"""Nouns said in the director's English: preposition, article, number, adjectives, looks."""

from dataclasses import replace
from typing import Final

from msgspec import Struct, structs

from studio.engine.director.tongues.agreement import POSSESSIVE, pronoun
from studio.engine.director.tongues.remembering import Memory
from studio.engine.director.tongues.units import Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english
from studio.engine.director.tongues.wording import is_many, is_several, plural

_OBJECTS: Final = {"she": "her", "he": "him", "they": "them", "i": "me"}
_SUBJECTS: Final = {"i": "I"}
"""As they are written wherever they stand: "Ken and I"."""
_AGES: Final = frozenset({"old", "young", "elderly"})
"""They stand right before whom they are said of: "a bald old sailor"."""
_ORDER: Final = {"sizes": 0, "emotions": 0, "hair": 1, "colours": 2}
_MASS: Final = frozenset({
    "coffee", "tea", "milk", "juice", "water", "wine", "beer", "hot chocolate", "chocolate", "salt", "sugar", "rice",
    "soup", "honey", "jam", "bread", "cheese", "meat", "sand", "gold", "silver", "money", "ice", "ice cream", "paper",
    "firewood", "hay", "straw", "flour", "dough", "popcorn", "candy", "laundry", "fruit", "grass", "lemonade", "pasta",
    "leaves", "mud",
})  # fmt: skip
_STUFF: Final = frozenset({
    "wooden", "paper", "cardboard", "glass", "metal", "stone", "rubber", "plastic", "cloth", "ceramic", "leather",
    "ice", "wicker", "velvet",
})  # fmt: skip
_WORN_ROLES: Final = {"outfits": "in", "accessories": "with", "body": "with", "hair": "with", "props": "with"}
_BARE: Final = frozenset({"body", "sounds", "weathers", "colours"})
_WRITTEN_ON: Final = frozenset({"blackboard", "wall", "paper", "sand", "window", "board", "door", "stone"})
_AIMED: Final = frozenset({"goal", "net", "nets", "basket", "hoop"})
_STRUCK: Final = frozenset({"kick", "hit", "ride"})
_INTO: Final = frozenset({"in", "on", "to", "at", "from", "loc", "dative", "object", "along", "through"})
_BALLS: Final = frozenset({"basketball", "baseball", "volleyball", "football", "snowball"})
_SHORTER: Final = frozenset({"girl", "boy", "man", "woman", "child"})


class Piece(Struct, frozen=True):
    """English words and the stretch of the script they stand for (none: words that only English needs)."""

    text: str
    start: int = 0
    end: int = 0


class NounSpeaker:
    """Says the nouns of one sentence. ``articles``: the language has them, so that they are taken as written."""

    def __init__(self, memory: Memory, articles: bool) -> None:
        self._memory = memory
        self._articles = articles
        self._denied = False
        self._withheld = False
        self._listed = False
        self._pieces: list[Piece] = []
        self._subjects: list[Phrase] = []
        self._owned = ""
        self._filmed = False
        self._aired: list[Unit] = []

    def _add(self, text: str, unit: Unit | None = None) -> None:
        if text.startswith(",") and self._pieces and self._pieces[-1].text == ",":
            text = text[1:].strip()
        if text:
            self._pieces.append(Piece(text, unit.start, unit.end) if unit else Piece(text))

    def _role(self, verb: str, phrase: Phrase) -> str:
        """The English preposition before an object."""
        rests = phrase.role == "object" and english()["object"].get(verb) == "on"
        at = english()["places"].get(phrase.head.said) == "at" and verb != "lean"
        if (phrase.role in ("dative", "loc") or rests) and at and not self._articles:
            by = phrase.role == "loc" and phrase.head.said == "window" and verb not in english()["goes"]
            return "" if verb in english()["direct"] else "by" if by else "at"
        into = phrase.role != "from" or verb != "slide"
        into = into and phrase.head.kind != "body" and (phrase.head.kind != "sets" or verb not in _STRUCK)
        into = into and (verb not in _STRUCK or phrase.head.said not in _AIMED)
        gets = phrase.role in ("dative", "to") and phrase.person and verb in english()["sends"]
        if verb in english()["direct"] and phrase.role in _INTO and into and not gets:
            return ""
        if verb == "slide" and phrase.role == "from":
            return "off"
        if phrase.role == "object" and phrase.person and english()["object"].get(verb) == "along":
            return "to"
        if phrase.role == "object":
            return english()["object"].get(verb, "") if verb else ""
        if phrase.role == "dative" and self._articles and phrase.head.kind in ("sets", "dressing", "props"):
            at = english()["places"].get(phrase.head.said, "at" if phrase.head.kind != "props" else "")
            at = "" if verb in english()["goes"] else at
            return at or english()["dative"].get(verb, "to")
        if phrase.role == "dative" and verb == "write" and phrase.head.said in _WRITTEN_ON:
            return "on"
        if phrase.role == "dative":
            here = phrase.head.kind == "sets" and verb not in english()["goes"]
            return self._place_role(phrase) if here else english()["dative"].get(verb, "to")
        if phrase.role == "loc" and self._articles and phrase.head.said in english()["places"]:
            return english()["places"][phrase.head.said]
        if phrase.role == "loc":
            return english()["rests"].get(verb, "") if phrase.head.kind != "sets" and verb in english()["rests"] else (
                self._place_role(phrase)
            )  # fmt: skip
        return phrase.role

    def _place_role(self, phrase: Phrase) -> str:
        if phrase.role not in ("loc", "of", "subject", "object", "dative"):
            return phrase.role
        if phrase.head.said == "window" and not self._articles and phrase.role == "loc":
            return "by"
        nouns = english()["places"]
        return nouns.get(phrase.head.said, "at" if phrase.head.kind in ("sets", "dressing", "unknown") else "on")

    def _one_each(self, clause: Clause, phrase: Phrase, role: str) -> Phrase:
        """As in "two knights fight with swords", in languages that leave the number of a noun unsaid."""
        several = len(clause.subjects) > 1 or any(is_many(one) for one in clause.subjects)
        said = phrase.count is not None or phrase.det or phrase.owner is not None or self._articles
        rides = clause.verb is not None and clause.verb.said == "ride" and phrase.head.said in english()["rides"]
        rides = rides and phrase.head.said not in self._memory.seen
        if not (role == "with" or rides) or not several or said or phrase.head.kind != "props":
            return phrase
        return replace(phrase, head=structs.replace(phrase.head, form="plural"))

    def _noun(self, phrase: Phrase, as_object: bool = False, whole: bool = True) -> None:
        if phrase.head.said == "lid" and phrase.owner is None and self._memory.container is not None:
            held = self._memory.container.head
            phrase.head = structs.replace(held, start=phrase.head.start, end=phrase.head.end)
            phrase.det, phrase.adjectives = "the", []
        head = phrase.head = self._told_before(phrase)
        listed = phrase.beside is not None and is_several(phrase.beside) and not self._articles
        if phrase.beside is not None and (listed or (phrase.beside.owner is not None and not self._articles)):
            self._noun(phrase.beside)
            self._add("," if listed else "")
            phrase.beside = None
        if head.kind in ("name", "pron"):
            said = _OBJECTS.get(head.said, head.said) if as_object else _SUBJECTS.get(head.said, head.said)
            self._add(said, head)
        else:
            self._determiner(phrase)
            if phrase.count is not None:
                self._add(phrase.count.said, phrase.count)
            for adjective in sorted(phrase.adjectives, key=lambda one: _place_in_row(one, phrase.person)):
                self._add(adjective.said, adjective)
            said = head.said.lower() if head.kind == "unknown" else head.said
            several = is_several(phrase) or self._known_many(phrase)
            self._add(plural(said) if several else said, head)
        if phrase.beside is not None:
            self._add(",")
            self._noun(phrase.beside)
            self._add(",")
        if whole:
            self._looks(phrase)
        for other in phrase.joined:
            explains = other.role == "apposition"
            self._add("," if explains else "and")
            self._noun(other, as_object)
            self._add("," if explains else "")
        self._add("," if listed else "")
        if head.kind not in ("name", "pron"):
            self._memory.seen.add(head.said)

    def _told_before(self, phrase: Phrase) -> Unit:
        """As in "the girl" for "a little girl" told of before, where nothing says that this is another."""
        head, seen = phrase.head, self._memory.seen
        bare = phrase.det in (("the",) if self._articles else ("", "the"))
        thing = head.kind == "props" and not self._articles and phrase.owner is None
        if not (head.said in _SHORTER or thing) or head.said in seen or head.form == "plural" or not bare:
            return head
        if phrase.count is not None or phrase.adjectives or phrase.looks:
            return head
        longer = [said for said in seen if said.endswith(f" {head.said}") or (head.said == "ball" and said in _BALLS)]
        longer = ["campfire"] if head.said == "fire" and "campfire" in seen else longer
        if head.said == "child":
            longer = [said for said in seen if said.split()[-1] in ("boy", "girl")]
        return structs.replace(head, said=longer[0]) if len(longer) == 1 else head

    def _known_many(self, phrase: Phrase) -> bool:
        """Whether several of these were spoken of, and no other number is said now."""
        many = self._memory.many
        if is_several(phrase):
            many.add(phrase.head.said)
        told = phrase.count is not None or phrase.det or phrase.owner is not None or self._articles
        return phrase.head.said in many and not told and phrase.head.kind in ("props", "builds")

    def _determiner(self, phrase: Phrase) -> None:
        head = phrase.head
        several = head.said in english()["plurals"] or (head.form == "plural" and phrase.count is None)
        if several and not self._articles and not phrase.det and phrase.owner is None:
            return
        if phrase.owner is not None:
            owner = phrase.owner
            said = self._owner_said(phrase) if owner.kind == "owner" else f"{owner.said}'s"
            self._add(said, owner)
        elif phrase.det:
            self._add(phrase.det if phrase.det != "none" else "")
        elif phrase.count is not None or head.kind in _BARE or head.said in ("glasses", "clothes"):
            return
        elif not self._articles:
            known = head.said in self._memory.seen or head.kind in ("sets", "dressing", "lens")
            self._add("the" if known else "a")

    def _owner_said(self, phrase: Phrase) -> str:
        """Whose it is: the subject's, or of a subject itself whom the words were about."""
        said = phrase.owner.said if phrase.owner is not None else ""
        if (said == "her" and self._owned == "their") or (said == "his" and self._owned == "her"):
            return self._owned
        topic = self._memory.topic
        if said != "their" or not self._articles:
            return said
        return self._owned or (POSSESSIVE.get(pronoun(topic), said) if topic is not None else said)

    def _looks(self, phrase: Phrase) -> None:
        for number, look in enumerate(phrase.looks):
            worn = look.role in ("object", "with", "of", "loc", "subject", "")
            role = _WORN_ROLES.get(look.head.kind, "with") if worn else look.role
            role = "of" if look.role == "of" and not phrase.person else role
            self._add("and") if number else None
            alike = number > 0 and phrase.looks[number - 1].head.kind == "outfits" and role == "with"
            alike = alike and (look.head.kind == "accessories" or look.head.said in english()["worn"])
            self._add("" if alike else role)
            if (
                look.head.kind in ("outfits", "accessories", "props")
                and look.head.said != "glasses"
                and not look.det
                and look.owner is None
                and not is_several(look)
            ):
                known = not self._articles and look.head.said in self._memory.seen and look.role == "of"
                mass = look.role == "of" and look.head.said in _MASS
                look.det = "the" if known else "a" if look.role != "without" and not mass else ""
            self._noun(look, whole=True)


def _place_in_row(adjective: Unit, person: bool) -> int:
    """As in "a small blue glass bottle": what a thing is made of stands right before it."""
    if person and adjective.said in _AGES:
        return len(_ORDER)
    return len(_ORDER) if adjective.said in _STUFF else _ORDER.get(adjective.kind, 0)

"""Nouns of Japanese and Korean directions with their marks of case: what each is in its clause."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from studio.engine.director.tongues.building import LOOKS, Builder
from studio.engine.director.tongues.cases import joins, looks_ahead
from studio.engine.director.tongues.nouns import made_of, same_person, whose
from studio.engine.director.tongues.relatives import Relatives
from studio.engine.director.tongues.saying import Memory
from studio.engine.director.tongues.units import CAMERA, DOING, WORN, Phrase, Unit
from studio.engine.director.tongues.verbs import takes_thing
from studio.engine.director.tongues.wordbook import english

STATES: Final = frozenset({"colours", "sizes", "hair"})
_BEFALLS: Final = frozenset({"topple", "shatter", "explode", "burn", "collapse", "sink", "shake", "glow"})
_AROUND: Final = frozenset({"beside", "near", "around", "behind", "in front of", "above", "opposite"})


def _told(phrase: Phrase) -> str:
    """The article of a noun that was told of."""
    return "" if phrase.head.kind in ("name", "pron") else "the"


def _comes_in(units: Sequence[Unit]) -> bool:
    """Whether the next noun is what else is there, and not what something is done to."""
    noun = False
    for at, unit in enumerate(units):
        describes = any(one.form == "relative" for one in units[at : at + 2])
        if unit.kind == "case" and noun and (unit.said in ("subject", "also") or not describes):
            return unit.said in ("subject", "also")
        if unit.kind in DOING and not describes:
            return False
        noun = noun and not (unit.kind == "case" and describes)
        if unit.kind == "stop" and (noun or unit.said not in ("、", ",")):
            return noun and unit.said not in ("、", ",")
        noun = noun or unit.kind in ("props", "builds", "name", "unknown")
    return noun


class MarkedNouns:
    """Gathers the nouns of one sentence by the marks behind them."""

    def __init__(self, units: Sequence[Unit], memory: Memory) -> None:
        self._units = units
        self._build = Builder(memory)
        self._noun: Phrase | None = None
        self._owner: Phrase | None = None
        self._looks: list[Phrase] = []
        self._relatives = Relatives(self._build)
        self._list: Phrase | None = None
        self._denied: Unit | None = None
        self._passive = False
        self._named_alone: Phrase | None = None
        self._topical: Phrase | None = None

    def _next(self, at: int) -> Unit | None:
        return self._units[at + 1] if at + 1 < len(self._units) else None

    def _lead(self, unit: Unit) -> None:
        if unit.kind == "det":
            self._build.before.det = unit.said
        else:
            self._build.before.owner = unit

    def _lens(self, at: int, unit: Unit) -> None:
        following = self._next(at)
        if following is not None and following.kind == "case" and following.said in ("subject", "also"):
            self._build.lens = unit
        elif following is not None and following.kind in CAMERA:
            return
        elif following is not None and following.said in ("、", ",") and not at:
            self._build.lens = unit
        else:
            self._on_noun(at, Unit("dressing", "camera", unit.start, unit.end))

    def _compounded(self, at: int) -> Phrase | None:
        """As in "yeok gyedan": a noun right before another says whose, of what or where that is."""
        noun, before = self._noun, self._units[at - 1] if at else None
        if noun is not None and noun.head.kind == "sounds":
            return None
        if self._inside(noun, before, self._units[at]):
            self._noun = None
            return noun
        if noun is None or before is None or noun.head.end != before.end or noun.role or self._list is not None:
            return None
        if noun.head.kind in ("quote", "unknown", "pron") or (
            noun.head.kind == "name" and self._units[at].kind == "name"
        ):
            return None
        self._noun = None
        return noun

    def _inside(self, noun: Phrase | None, before: Unit | None, unit: Unit) -> bool:
        """As in "yangdongi sok mulgogi": where the noun to come is, with no mark between."""
        placed = noun is not None and noun.role and noun.head.kind in ("props", "dressing") and self._list is None
        return bool(placed) and before is not None and before.kind == "rel" and unit.kind in ("props", "builds")

    def _on_noun(self, at: int, unit: Unit) -> None:
        owner, self._owner = self._owner or self._compounded(at), None
        self._bare()
        phrase = self._build.noun(unit)
        phrase.role = ""
        if unit.said == "nobody":
            self._build.clause.subjects.append(phrase)
            return
        phrase.looks += self._looks if phrase.person else []
        self._looks = [] if phrase.person else self._looks
        if owner is not None:
            self._own(owner, phrase)
        self._noun = phrase
        following = self._next(at)
        if phrase.head.kind in ("props", "unknown") and following is not None and following.said == "object":
            self._relatives.forget_past()
        if not self._worn_by(at, phrase):
            self._relatives.describe(phrase)

    def _worn_by(self, at: int, phrase: Phrase) -> bool:
        """As in "suwatte iru yukata no Yui": what is told before is of who wears it, and not of the clothes."""
        following = self._next(at)
        led = following is not None and following.kind == "case" and following.said == "of"
        after = self._units[at + 2] if at + 2 < len(self._units) else None
        somebody = following is not None and following.kind in ("name", "builds")
        somebody = somebody or (led and after is not None and after.kind in ("name", "builds"))
        return phrase.head.kind in WORN and somebody

    def _own(self, owner: Phrase, phrase: Phrase) -> None:
        """As in "P no N": what the first noun is to the second."""
        if owner.head.said == phrase.head.said and owner.head.kind in ("sets", "dressing"):
            return
        if phrase.head.said == "lid" and owner.head.kind == "props":
            phrase.head, phrase.det = owner.head, "the"
            return
        if owner.role and owner.head.kind in ("props", "dressing", "body") and phrase.head.kind in ("props", "builds"):
            phrase.looks.append(owner)
            return
        if owner.person and phrase.person and same_person(owner, phrase):
            return
        if owner.person and phrase.head.kind != "name":
            phrase.owner = whose(owner)
        elif made_of(owner, phrase):
            return
        elif self._eyes_too(owner, phrase):
            self._looks.append(owner)
        elif owner.head.kind == "body" and phrase.head.kind == "body":
            phrase.adjectives = [*owner.adjectives, *phrase.adjectives]
            self._one_body(owner, phrase)
        elif phrase.person and owner.head.kind in (*LOOKS, "props"):
            self._build.look(phrase, owner)
        elif owner.head.kind == "sets" and phrase.head.said == "garden":
            phrase.adjectives = [*owner.adjectives, owner.head, *phrase.adjectives]
        elif owner.head.kind in ("sets", "dressing"):
            self._take(owner, "loc")
        elif owner.head.kind in ("props", "unknown") and phrase.head.kind in ("props", "unknown"):
            owner.role = "of"
            phrase.looks.append(owner)
        elif owner.head.kind != "sounds":
            self._take(owner, "loc")

    def _eyes_too(self, owner: Phrase, phrase: Phrase) -> bool:
        """As in "aoi me no kinpatsu": eyes, and then the hair of the same head."""
        hair = "hair" in phrase.head.said or phrase.head.said in english()["hairdos"]
        return hair and owner.head.said.endswith("eyes") and bool(owner.adjectives)

    def _one_body(self, owner: Phrase, phrase: Phrase) -> None:
        """As in "geumbal meori", "kinpatsu tsuinteeru": hair told twice, by its colour and by how it is worn."""
        head, plain = phrase.head, owner.head.said.removesuffix(" hair")
        if head.said in english()["hairdos"] and plain != "hair":
            phrase.adjectives.append(Unit("sizes", plain, owner.head.start, owner.head.end))
        elif head.said not in english()["hairdos"]:
            phrase.head = structs.replace(owner.head, start=head.start, end=head.end)

    def _relate(self, at: int, unit: Unit) -> None:
        """As in "under": the noun before is where, and not what."""
        phrase = self._owner or self._noun or self._again_near(at, unit) or self._by_them(at, unit)
        phrase = phrase or self._thing_again(unit) or self._near_them(unit)
        self._owner = None
        if phrase is None:
            return
        phrase.role = unit.said
        self._noun = phrase

    def _again_near(self, at: int, unit: Unit) -> Phrase | None:
        """As in "sono mawari ni": around whoever or whatever the sentence named last."""
        before, topic = self._build.before, self._build.memory.topic
        told = [one for clause in self._build.clauses[:-1] for one in clause.subjects]
        own = [one.head for one in self._build.clause.subjects]
        if told and not own and not _comes_in(self._units[at + 1 :]):
            apart = told[-1].person and self._build.last in (None, told[-1])
            apart = apart and topic is not None and topic.head.said != told[-1].head.said
            own, told = [one.head for one in told], [topic] if topic is not None and apart else []
        last = self._build.last if self._build.last is None or self._build.last.head not in own else None
        last = last or (told[-1] if told else None) or self._build.memory.thing_again(own)
        placed = last is not None and unit.said in (_AROUND if last.person else (*_AROUND, "in", "on", "under"))
        if before.det != "this" or last is None or not placed:
            return None
        before.det = ""
        return Phrase(Unit(last.head.kind, last.head.said, unit.start, unit.start), det=_told(last))

    def _by_them(self, at: int, unit: Unit) -> Phrase | None:
        """As in "shoujo ga yomu. tonari de neko ga nemuru": beside whom, where somebody or something else is there."""
        told = [one for clause in self._build.clauses[:-1] for one in clause.subjects]
        person = told[-1] if told else self._build.memory.topic
        if person is None or not person.person or unit.said not in _AROUND or self._build.clause.subjects:
            return None
        if not _comes_in(self._units[at + 1 :]):
            return None
        head = person.head
        return Phrase(Unit(head.kind, head.said, unit.start, unit.start, head.form), det=_told(person))

    def _near_them(self, unit: Unit) -> Phrase | None:
        """As in "kare wa tonari de matsu": beside whom the sentence before was about."""
        subjects, topic = self._build.clause.subjects, self._build.memory.topic
        apart = topic is not None and topic.person and [one.head.said for one in subjects] != [topic.head.said]
        if not subjects or not subjects[0].person or topic is None or not apart or unit.said not in ("beside", "near"):
            return None
        return Phrase(Unit(topic.head.kind, topic.head.said, unit.start, unit.start, topic.head.form), det=_told(topic))

    def _thing_again(self, unit: Unit) -> Phrase | None:
        """As in "naka ni": in what was spoken of last."""
        told = [one for clause in self._build.clauses for one in clause.objects if one.head.kind == "props"]
        topic = self._build.memory.topic
        if not told and topic is not None and topic.person and unit.said in ("beside", "behind", "in front of"):
            return Phrase(Unit(topic.head.kind, topic.head.said, unit.start, unit.start), det=_told(topic))
        thing = told[-1] if told else self._build.memory.thing
        placed = thing is not None and unit.said in ("in", "under", "on", "beside", "behind", "in front of")
        return Phrase(Unit("pron", "it", unit.start, unit.start)) if placed else None

    def _case(self, at: int, unit: Unit) -> None:
        phrase = self._noun
        if phrase is None:
            return
        following = self._next(at)
        said = unit.said
        if said == "of":
            self._owner, self._noun = self._listed(phrase), None
            return
        if said in ("with", "and") and following is not None and joins(self._units, at, phrase):
            self._listing(phrase)
            self._noun = None
            return
        if said == "with" and following is not None and following.kind == "stop" and self._told_of(phrase):
            self._bare()
            self._build.next_clause(",")
            return
        self._noun = None
        phrase = self._listed(phrase)
        if phrase.role and said in ("to", "at") and self._stands_already():
            self._build.next_clause("and")
        if phrase.role and said in ("to", "at", "from", "object", "of", "until"):
            phrase.marks.append(unit)
            whence = said == "from" and phrase.role == "on" and phrase.head.kind in ("props", "dressing")
            self._take(phrase, "from" if whence else phrase.role)
        elif said == "to" and self._in_hand(at, phrase):
            self._build.verb(Unit("motions", "hold", phrase.head.start, unit.end))
            self._build.next_clause("and")
        elif said in ("subject", "also"):
            self._subject(at, phrase, unit)
        elif said == "at" and unit.form != "by" and self._is_said_of(phrase):
            self._build.clause.verb = Unit("verbs", "be", unit.start, unit.end)
            phrase.det = phrase.det or "a"
            self._take(phrase, "object")
            self._build.next_clause("and")
        elif said == "at" and self._tells_looks(phrase) and looks_ahead(self._units, at) and self._undone():
            self._looks.append(phrase)
        elif said == "at" and phrase.head.kind in LOOKS:
            self._has(phrase)
        elif phrase.head.said == "face" and phrase.adjectives and (said == "at" or unit.form == "by"):
            self._build.clause.states += phrase.adjectives
        elif said == "to" and self._tells_looks(phrase) and looks_ahead(self._units, at):
            self._looks.append(phrase)
        else:
            roles = {"object": "object", "to": "dative", "at": "loc", "until": "to"}
            phrase.marks.append(unit)
            tool = unit.form == "by" and phrase.head.said in (*english()["tools"], *english()["rides"])
            self._take(phrase, "loc" if tool else roles.get(said, said))

    def _undone(self) -> bool:
        """Whether nobody has been named yet who could be told of."""
        return not self._build.clause.subjects and self._build.clause.verb is None

    def _stands_already(self) -> bool:
        """As in "three apples on the table, beside them a box": things with a place of their own, and no verb."""
        clause = self._build.clause
        named = bool(clause.subjects) and clause.subjects[0] is self._named_alone and not clause.subjects[0].person
        return named and clause.verb is None and any(one.role not in ("object", "dative") for one in clause.objects)

    def _join(self, first: Phrase, other: Phrase) -> None:
        """One more of a list."""
        self._build.joined(first, other)
        self._relatives.also(first, other)

    def _listing(self, phrase: Phrase) -> None:
        """As in "ringo to hon to nooto": one more of a list that goes on."""
        if self._list is None or self._list.person != phrase.person:
            self._list = phrase
        else:
            self._join(self._list, phrase)

    def _told_of(self, phrase: Phrase) -> bool:
        """As in "a girl who lies there and, around her, five books": enough is said of her already."""
        return any(one.head is phrase.head for clause in self._build.clauses[:-1] for one in clause.subjects)

    def _tells_looks(self, phrase: Phrase) -> bool:
        """As in "nagai kurokami ni serafuku no shoujo": the first of several things that one sees of somebody."""
        head = phrase.head
        hair = "hair" in head.said or head.said in english()["hairdos"]
        worn = head.kind in WORN or (head.kind == "props" and head.said in english()["worn"])
        return worn or (head.kind == "body" and (bool(phrase.adjectives) or hair))

    def _in_hand(self, at: int, phrase: Phrase) -> bool:
        """As in "taimatsu wo te ni,": a thing in hand, with the verb left unsaid."""
        following, objects = self._next(at), self._build.clause.objects
        closes = following is None or following.kind in ("stop", "name", "builds", "rel") or self._does_next(following)
        things = bool(objects) and objects[-1].role == "object" and objects[-1].head.kind in ("props", "unknown")
        return closes and things and phrase.head.said == "hand" and phrase.owner is None

    def _does_next(self, unit: Unit) -> bool:
        """As in "gitaa wo te ni utau": what is done with a thing in hand, and not how it gets there."""
        return unit.kind == "motions" and not takes_thing(unit.said)

    def _listed(self, phrase: Phrase) -> Phrase:
        """The whole of a list whose last noun this is."""
        if self._list is not None and self._list.person and not phrase.person:
            return phrase
        first, self._list = self._list, None
        if first is None or first is phrase:
            return phrase
        if phrase.role:
            first.role = phrase.role
        phrase.role = ""
        self._join(first, phrase)
        return first

    def _subject(self, at: int, phrase: Phrase, unit: Unit) -> None:
        clause = self._build.clause
        if clause.verb is not None:
            self._build.next_clause("and")
            clause = self._build.clause
        of_looks = phrase.head.kind == "body" or (phrase.head.kind in WORN and self._looks_ahead(at))
        if of_looks and self._state_ahead(at):
            clause.objects.append(phrase)
            phrase.role = "object"
            phrase.det = ""
            return
        if phrase.head.said == "train" and unit.form != "topic":
            phrase.head = Unit("props", "train", phrase.head.start, phrase.head.end, "", phrase.head.written)
        if phrase.head.kind == "sets" and not self._befalls(at):
            self._take(phrase, "loc")
        elif phrase.head.kind == "sounds":
            clause.loose.append(phrase.head)
        elif clause.subjects and (unit.said == "subject" or (clause.subjects[0].person and not phrase.person)):
            self._second_subject(phrase)
        else:
            self._topical = phrase if unit.form == "topic" else self._topical
            if not phrase.det and unit.form == "topic":
                phrase.det = "the" if phrase.head.said in self._build.memory.seen else ""
            clause.subjects.append(phrase)

    def _befalls(self, at: int) -> bool:
        """As in "hashi ga kuzureru": whether what is done next happens to a place itself."""
        done = next((one for one in self._units[at + 1 :] if one.kind in DOING or one.kind == "stop"), None)
        return done is not None and done.said in _BEFALLS

    def _second_subject(self, phrase: Phrase) -> None:
        """As in "Hana wa kasa ga aru": the first is the topic, the second what there is of it."""
        clause = self._build.clause
        first = clause.subjects[0]
        if not phrase.person and not first.person and (first.count is not None or self._named_alone is first):
            self._join(first, phrase)
            return
        if not phrase.person:
            self._take(phrase, "object")
            return
        if not clause.subjects[0].person:
            first = clause.subjects.pop(0)
            self._take(first, "loc")
        clause.subjects.append(phrase)

    def _state_ahead(self, at: int) -> bool:
        following = self._next(at)
        return following is not None and following.kind in STATES and following.form != "adverb"

    def _looks_ahead(self, at: int) -> bool:
        """As in "suyeom-i gin seonwon": what somebody wears is told of, and then who it is."""
        after = self._units[at + 1 : at + 5]
        led = [one for one in after if one.kind not in (*STATES, "numbers")]
        return bool(after) and after[0].form == "attributive" and bool(led) and led[0].kind in ("builds", "name")

    def _has(self, phrase: Phrase) -> None:
        """As in "mijikai kami de": somebody is said to have this, and the sentence goes on."""
        clause = self._build.clause
        if clause.subjects and clause.verb is None and not clause.objects:
            clause.verb = Unit(
                "verbs", "have" if phrase.head.kind == "body" else "wear", phrase.head.end, phrase.head.end
            )
            self._take(phrase, "object")
            self._build.next_clause("and")
        else:
            self._take(phrase, "with")

    def _take(self, phrase: Phrase, role: str) -> None:
        phrase.role = role
        if phrase.head.kind == "sounds":
            self._build.clause.loose.append(phrase.head)
        else:
            self._build.clause.objects.append(phrase)

    def _bare(self) -> None:
        """A noun without a mark of case."""
        phrase, self._noun = self._noun, None
        owns = phrase is None and self._owner is not None
        if owns:
            phrase, self._owner = self._owner, None
        if phrase is None:
            return
        phrase = self._listed(phrase)
        clause = self._build.clause
        if phrase.role:
            self._take(phrase, phrase.role)
        elif phrase.head.kind in ("sets", "dressing"):
            self._take(phrase, "loc")
        elif self._is_said_of(phrase) and not owns:
            clause.verb = Unit("verbs", "be", phrase.head.end, phrase.head.end)
            phrase.det = phrase.det or "a"
            self._take(phrase, "object")
        elif self._in_other_words(phrase) and not owns:
            phrase.det = phrase.det or "a"
            clause.subjects[0].beside = phrase
        elif self._more_things(phrase) or (self._more_people(phrase) and not owns):
            self._join(clause.subjects[0], phrase)
        elif phrase.head.kind == "quote" or self._build.filmed or clause.subjects or clause.verb is not None:
            self._take(phrase, "object")
        else:
            clause.subjects.append(phrase)
            self._named_alone = phrase

    def _is_said_of(self, phrase: Phrase) -> bool:
        """As in "Mio wa aoi seifuku no shoujo.": who somebody is, with no verb to say so."""
        clause = self._build.clause
        topic = len(clause.subjects) == 1 and clause.subjects[0] is self._topical and clause.subjects[0].person
        plain = clause.verb is None and not (clause.states or clause.objects or self._build.filmed)
        return topic and plain and phrase.head.kind == "builds" and phrase.count is None and not phrase.joined

    def _in_other_words(self, phrase: Phrase) -> bool:
        """As in "Yui, akai sukaato no onnanoko.": who that is whose name was told."""
        clause = self._build.clause
        named = len(clause.subjects) == 1 and clause.subjects[0].head.kind == "name" and self._named_alone is not None
        plain = named and clause.subjects[0].beside is None and clause.subjects[0] is self._named_alone
        return plain and clause.verb is None and phrase.head.kind == "builds" and phrase.count is None

    def _more_things(self, phrase: Phrase) -> bool:
        """As in "a saw, an axe and a shovel hang there": one more of the things that a list without marks began."""
        clause = self._build.clause
        begun = bool(clause.subjects) and clause.subjects[0] is self._named_alone and clause.verb is None
        return begun and phrase.head.kind == clause.subjects[0].head.kind == "props"

    def _more_people(self, phrase: Phrase) -> bool:
        """As in "a boy who flees, a merchant who chases him.": somebody else, and nothing that the first does."""
        clause = self._build.clause
        people = phrase.person and bool(clause.subjects) and clause.subjects[0].person
        return people and clause.verb is None and not self._build.filmed and phrase.head.kind != "pron"

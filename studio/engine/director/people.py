"""Who is in the film: names, roles and pronouns, told apart and brought together as the words go by."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import given_names
from studio.timeline.designing import scripted_of
from studio.timeline.film import CastId, CastMember, EntityId

_FITS: Final = {"he": ("male", "either"), "she": ("female", "either")}
_BODIES: Final = {"female": {"boy": "girl", "man": "woman"}, "male": {"girl": "boy", "woman": "man"}}
_ORDINALS: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_TITLES: Final = frozenset({"mr", "mrs", "ms", "dr"})
_ANYBODY: Final = frozenset({
    "girl", "boy", "woman", "man", "child", "kid", "person", "figure", "lady", "guy", "old man", "old woman",
    "old lady",
})  # fmt: skip


_UNISEX: Final = frozenset({
    "sora", "nao", "aki", "yuki", "ren", "kai", "jun", "rin", "makoto", "hikaru", "akira", "haru", "aoi", "rei", "yu",
    "alex", "sam", "robin", "charlie", "max", "kit", "jo", "noa", "sascha", "sasha", "kim", "ash", "skye", "remy",
    "kaoru", "tsukasa", "nagisa", "asahi", "mitsuki", "jordan", "rowan", "subaru", "hibiki", "chihiro", "hinata",
    "tsubasa", "izumi", "natsuki", "shinobu", "mizuki", "kei", "tomo", "min", "jin",
})  # fmt: skip
"""Given names of girls and boys alike: the first pronoun tells."""


@dataclass
class Portrait:
    """One person as far as the words have told. ``role`` is the noun for them; ``told`` how they look, by part.

    whiskers: the colour told of a beard, which hair has too where it is told no other. heard: only the voice of an
    animal or a robot, and nobody who is seen. dressed: the scene in which their clothes were told last.
    """

    id: CastId
    name: str
    role: str = ""
    build: str = ""
    sex: str = ""
    named: bool = False
    told: dict[str, str] = field(default_factory=dict[str, str])
    accessories: list[str] = field(default_factory=list[str])
    whiskers: str | None = None
    heard: bool = False
    dressed: int = 0
    words: list[str] = field(default_factory=list[str])
    spoken: list[str] = field(default_factory=list[str])

    @property
    def hair(self) -> str | None:
        """The colour of the hair, as far as it is told."""
        return self.told.get("hair") or self.whiskers

    @property
    def spoken_of(self) -> str:
        """How a sentence calls them: Hana, but the old man."""
        return self.name if self.named or not self.name.isascii() else self.name.lower()

    def may_be(self, role: str, build: str) -> bool:
        """Whether "the girls" or "the students" may mean this person among others."""
        if build == "somebody":
            anybody = role in vocabulary.named("builds")[build].text["anybody"].split()
            return anybody or self.role.split()[-1:] == role.split()[-1:]
        return build == self.build or (build == "child" and self.build in ("girl", "boy"))

    def fits(self, pronoun: str) -> bool:
        """Whether "he" or "she" may mean this person."""
        return not self.heard and (not self.sex or self.sex in _FITS[pronoun])


class People:
    """The cast in the making, and whom the words spoke of last."""

    def __init__(self) -> None:
        self.all: list[Portrait] = []
        self._by_word: dict[str, Portrait] = {}
        self._recent: list[Portrait] = []
        self.renamed: dict[CastId, CastId] = {}
        self.group: list[Portrait] = []
        self.singled: Portrait | None = None

    def adopt(self, member: CastMember) -> None:
        """Take up a member of a finished film's cast again. Nobody of them gets another name: shots know them by it."""
        scripted = scripted_of(member)
        low = _low(member.name)
        build = role_build(low.rstrip(" 0123456789"))
        portrait = Portrait(member.id, member.name, build=scripted.look.build, named=True)
        portrait.role = "" if build is None else low.rstrip(" 0123456789")
        portrait.sex = {"f": "female", "m": "male"}.get(member.voice.variant[:1], "")
        self.all.append(portrait)
        self._register(portrait, low)
        self._by_word.setdefault(_low(scripted.name), portrait)
        self.mention(portrait)

    def get(self, cast_id: CastId) -> Portrait:
        """The portrait of a known person, by the id they have or had."""
        while cast_id in self.renamed:
            cast_id = self.renamed[cast_id]
        return next(portrait for portrait in self.all if portrait.id == cast_id)

    def called(self, name: str) -> Portrait:
        """The person with this name, new if need be. A name that is a role ("OLD MAN") is the one in that role."""
        low = _low(name)
        if role_build(low):
            name, low = low.removeprefix("the ").title(), low.removeprefix("the ")
        found = self._by_word.get(low) or self._nth(low) or self._of_kind(low)
        first = low.split()[0] if low else ""
        if found is None and first not in _TITLES and self.is_known(first):
            found = self._by_word[first]
            self._register(found, low)
        if found is None:
            build = role_build(low)
            found = self._add(_shown(name), low)
            if build:
                found.role, found.build, found.sex = low, _body(build, low), role_sex(low, build)
            else:
                found.named = True
                self._guess_build(found, low)
        self.mention(found)
        return found

    def _nth(self, low: str) -> Portrait | None:
        """As in "FIRST CLIMBER": one of several in the same role."""
        ordinal, _, role = low.removeprefix("the ").partition(" ")
        number = _ORDINALS.get(ordinal)
        same = [one for one in self.all if one.role == role]
        return same[number] if number is not None and number < len(same) else None

    def _of_kind(self, low: str) -> Portrait | None:
        """As in "A little girl stirs a pot. GIRL: ...": the only one who is so in more words."""
        kind = [one for one in self.all if not one.named and one.role.endswith(f" {low}")] if role_build(low) else []
        return kind[0] if len(kind) == 1 else None

    def known(self, name: str) -> Portrait | None:
        """The person with this name if there is one."""
        return self._by_word.get(_low(name))

    def is_known(self, word: str) -> bool:
        """Whether a single word (in small letters) is the name, or part of the name, of someone named."""
        found = self._by_word.get(word)
        return found is not None and found.named

    def in_role(
        self,
        role: str,
        build: str,
        fresh: bool,
        named_too: bool = False,
        but: Collection[EntityId] = (),
        any_noun: bool = True,
    ) -> Portrait:
        """The person meant by "the girl": the last one who fits, or a new one (always new when ``fresh``).

        ``named_too``: it may be somebody whose name is known. ``but``: whom it cannot mean. ``any_noun``: "the woman"
        may be the detective; "a woman" is not.
        """
        if not fresh:
            fitting = (
                one
                for one in self._recent
                if (one.id not in but and (self._plays(one, build, role, any_noun) and (named_too or not one.named)))
                or (one.id not in but and named_too and one.role.endswith(f" {role}"))
            )
            known = self._by_word.get(role)
            found = known if known is not None and known.id not in but else next(fitting, None)
            if found is not None:
                self.mention(found)
                return found
        found = self._add(self._free_name(role.capitalize()), role)
        found.role, found.build, found.sex = role, _body(build, role), role_sex(role, build)
        self.mention(found)
        return found

    def name(self, portrait: Portrait, name: str) -> Portrait:
        """Learn a name: "a girl named Hana". If someone has it already, the two are one and the same."""
        known = self._by_word.get(_low(name))
        if known is not None and known is not portrait:
            self._merge(known, portrait)
            return known
        portrait.named, portrait.name = True, _shown(name)
        given = _low(name).split()[0]
        if portrait.sex in ("", "either") and given in given_names():
            portrait.sex = "female" if name_build(given) == "girl" else "male"
            portrait.build = _BODIES[portrait.sex].get(portrait.build, portrait.build)
        old, portrait.id = portrait.id, CastId(self._free_id(_low(name)))
        self.renamed[old] = portrait.id
        self._register(portrait, _low(name))
        return portrait

    def be(self, portrait: Portrait, role: str, build: str) -> None:
        """Learn a role: "Hana, a girl"."""
        portrait.role, portrait.build = role, _body(build, role)
        portrait.sex = role_sex(role, build) if role_sex(role, build) != "either" else portrait.sex
        self._by_word.setdefault(role, portrait)

    def recast(self, portrait: Portrait, role: str, build: str) -> CastId:
        """Learn who one of several is: "two passengers: Aoi and an old woman". Returns their id from now on."""
        self.be(portrait, role, build)
        self._by_word[role] = portrait
        old, portrait.name = portrait.id, self._free_name(role.capitalize())
        portrait.id = CastId(self._free_id(role))
        self.renamed[old] = portrait.id
        return portrait.id

    def pronoun(self, word: str, among: list[CastId]) -> Portrait:
        """Whom "he" or "she" means: the last one who fits, not one of ``among``; someone new if nobody does."""
        fitting = [one for one in self._recent if one.fits(word) and one.id not in among]
        single = [one for one in fitting[:7] if one not in self.group]
        fitting = single if len(self.group) > 2 and single else fitting
        sure = [one for one in fitting[:3] if one.sex in ("female", "male") or _suggests(one, word)]
        found = next(iter(sure or fitting), None)
        if found is None:
            mine = [one for one in self._recent if one.fits(word) and one.sex and one.id in among]
            found = next(iter(mine), None)
        if found is None:
            return self.in_role("girl" if word == "she" else "boy", "girl" if word == "she" else "boy", fresh=True)
        if found.sex in ("", "either"):
            self.learn_sex(found, "female" if word == "she" else "male")
        self.mention(found)
        return found

    def last(self, count: int = 1) -> list[Portrait]:
        """Those the words spoke of last, the latest first."""
        return [one for one in self._recent if not one.heard][:count]

    def mention(self, portrait: Portrait) -> None:
        """The words have just spoken of this person."""
        if portrait in self._recent:
            self._recent.remove(portrait)
        self._recent.insert(0, portrait)

    def _plays(self, portrait: Portrait, build: str, role: str, any_noun: bool) -> bool:
        sex = role_sex(role, build)
        if portrait.heard:
            return False
        if portrait.role:
            same_noun = portrait.role.split()[-1] == role.split()[-1]
            anybody = any_noun and role in _ANYBODY and (sex == "either" or portrait.sex in ("", "either", sex))
            return portrait.build == _body(build, role) and (same_noun or anybody)
        return (
            portrait.named
            and role in _ANYBODY
            and portrait.id != "i"
            and (sex == "either" or portrait.sex in ("", sex))
        )

    def learn_sex(self, portrait: Portrait, sex: str) -> None:
        """Learn that somebody is "female" or "male"; the empty word says nothing."""
        if sex:
            portrait.sex = sex
            portrait.build = _BODIES[sex].get(portrait.build, portrait.build)

    def _guess_build(self, portrait: Portrait, low: str) -> None:
        first, *rest = low.split()
        title = first if first in _TITLES else ""
        given = rest[0] if title and rest else first
        portrait.build = name_build(given)
        if title in ("mr", "mrs", "ms"):
            portrait.build = "man" if title == "mr" else "woman"
        portrait.sex = name_sex(low)

    def _add(self, name: str, low: str) -> Portrait:
        portrait = Portrait(CastId(self._free_id(low)), name)
        self.all.append(portrait)
        self._register(portrait, low)
        return portrait

    def _register(self, portrait: Portrait, low: str) -> None:
        self._by_word[low] = portrait
        parts = [part for part in low.split() if part not in _TITLES and part != "the"]
        if role_build(low) is None and len(parts) > 1:
            for part in (parts[0], parts[-1]):
                self._by_word.setdefault(part, portrait)

    def _merge(self, into: Portrait, other: Portrait) -> None:
        into.told = {**into.told, **other.told}
        into.role, into.build, into.sex = other.role or into.role, other.build or into.build, other.sex or into.sex
        into.accessories += other.accessories
        into.whiskers = other.whiskers or into.whiskers
        into.words += other.words
        self.all.remove(other)
        self.renamed[other.id] = into.id
        self._recent = [one for one in self._recent if one is not other]
        self._by_word = {word: into if one is other else one for word, one in self._by_word.items()}
        self.mention(into)

    def _free_id(self, low: str) -> str:
        wanted = "-".join(low.split()) or "someone"
        taken = {portrait.id for portrait in self.all} | set(self.renamed)
        number, found = 2, wanted
        while found in taken:
            found, number = f"{wanted}-{number}", number + 1
        return found

    def _free_name(self, wanted: str) -> str:
        taken = {portrait.name for portrait in self.all}
        number, found = 2, wanted
        while found in taken:
            found, number = f"{wanted} {number}", number + 1
        return found


def _suggests(portrait: Portrait, pronoun: str) -> bool:
    """Whether a name that nobody lists ends as those of whom "he" or "she" is said do."""
    guessed = portrait.named and portrait.sex == "" and not portrait.role
    return guessed and portrait.build == {"he": "boy", "she": "girl"}.get(pronoun)


def role_build(words: str) -> str | None:
    """The build of a role said in words ("old man", "the girl"), None if it is no role."""
    words = words.removeprefix("the ").strip()
    for build, entry in vocabulary.named("builds").items():
        if words in entry.words:
            return build
    return None


def role_sex(role: str, build: str) -> str:
    """female, male or either."""
    text = vocabulary.named("builds")[build].text
    for sex in ("female", "male"):
        if set(text.get(sex, "").split()) & set(role.split()):
            return sex
    return text["sex"]


def name_sex(name: str) -> str:
    """Female or male where a name or its title says so; "" where it is a name of both, or of nobody known."""
    first, *rest = _low(name).split() or [""]
    if first in ("mr", "mrs", "ms"):
        return "male" if first == "mr" else "female"
    given = rest[0] if first in _TITLES and rest else first
    if given not in given_names() or given in _UNISEX:
        return ""
    return "female" if name_build(given) in ("girl", "woman") else "male"


def name_build(name: str) -> str:
    """The build a given name suggests; of a name that suggests none, "girl" or "boy" by its letters."""
    listed = given_names().get(name)
    if listed:
        return listed
    endings = {
        end: build for build, entry in vocabulary.named("names").items() for end in entry.text["endings"].split()
    }
    fitting = [end for end in endings if name.endswith(end)]
    if fitting:
        return endings[max(fitting, key=len)]
    return "girl" if sum(map(ord, name)) % 2 else "boy"


def _body(build: str, role: str) -> str:
    """As in "somebody" gets a body: a woman's or a man's, by the word."""
    if build != "somebody":
        return build
    if role in ("student", "classmate", "teenager", "teen", "friend", "twin"):
        return "girl" if len(role) % 2 else "boy"
    return "woman" if sum(map(ord, role)) % 2 else "man"


def _low(name: str) -> str:
    return " ".join(name.lower().replace(".", " ").split())


def _shown(name: str) -> str:
    """A name for reading: HANA is Hana; a name with capitals of its own ("McAVOY") stays as it is."""
    words = [word.capitalize() if len(word) > 1 and word.isupper() else word for word in name.split()]
    return " ".join(words) or "Someone"

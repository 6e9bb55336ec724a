"""How much of a prompt the director understood: facet by facet, what was expected against what the film has."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from msgspec import Struct

from studio.bench.prompts import Prompt
from studio.engine import vocabulary
from studio.engine.director.lexicon import forms, lexicon
from studio.engine.director.transitive import MEANT_WITH
from studio.timeline.film import Action, CastMember, EntityId, Feeling, Film, Line, Prop

_LOOKS: Final = {"hair": "hair", "eyes": "eyes", "skin": "skin", "cloth": "cloth"}
_NAMED: Final = {"style": "hair_style", "outfit": "outfit", "build": "build"}
_ALSO: Final = frozenset({"stand", "hold"})
"""What people may do besides without the words having said it in so many words."""
_SHOWN_BY: Final = {"laugh": "happy", "cry": "weeping", "yawn": "tired"}
"""Actions that have a face of their own: the feeling that comes with one was not made up."""
_CLOSE: Final = frozenset({"beside", "near"})
"""Relations that words tell apart no better than "by" and "at"."""
_CAMERA: Final = {"framings": "framing", "moves": "move", "angles": "angle", "lenses": "lens"}
_IDS: Final = frozenset({*_CAMERA, "hours", "weathers", "looks", "emotions", "sounds"})


@dataclass
class Tally:
    """By facet: how many were expected, how many of those found, how many are there, how many of those right."""

    expected: Counter[str] = field(default_factory=Counter[str])
    found: Counter[str] = field(default_factory=Counter[str])
    there: Counter[str] = field(default_factory=Counter[str])
    right: Counter[str] = field(default_factory=Counter[str])
    misses: list[str] = field(default_factory=list[str])

    def ask(self, facet: str, what: str, holds: bool) -> None:
        """Something expected: is it there?"""
        self.expected[facet] += 1
        self.found[facet] += holds
        if not holds:
            self.misses.append(f"{facet}: {what}")

    def answer(self, facet: str, what: str, holds: bool) -> None:
        """Something there: was it asked for?"""
        self.there[facet] += 1
        self.right[facet] += holds
        if not holds:
            self.misses.append(f"{facet}: not asked for: {what}")

    def add(self, other: "Tally") -> None:
        """Count another prompt too."""
        self.expected.update(other.expected)
        self.found.update(other.found)
        self.there.update(other.there)
        self.right.update(other.right)
        self.misses += other.misses


class _Found(Struct, frozen=True):
    """Whom the prompt's people are, and the film."""

    film: Film
    people: dict[str, list[CastMember]]

    def ids(self, word: str) -> set[EntityId]:
        """Everybody and everything that a word of an expectation stands for."""
        props = {prop.id for prop in self.film.props if _is_a(prop, word)}
        return {member.id for member in self.people.get(word.lower(), ())} | props


def score(prompt: Prompt, film: Film) -> Tally:
    """Every facet of one prompt."""
    tally = Tally()
    found = _Found(film, _people(prompt, film, tally))
    _setting(prompt, film, tally)
    _camera(prompt, film, tally)
    _things(prompt, film, tally)
    _actions(prompt, found, tally)
    _feelings(prompt, found, tally)
    _where(prompt, found, tally)
    _heard(prompt, found, tally)
    reported = " | ".join(one.words.lower() for one in [*film.unplaced, *(u for s in film.shots for u in s.unplaced)])
    for word in prompt.lost:
        tally.ask("reported", word, word in reported)
    return tally


def _setting(prompt: Prompt, film: Film, tally: Tally) -> None:
    first = film.shots[0].setting
    weathers = {shot.setting.weather for shot in film.shots}
    if prompt.set:
        tally.ask("set", f"{prompt.set}, is {first.set}", first.set in _ids(prompt.set, "sets"))
    if prompt.hour:
        tally.ask("hour", f"{prompt.hour}, is {first.hour}", first.hour in _ids(prompt.hour, "hours"))
    if prompt.weather:
        tally.ask("weather", f"{prompt.weather}, is {weathers}", bool(weathers & _ids(prompt.weather, "weathers")))
    for weather in sorted(weathers - {"clear"}):
        tally.answer("weather", weather, weather in _ids(prompt.weather, "weathers") if prompt.weather else False)
    if prompt.look:
        tally.ask("look", f"{prompt.look}, is {film.look}", film.look in _ids(prompt.look, "looks"))
    if prompt.seconds:
        tally.ask("length", f"{prompt.seconds} s", float(film.shots[0].duration) == prompt.seconds)
    if prompt.scenes:
        tally.ask("scenes", f"{prompt.scenes}, are {len(film.scenes)}", len(film.scenes) == prompt.scenes)


def _camera(prompt: Prompt, film: Film, tally: Tally) -> None:
    for word in prompt.camera:
        meant = {(axis, one) for table, axis in _CAMERA.items() for one in _ids(word, table)}
        filmed = {(axis, str(getattr(shot.camera, axis))) for shot in film.shots for axis in _CAMERA.values()}
        tally.ask("camera", word, bool(meant & filmed))


# --- who ----------------------------------------------------------------------------------------------
def _people(prompt: Prompt, film: Film, tally: Tally) -> dict[str, list[CastMember]]:
    left = list(film.cast)
    people: dict[str, list[CastMember]] = {}
    for words in prompt.who:
        name, *looks = _name_first(words)
        member = next((one for one in left if _is_called(one, name)), None)
        tally.ask("who", name, member is not None)
        for look in looks:
            tally.ask("looks", f"{name} {look}", member is not None and _looks(member, look))
        if member is not None:
            left.remove(member)
            for key in {name, name.split()[-1]}:
                people.setdefault(key.replace(" ", "_").lower(), []).append(member)
    for member in film.cast:
        tally.answer("who", member.name, member not in left)
    return people


def _name_first(words: str) -> list[str]:
    """The name, which may have a blank ("Ms. Tanaka"), and the looks."""
    name = [word for word in words.split() if ":" not in word]
    return [" ".join(name).replace("_", " "), *(word for word in words.split() if ":" in word)]


def _is_called(member: CastMember, name: str) -> bool:
    low = name.lower().replace(".", "")
    if low in ("she", "he", "they"):
        return low == "they" or member.voice.variant.startswith("f" if low == "she" else "m")
    called = member.name.lower().replace(".", "").rstrip(" 0123456789")
    return low == called or low == called.split()[-1] or called.endswith(f" {low}") or low.endswith(f" {called}")


def _looks(member: CastMember, look: str) -> bool:
    part, _, value = look.partition(":")
    if part in _LOOKS:
        colour = vocabulary.named("colours")[value].text
        return getattr(member.look, part) in (colour["hex"], colour.get(part))
    return value in member.look.accessories if part == "wears" else getattr(member.look, _NAMED[part]) == value


# --- things -------------------------------------------------------------------------------------------
def _things(prompt: Prompt, film: Film, tally: Tally) -> None:
    left = list(film.props)
    for words in prompt.things:
        *traits, noun = words.split()
        count = next((int(trait) for trait in traits if trait.isdigit()), 1)
        mine = [prop for prop in left if _is_a(prop, noun)]
        mine.sort(key=lambda prop: -sum(_has(prop, trait) for trait in traits))
        mine = mine[:count]
        left = [prop for prop in left if prop not in mine]
        tally.ask("things", words, len(mine) == count or (count == 1 and _is_painted(film, noun)))
        for trait in traits:
            if not trait.isdigit():
                tally.ask(_kind_of(trait), words, bool(mine) and all(_has(prop, trait) for prop in mine))
    for prop in film.props:
        tally.answer("things", prop.name, prop not in left or any(word in prop.name for word in prompt.lost))
    for word in prompt.never:
        tally.ask("not there", word, not any(_is_a(prop, word) for prop in film.props))


def _is_a(prop: Prop, noun: str) -> bool:
    words = noun.replace("_", " ")
    kinds = _ids(words, "props")
    called = {form for word in prop.name.lower().split() for form in forms(word)}
    named = bool(called & set(forms(words.split()[-1])))
    return named or prop.kind in kinds


def _is_painted(film: Film, noun: str) -> bool:
    """Whether the set has it without its being a thing of the film."""
    sets = {shot.setting.set for shot in film.shots}
    words = noun.replace("_", " ")
    return any(one.split("/")[0] in sets for form in forms(words) for one in _ids(form, "dressing"))


def _kind_of(trait: str) -> str:
    if trait in vocabulary.named("sizes"):
        return "sizes"
    return "colours" if lexicon().phrase((trait,), "colours") else "materials"


def _has(prop: Prop, trait: str) -> bool:
    if _ids(trait, "sizes"):
        scale = next(iter(vocabulary.named("sizes")[one].values["scale"] for one in _ids(trait, "sizes")))
        return (prop.scale - 1) * (scale - 1) > 0
    colours = {vocabulary.named("colours")[one].text["hex"] for one in _ids(trait, "colours")}
    return prop.colour in colours or prop.material in _ids(trait, "materials")


# --- what happens -------------------------------------------------------------------------------------
def _actions(prompt: Prompt, found: _Found, tally: Tally) -> None:
    done = [beat for shot in found.film.shots for beat in shot.beats if isinstance(beat, Action)]
    for words in prompt.does:
        tally.ask("actions", words, any(_is_done(beat, words, found) for beat in done))
    for words in prompt.never_does:
        tally.ask("not done", words, not any(_is_done(beat, words, found) for beat in done))
    again = {(beat.who, beat.thing, beat.words) for beat in done if beat.motion != "pick_up"}
    for beat in done:
        if beat.motion == "pick_up" and (beat.who, beat.thing, beat.words) in again:
            continue
        if prompt.does and beat.motion not in _ALSO:
            told = f"{beat.who} {beat.motion} {beat.thing or ''} > {beat.towards or ''}"
            tally.answer("actions", told, any(_is_done(beat, words, found, loosely=True) for words in prompt.does))
    if prompt.order:
        motions = [beat.motion for beat in done if beat.motion in prompt.order]
        tally.ask("order", " ".join(prompt.order), tuple(dict.fromkeys(motions)) == prompt.order)


def _is_done(beat: Action, words: str, found: _Found, loosely: bool = False) -> bool:
    does, _, towards = (part.strip() for part in words.partition(">"))
    who, motion, *thing = does.split()
    motions = {motion} if motion in vocabulary.motions() else _ids(motion, "motions")
    if not (beat.motion in motions or _is_said(beat, motion)) or beat.who not in found.ids(who):
        return False
    if loosely:
        return True
    with_it = {beat.thing, beat.towards}
    painted = with_it == {None} and bool(thing) and _is_painted(found.film, thing[0])
    if thing and not with_it & found.ids(thing[0]) and not painted:
        return False
    return (
        not towards
        or beat.towards in found.ids(towards)
        or beat.thing in found.ids(towards)
        or (beat.towards is None and _is_painted(found.film, towards))
    )


def _is_said(beat: Action, motion: str) -> bool:
    """As in "runs after him", read as chasing: the verb that is asked for is a word of the one understood."""
    low = (beat.read or beat.words).lower()
    spoken = [form for word in low.replace(",", " ").split() for form in forms(word)]
    if motion in spoken and (MEANT_WITH.get(motion) == beat.motion or (motion, beat.motion) == ("kick", "punch")):
        return True
    phrases = (word.split() for word in vocabulary.motions()[beat.motion].words)
    return any(len(phrase) > 1 and motion in phrase and set(phrase) <= set(spoken) for phrase in phrases)


def _feelings(prompt: Prompt, found: _Found, tally: Tally) -> None:
    felt = [beat for shot in found.film.shots for beat in shot.beats if isinstance(beat, Feeling)]
    done = [beat for shot in found.film.shots for beat in shot.beats if isinstance(beat, Action)]
    wanted = [words.split() for words in prompt.feels]
    for who, emotion in wanted:
        held = any(beat.who in found.ids(who) and beat.emotion in _ids(emotion, "emotions") for beat in felt)
        tally.ask("feelings", f"{who} {emotion}", held)
    for beat in felt:
        asked = any(beat.who in found.ids(who) and beat.emotion in _ids(word, "emotions") for who, word in wanted)
        if not asked and any(_SHOWN_BY.get(one.motion) == beat.emotion and one.who == beat.who for one in done):
            continue
        tally.answer("feelings", f"{beat.who} {beat.emotion}", asked)


def _where(prompt: Prompt, found: _Found, tally: Tally) -> None:
    for words in prompt.where:
        who, relation, *what = words.split()
        ids = {str(one) for one in found.ids(what[0])} if what else {""}
        held = any(
            one.who in found.ids(who)
            and one.relation in _relations(relation)
            and ({one.of, one.other} & ids or (what and _is_part(one.of, what[0])))
            for shot in found.film.shots
            for one in shot.whereabouts
        )
        tally.ask("places", words, held)


def _is_part(of: str, word: str) -> bool:
    """Whether a part of the set is called so: "street lamp" by "lamp"."""
    return of.split()[-1:] == word.replace("_", " ").split()[-1:]


@cache
def _relations(word: str) -> frozenset[str]:
    """The relations that a word may mean: its own, and those that are as close."""
    said = word.replace("_", " ")
    table = vocabulary.named("relations")
    own = {name for name, entry in table.items() if said == name or said in entry.words}
    return frozenset(own | (_CLOSE if own & _CLOSE else frozenset()))


def _heard(prompt: Prompt, found: _Found, tally: Tally) -> None:
    cues = {cue for shot in found.film.shots for cue in shot.cues}
    for word in prompt.sounds:
        tally.ask("sounds", word, bool(cues & _ids(word, "sounds")))
    for cue in sorted(cues):
        tally.answer("sounds", cue, any(cue in _ids(word, "sounds") for word in prompt.sounds))
    lines = [beat for shot in found.film.shots for beat in shot.beats if isinstance(beat, Line)]
    said = {(who, line.text.strip(" ,")) for line in lines for who in [line.who]}
    for words in prompt.says:
        name, _, text = words.partition(": ")
        who = found.ids(name.replace(" ", "_"))
        tally.ask("lines", words, any(one in who and spoken == text.strip(" ,") for one, spoken in said))


@cache
def _ids(words: str, table: str) -> frozenset[str]:
    """What the vocabulary calls these words; the id itself among them."""
    return frozenset(_meanings(words.replace("_", " ").lower(), table))


def _meanings(words: str, table: str) -> Iterable[str]:
    *first, last = words.split()
    for form in forms(last):
        if first:
            sense = lexicon().phrase((*first, form), table)
            yield from [sense.id] if sense is not None else []
        else:
            yield from (sense.id for sense in lexicon().senses(form, frozenset({table})))
    if table in _IDS and words in vocabulary.named(table):
        yield words

"""Which words of a script are names of people: found before reading, so that every sentence knows them."""

from collections.abc import Iterator, Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.acting import OF_THINGS
from studio.engine.director.lexicon import given_names, irregular, labels, lexicon
from studio.engine.director.marks import PRONOUNS
from studio.engine.director.people import role_build
from studio.engine.director.screenplay import INGREDIENTS, Passage, Preamble, Screenplay, Spoken
from studio.engine.director.tokens import Token, sentences

_TITLES: Final = frozenset({"mr", "mrs", "ms", "dr"})
_BEFORE_OBJECTS: Final = frozenset(
    {"a", "an", "the", "his", "her", "their", "my", "some", "another", "it", "him", "them", "both"}
)
_AUXILIARIES: Final = frozenset({
    "is", "was", "has", "had", "are", "can't", "cannot", "couldn't", "doesn't", "didn't", "won't", "wouldn't", "isn't",
    "wasn't", "hasn't", "hadn't", "never", "can", "could", "will", "would", "tries", "starts", "begins",
    "wears", "wore", "seems", "becomes", "gets", "keeps",
})  # fmt: skip
_NAMING: Final = frozenset({"plain", "props", "dressing", "sounds", "sets"})
"""Tables of words that name something beside what they say is done."""


def find_names(screenplay: Screenplay) -> frozenset[str]:
    """Every word, in small letters, that is (part of) somebody's name."""
    names: set[str] = set()
    for piece in screenplay.pieces:
        if isinstance(piece, Spoken):
            names |= _cue_names(piece.name)
        elif isinstance(piece, Passage | Preamble):
            for tokens in sentences(piece.text, 0):
                names |= set(_in_sentence(tokens))
    return frozenset(names)


def _cue_names(cue: str) -> set[str]:
    low = " ".join(cue.lower().replace(".", " ").split())
    if role_build(low) or role_build(low.rstrip(" 0123456789")):
        return set()
    return {part.removesuffix("'s") for part in low.split() if len(part) > 1 or not part.isascii()} - {
        "the",
        "and",
        "of",
    }


def _in_sentence(tokens: Sequence[Token]) -> Iterator[str]:
    if _is_headline(tokens):
        return
    for at, token in enumerate(tokens):
        small = not token.capital and token.low in given_names() and not lexicon().has(token.low)
        named = _acts_next(tokens, at) if small else token.capital and _is_name(tokens, at)
        if token.quote is None and token.low not in PRONOUNS and named:
            yield token.low


def _is_headline(tokens: Sequence[Token]) -> bool:
    """A title in capitals ("The Last Goodbye") names nobody."""
    words = [token for token in tokens if token.quote is None]
    acts = any(lexicon().has(token.low, frozenset({"motions"})) for token in words)
    if any(token.low in given_names() and not lexicon().has(token.low) for token in words):
        return False
    if any(token.shouted and token.low in labels() for token in words):
        return False
    return len(words) > 1 and not acts and all(token.capital for token in words if len(token.low) > 3)


_TRAITS: Final = ("-old", "-haired", "-eyed", "-skinned", "-clad", "-aged", "-legged", "-faced")
"""Endings of words that tell of somebody and name nobody, with a capital or without."""


_TELLING: Final = ("ly", "less", "ful", "ed", "ing", "ous")
"""Endings of words that tell how somebody is, at the head of a sentence."""


_NOBODY: Final = frozenset({
    "earth", "mars", "jupiter", "saturn", "venus", "mercury", "neptune", "pluto", "god", "heaven", "internet",
    "christmas",
    "headlights", "polaroid",
})  # fmt: skip
"""Words with a capital that are nobody's name."""
_OF_PLACES: Final = frozenset({"mount", "mt", "lake", "cape", "planet"})
"""Words before the names of places."""
_WORN: Final = ("outfits", "accessories", "hair")


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    known = lexicon().has(token.low)
    if token.low.endswith(_TRAITS) or token.low in _NOBODY or (at and tokens[at - 1].low in _OF_PLACES):
        return False
    if token.low in given_names():
        return not known or at > 0 or _acts_next(tokens, at) or _is_told_of(tokens, at)
    if token.low in _TITLES and token.shouted and not _titled(tokens, at):
        return False
    if token.low in _TITLES or (at > 0 and tokens[at - 1].low in _TITLES):
        return True
    if known or lexicon().matches(tokens, at) or any(lexicon().has(part) for part in token.low.split("-")[1:]):
        return False
    if token.low in labels() and (at == 0 or token.shouted):
        return False
    if token.low in INGREDIENTS and at + 1 < len(tokens) and tokens[at + 1].before[:1] == ":":
        return False
    if token.shouted:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        told = following is not None and (following.before[:1] in ("(", ",") or _acts_next(tokens, at))
        return told or _follows_role(tokens, at)
    if _is_there(tokens, at):
        return True
    if (at > 0 and not _opens(tokens, at)) or _is_told_of(tokens, at) or _is_dressed(tokens, at):
        return True
    return _acts_next(tokens, at)


def _follows_role(tokens: Sequence[Token], at: int) -> bool:
    """As in "her friend TESS", "a cop, GREG": a screenplay writes so whom it brings in."""
    before = tokens[at - 1] if at else None
    role = before is not None and not before.shouted and role_build(before.low) is not None
    return role and tokens[at].before in ("", ",")


def _titled(tokens: Sequence[Token], at: int) -> bool:
    """As in "MS. MORI", and not "MS - a girl", where it is a medium shot."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and following.capital and following.before in ("", ".")


def _is_told_of(tokens: Sequence[Token], at: int) -> bool:
    """As in "Yumi, a shy girl, ...": who it is follows."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.before != ",":
        return False
    return following.low in ("a", "an", "who", "whose") or _is_said_to_be(tokens, at) or _is_listed(tokens, at)


def _is_there(tokens: Sequence[Token], at: int) -> bool:
    """As in "Hiro alone, cooking soup.", "Kenta asleep at his desk": how somebody is follows at once."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    bare = not tokens[at].low.endswith((*_TELLING, "s"))
    return bare and following is not None and not following.before and following.low in ("alone", "asleep", "awake")


def _is_dressed(tokens: Sequence[Token], at: int) -> bool:
    """As in "Mika in a school uniform", "Tamsin with short red hair": what somebody wears follows, or their hair."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.before or following.low not in ("in", "with", "wearing"):
        return False
    stretch = range(at + 2, min(at + 7, len(tokens)))
    return any(one.sense.table in _WORN for index in stretch for one in lexicon().matches(tokens, index))


def _is_said_to_be(tokens: Sequence[Token], at: int) -> bool:
    """As in "Ferdinand, tired of waiting, gets up": how somebody is stands between two commas."""
    bare = not tokens[at].low.endswith(_TELLING) and not tokens[at + 1].capital
    commas = (one for one in range(at + 2, min(at + 10, len(tokens))) if tokens[one].before == ",")
    closing = (one for one in commas if tokens[one].low.endswith("s"))
    return bare and any(one.sense.table == "motions" for end in closing for one in lexicon().matches(tokens, end))


def _is_listed(tokens: Sequence[Token], at: int) -> bool:
    """As in "Nadia, Oskar and Pim build": one of several names."""
    second, joint = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else None
    named = second.capital and not lexicon().has(second.low) and not tokens[at].low.endswith(_TELLING)
    return named and joint is not None and (joint.low == "and" or joint.before == ",")


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether the capital may only be the beginning of a sentence or of a quotation's end."""
    return tokens[at - 1].quote is not None or token_breaks(tokens[at])


def token_breaks(token: Token) -> bool:
    """Whether punctuation before the word lets any word have a capital."""
    return token.before[-1:] in (":", ".", "!", "?", "-", "–", "—", "(")


def _acts_next(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows is what people do: "Mirela walks", "Mirela's", "Mirela and Ken run", "Mirela:"."""
    if tokens[at].owns or _acts_with_kin(tokens, at):
        return True
    for index, following in enumerate(tokens[at + 1 : at + 4], start=at + 1):
        if following.quote is not None:
            return ":" in following.before
        joined = following.capital and tokens[index - 1].low == "and" and not lexicon().has(following.low)
        if joined or following.low in ("and", ",") or following.low in given_names() or following.low.endswith("ly"):
            continue
        if following.low in _AUXILIARIES:
            return True
        if _begins_deed(tokens, index):
            return True
        alone = index == at + 1 and not tokens[at].low.endswith("s")
        return not (alone and _is_bare(following.low)) and _inflected(
            tokens[at].low, following.low, _is_done_to(tokens, index + 1)
        )
    return False


def _begins_deed(tokens: Sequence[Token], at: int) -> bool:
    """As in "tilts her head": several words, of them whose, that are a deed of people's only together."""
    if lexicon().has(tokens[at].low, frozenset({"motions"})):
        return False
    deeds = (one.taken for one in lexicon().matches(tokens, at) if one.sense.table == "motions")
    return any(tokens[index].low in ("her", "his", "their") for taken in deeds for index in taken)


def _acts_with_kin(tokens: Sequence[Token], at: int) -> bool:
    """As in "Tamsin and her grandfather wave"."""
    words = [token.low for token in tokens[at + 1 : at + 4]]
    kin = len(words) == 3 and lexicon().has(words[2], frozenset({"builds", "props"}))
    return kin and words[0] == "and" and words[1] in ("her", "his", "their")


def _is_bare(verb: str) -> bool:
    """As in "Match point": nobody alone does what has no ending, where the word names something too.

    "Thought" and "stood" are told of the past, and somebody does them.
    """
    told = verb in irregular() and verb not in irregular()[verb]
    return not told and not verb.endswith(("s", "ed")) and lexicon().has(verb, _NAMING)


def _is_done_to(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun follows a verb at once: a door opens by itself, but "opens the door" is what people do."""
    return at < len(tokens) and not tokens[at].before and tokens[at].low in _BEFORE_OBJECTS


def _inflected(noun: str, verb: str, done_to: bool) -> bool:
    motions = [sense.id for sense in lexicon().senses(verb, frozenset({"motions"}))]
    if not motions:
        return bool(lexicon().senses(verb, frozenset({"emotions"}))) and verb.endswith("s") and not noun.endswith("s")
    if not done_to and all(vocabulary.motions()[motion].family in OF_THINGS for motion in motions):
        return False
    return not (noun.endswith("s") and not verb.endswith(("s", "ed")))

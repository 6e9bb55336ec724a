"""Names that come after a group: "Two samurai face each other. KENSHIN draws his sword. ORIN waits."."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from studio.engine.director.lexicon import forms
from studio.engine.director.people import Portrait, name_sex, role_build
from studio.engine.director.story import Story
from studio.engine.director.tokens import Token, sentences
from studio.timeline.film import CastId

_REACH: Final = 800
"""Characters after the first of the names in which the others are looked for."""
_SPOKEN_OF: Final = frozenset({"them", "others"})
_HEADS: Final = ("INT", "EXT", "Scene", "SCENE")


def nameless_of_group(story: Story, name: str, at: int) -> CastId | None:
    """Who of a group without names has this one, whose first mention is at an offset into the script.

    None where the words leave it open that somebody else came: other names are as many as the group, or it is spoken
    of as a group again.
    """
    people = story.people
    nameless = [one for one in people.group if not one.named and one.id in story.here]
    if people.known(name) is not None or not nameless or role_build(name.lower()) is not None:
        return None
    named = [one for one in people.group if one.named]
    ahead = story.script[at : at + _REACH]
    names = list(_new_names(story, ahead))
    if len(people.group) < 2 or len(names) != len(nameless) or (not named and len(nameless) < len(people.group)):
        return None
    if any(one not in people.group for one in people.all) or _is_told_again(
        people.group, sentences(ahead, 0), {name.lower(), *names}
    ):
        return None
    return nameless[0].id if all(_may_be(name_sex(other), nameless[0].sex) for other in (name, *names)) else None


def _may_be(sex: str, other: str) -> bool:
    return not sex or other in ("", "either", sex)


def _new_names(story: Story, ahead: str) -> Iterator[str]:
    """The names in these words that nobody has yet, each once."""
    seen: set[str] = set()
    for tokens in sentences(ahead, 0):
        before: Token | None = None
        if tokens[0].text.startswith(_HEADS):
            return
        for token in tokens:
            low = token.low.removesuffix("'s").removesuffix("’s")
            new = token.quote is None and token.capital and low in story.names and story.people.known(low) is None
            if new and low not in seen and (before is None or bool(token.before)):
                yield low
            seen |= {low} if new else set()
            before = token if new else None


def _is_told_again(group: Sequence[Portrait], ahead: Sequence[Sequence[Token]], names: Collection[str]) -> bool:
    """As in "Two guards. Aya and Ben sneak past them": the group stays a group, and the names are of others."""
    roles = {one.role.split()[-1] for one in group if one.role}
    words = {form for tokens in ahead for token in tokens if token.quote is None for form in forms(token.low)}
    beside = [tokens for tokens in ahead if any(token.low in names for token in tokens)]
    return bool(words & roles) or any(token.low in _SPOKEN_OF for tokens in beside for token in tokens)

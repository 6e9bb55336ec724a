"""The ledger of a film: what was so before each shot, what is so after it, what changed, and who owns each fact."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from studio.timeline.changes import Change, changes
from studio.timeline.course import Step
from studio.timeline.facts import Fact, FactKey, facts_of
from studio.timeline.film import Film, Ruling, ShotId
from studio.timeline.world import World


class Page(Struct, frozen=True):
    """One shot's page. between: what changed since the world it goes on from: time that passed, and rulings."""

    shot: ShotId
    before: tuple[Fact, ...]
    after: tuple[Fact, ...]
    changes: tuple[Change, ...]
    between: tuple[Change, ...] = ()
    rulings: tuple[Ruling, ...] = ()


class Played(Struct, frozen=True):
    """A shot with the worlds it lies between."""

    step: Step
    before: World
    after: World


def pages(film: Film, played: Iterable[Played]) -> dict[ShotId, Page]:
    """The ledger. A fact's owner is the last shot that changed it, along the course that the worlds took.

    What changed between two shots (time, a ruling) belongs to the shot before which it changed.
    """
    made: dict[ShotId, Page] = {}
    worlds: dict[ShotId, World] = {}
    for one in played:
        shot, step = one.step.shot, one.step
        source = made.get(step.after) if step.after is not None else None
        known = _owners(source.after if source is not None else ())
        if step.restores is not None and step.restores in made:
            known = _owners(made[step.restores].before)
        before = _owned(facts_of(one.before, film), known, shot.id)
        after = _owned(facts_of(one.after, film), _owners(before), shot.id)
        since = worlds.get(step.after) if step.after is not None else None
        between = changes(replace(since, setting=one.before.setting), one.before, film) if since is not None else ()
        own = tuple(ruling for ruling in film.rulings if ruling.shot == shot.id)
        told = changes(one.before, one.after, film, shot)
        made[shot.id] = Page(shot.id, before, after, told, between, own)
        worlds[shot.id] = one.after
    return made


def _owners(facts: tuple[Fact, ...]) -> Mapping[FactKey, Fact]:
    return {fact.key: fact for fact in facts}


def _owned(facts: tuple[Fact, ...], known: Mapping[FactKey, Fact], shot: ShotId) -> tuple[Fact, ...]:
    return tuple(replace(fact, owner=_owner(fact, known, shot)) for fact in facts)


def _owner(fact: Fact, known: Mapping[FactKey, Fact], shot: ShotId) -> ShotId:
    was = known.get(fact.key)
    return was.owner if was is not None and was.value == fact.value and was.owner is not None else shot

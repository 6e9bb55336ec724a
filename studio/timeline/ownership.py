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
    """One shot's page. between: what changed since the world that it goes on from, beside what the rulings changed."""

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
    """The ledger of a whole film, shot by shot in film order."""
    made: dict[ShotId, Page] = {}
    worlds: dict[ShotId, World] = {}
    for one in played:
        step = one.step
        source = made.get(step.restores or step.after or ShotId(""))
        since = worlds.get(step.after) if step.after is not None else None
        made[step.shot.id] = page_of(film, one, source, since)
        worlds[step.shot.id] = one.after
    return made


def page_of(film: Film, played: Played, source: Page | None, since: World | None) -> Page:
    """One shot's page. A fact's owner is the last shot that changed it, along the course that the worlds took.

    What changed between two shots (time, a ruling) belongs to the shot before which it changed.

    source: the page of the shot that this one goes on from, or whose beginning it plays in again.
    since: the world that the shot before left, None where the course does not go on from one.
    """
    shot, step = played.step.shot, played.step
    facts = () if source is None else source.before if step.restores is not None else source.after
    same = since is not None and since == played.before
    before = facts if same else _owned(facts_of(played.before, film), _owners(facts), shot.id)
    after = _owned(facts_of(played.after, film), _owners(before), shot.id)
    between = ()
    if since is not None and not same:
        between = changes(replace(since, setting=played.before.setting), played.before, film)
    rulings = tuple(ruling for ruling in film.rulings if ruling.shot == shot.id)
    passed = tuple(change for change in between if not any(_about(change, ruling) for ruling in rulings))
    return Page(shot.id, before, after, changes(played.before, played.after, film, shot), passed, rulings)


def _about(change: Change, ruling: Ruling) -> bool:
    """Whether a change is what a ruling made: what is put into a hand is also somewhere else."""
    moved = {"place", "where", "held by", "holding"}
    own = {ruling.attribute, *(moved if ruling.attribute in moved else ())}
    return ruling.subject == change.subject and bool(own & {*change.attributes})


def _owners(facts: tuple[Fact, ...]) -> Mapping[FactKey, Fact]:
    return {fact.key: fact for fact in facts}


def _owned(facts: tuple[Fact, ...], known: Mapping[FactKey, Fact], shot: ShotId) -> tuple[Fact, ...]:
    return tuple(replace(fact, owner=_owner(fact, known, shot)) for fact in facts)


def _owner(fact: Fact, known: Mapping[FactKey, Fact], shot: ShotId) -> ShotId:
    was = known.get(fact.key)
    return was.owner if was is not None and was.value == fact.value and was.owner is not None else shot

"""The facts of the chosen shot with their owners, worked out page by page and kept while nothing changed."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from studio.timeline.course import Step, course
from studio.timeline.film import Film, ShotId
from studio.timeline.ownership import Page, Played, page_of
from studio.timeline.world import World
from studio.ui.findings import Worlds


class _Kept(Struct, frozen=True):
    """A page and what it was made from."""

    played: Played
    source: Page | None
    since: World | None
    page: Page


class Book:
    """Pages of the ledger as far as the worlds are known; only those whose worlds are new are written again."""

    def __init__(self, worlds: Callable[[ShotId], Worlds | None]) -> None:
        self._worlds = worlds
        self._film: Film | None = None
        self._steps: tuple[Step, ...] = ()
        self._kept: dict[ShotId, _Kept] = {}

    def page(self, film: Film, shot: ShotId) -> Page | None:
        """The shot's page; None while it was not played out."""
        if film is not self._film:
            named = self._film is not None and (film.cast, film.props) == (self._film.cast, self._film.props)
            self._kept = self._kept if named else {}
            self._film, self._steps = film, course(film)
        by_shot = {step.shot.id: step for step in self._steps}
        for step in reversed(tuple(_back_from(by_shot, shot))):
            self._write(film, step)
        kept = self._kept.get(shot)
        return kept.page if kept is not None and self._worlds(shot) is not None else None

    def _write(self, film: Film, step: Step) -> None:
        worlds = self._worlds(step.shot.id)
        if worlds is None:
            self._kept.pop(step.shot.id, None)
            return
        source = self._kept.get(step.restores or step.after or ShotId(""))
        left = self._worlds(step.after) if step.after is not None else None
        since = left.after if left is not None else None
        page = source.page if source is not None else None
        kept = self._kept.get(step.shot.id)
        rulings = tuple(one for one in film.rulings if one.shot == step.shot.id)
        same = (
            kept is not None
            and kept.source is page
            and kept.played.before == worlds.before
            and kept.played.after == worlds.after
            and kept.since == since
            and kept.page.rulings == rulings
        )
        if not same:
            played = Played(step, worlds.before, worlds.after)
            made = page_of(film, played, page, since)
            self._kept[step.shot.id] = _Kept(played, page, since, made)


def _back_from(steps: dict[ShotId, Step], shot: ShotId) -> Iterator[Step]:
    """The shot's step, and those whose worlds it goes on from, back to the beginning."""
    at: ShotId | None = shot
    while at is not None and at in steps:
        yield steps[at]
        at = steps[at].restores or steps[at].after

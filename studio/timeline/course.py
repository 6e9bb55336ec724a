"""In what world each shot begins: the one the shot before it left, or, in a flashback, an earlier one."""

from collections.abc import Iterator

from msgspec import Struct

from studio.timeline.film import Film, Scene, SceneId, Shot, ShotId

MEANWHILE = "meanwhile"


class Step(Struct, frozen=True):
    """A shot and where its world comes from.

    after: the shot whose world-after it goes on from. restores: the shot whose world-before it plays in again.
    Neither is set for the film's first shot, which begins in an empty world. opens: it is its scene's first shot.
    setting_after: the shot in whose setting its world stands; another one than ``after`` behind a "meanwhile".
    told: what of the script could not be so.
    """

    shot: Shot
    scene: Scene
    after: ShotId | None = None
    restores: ShotId | None = None
    setting_after: ShotId | None = None
    opens: bool = False
    told: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether time may have gone by before it."""
        return self.opens and self.restores is None and self.scene.jump != MEANWHILE


def course(film: Film) -> tuple[Step, ...]:
    """Every shot in film order, with the world that it begins in."""
    return tuple(_Course().steps(film))


class _Course:
    """Follows the present, and the past of a flashback, shot by shot."""

    def __init__(self) -> None:
        self._first: dict[SceneId, ShotId] = {}
        self._present: ShotId | None = None
        self._past: ShotId | None = None
        self._flashback: SceneId | None = None
        self._before_meanwhile: Shot | None = None
        self._last: Shot | None = None

    def steps(self, film: Film) -> Iterator[Step]:
        """The steps of a film."""
        for scene in film.scenes:
            for number, shot in enumerate(scene.shots):
                yield self._step(scene, shot, opens=number == 0)
            if scene.shots:
                self._first[scene.id] = scene.shots[0].id

    def _step(self, scene: Scene, shot: Shot, opens: bool) -> Step:
        target = self._first.get(scene.flashback) if scene.flashback is not None else None
        told = ("There is no such earlier scene to flash back to; it plays in the present.",)
        lost = told if opens and scene.flashback is not None and target is None else ()
        if target is None:
            return self._go_on(scene, shot, opens, lost)
        if opens and self._flashback != scene.flashback:
            step = Step(shot, scene, restores=target, opens=True)
        else:
            step = Step(shot, scene, after=self._past, setting_after=self._past, opens=opens)
        self._past, self._flashback = shot.id, scene.flashback
        return step

    def _go_on(self, scene: Scene, shot: Shot, opens: bool, told: tuple[str, ...]) -> Step:
        after, setting_after = self._present, self._present
        if opens:
            setting_after = self._setting_after(scene)
        self._past = self._flashback = None
        self._present, self._last = shot.id, shot
        return Step(shot, scene, after=after, setting_after=setting_after, opens=opens, told=told)

    def _setting_after(self, scene: Scene) -> ShotId | None:
        """Behind a "meanwhile" a story that goes back to where it was finds it as it was left."""
        if scene.jump == MEANWHILE:
            self._before_meanwhile = self._before_meanwhile or self._last
            return self._present
        before, self._before_meanwhile = self._before_meanwhile, None
        if before is not None and before.setting.place == scene.shots[0].setting.place:
            return before.id
        return self._present

"""``main.py paint``: shots of a project painted by a model, parts of them anew, and clips that a model invents."""

import json
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from studio.cli.homes import command_home
from studio.cli.painting import PaintingWish
from studio.cli.progress import ProgressLine
from studio.cli.sources import chosen_shots
from studio.engine.easel import Easel
from studio.engine.jobs import Finished, JobEvent, JobId, Progress
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import FINAL_SIZE, Size
from studio.engine.painting_jobs import Beyond, ClipPainted, Moving, Paint, PaintClip, TakeMade, put_clip
from studio.engine.production import Step
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.engine.thread import Waiting
from studio.errors import InvalidRequest, MissingResource
from studio.timeline.brush import Region
from studio.timeline.film import Film, Seconds, ShotId
from studio.timeline.repainting import region_of
from studio.timeline.ruling import keep_take
from studio.timeline.sources import Hint
from studio.timeline.store import TAKES, Project

Made = TypeVar("Made")

_ROW = 0.03
"""How far apart the strokes lie that fill a box, of its picture's height."""


@dataclass(frozen=True)
class PaintRequest:
    """What was asked for. shots: as ``2,5-7``, None all.

    region: a box, ``left,top,width,height`` in percent; "drawn" the one that was drawn in the window; at: the moment it
    is of, seconds; into: the take that it is painted into. after, before: seconds that each shot is extended by.
    animate, to: pictures; seconds: of the clip that they become. keep: the film uses what came out.
    """

    project: Path
    painter: str
    wish: PaintingWish = field(default_factory=PaintingWish)
    size: Size = FINAL_SIZE
    shots: str | None = None
    tries: int = 1
    region: str | None = None
    at: float = 0.0
    words: str = ""
    into: str = ""
    after: float | None = None
    before: float | None = None
    animate: Path | None = None
    to: Path | None = None
    seconds: float = 2.0
    seed: int = 0
    promote: str | None = None
    keep: bool = True


def paint(request: PaintRequest, as_json: bool) -> str:
    """Do what was asked; returns what to print. Each change of the film is one edit that can be undone.

    Raises:
        StudioError: in words; what was painted before is kept.
    """
    if not request.project.is_dir():
        raise InvalidRequest(f"{request.project} is no project.", "Give a project's folder.")
    _check(request)
    project, cel = Project.open(request.project), CelPainter()
    easel = Easel(lambda: cel, set())
    try:
        lines = list(_done(request, project, easel))
    finally:
        easel.close()
        cel.close()
        project.close()
    return json.dumps(lines, ensure_ascii=False, indent=1) if as_json else "\n".join(one["said"] for one in lines)


def _check(request: PaintRequest) -> None:
    asked = [request.region, request.after, request.before, request.animate, request.promote]
    if sum(one is not None for one in asked) > 1:
        raise InvalidRequest(
            "--region, --after, --before, --animate and --promote are each something else.", "Ask for one at a time."
        )
    if request.to is not None and request.animate is None:
        raise InvalidRequest("--to is the picture that another one becomes.", "Say which with --animate.")


def _done(request: PaintRequest, project: Project, easel: Easel) -> Generator[dict[str, Any]]:
    """What was made, one by one."""
    if request.animate is not None:
        yield _clip(request, project, easel, Moving(request.animate, request.to), Seconds(str(request.seconds)))
        return
    chosen = chosen_shots(project.film, request.shots)
    for shot in [one.id for one in project.film.shots if chosen is None or one.id in chosen]:
        if request.after is not None:
            yield _clip(request, project, easel, Beyond(shot, take=request.into), Seconds(str(request.after)))
        elif request.before is not None:
            ends = Beyond(shot, onward=False, take=request.into)
            yield _clip(request, project, easel, ends, Seconds(str(request.before)))
        else:
            yield _take(request, project, easel, shot)


def _take(request: PaintRequest, project: Project, easel: Easel, shot: ShotId) -> dict[str, Any]:
    number = _number(project.film, shot)
    asked = Paint(
        project.film, shot, project.folder / TAKES, request.painter, request.size,
        choices=_wish(request, project).choices(), tries=request.tries, region=_region(request, project.film, shot),
        over=request.into,
    )  # fmt: skip
    rehearsals = Rehearsals(holdings=command_home())
    made: list[TakeMade] = []
    ending = _followed(easel.paint(asked, JobId(0), StopToken(), rehearsals), TakeMade, made.append)
    assert ending.output is not None
    best = next(one for one in made if one.take == ending.output.name)
    if request.keep:
        project.history.apply("Use take", lambda film: keep_take(film, shot, best.take))
    overall = dict(best.score).get("overall")
    scored = "" if overall is None else f", agrees by {overall:.0%}"
    notes = "".join(f" {note}" for note in best.notes)
    return {"shot": number, "take": best.take, "score": dict(best.score), "notes": list(best.notes),
            "said": f"Shot {number}: take {best.take}{scored}.{notes}"}  # fmt: skip


def _clip(
    request: PaintRequest, project: Project, easel: Easel, ends: Beyond | Moving, seconds: Seconds
) -> dict[str, Any]:
    asked = PaintClip(
        project.film, project.folder / TAKES, request.painter, request.size, ends, seconds, request.words,
        request.seed, _wish(request, project).choices(),
    )  # fmt: skip
    made: list[ClipPainted] = []
    rehearsals = Rehearsals(holdings=command_home())
    _followed(easel.invent(asked, JobId(0), StopToken(), rehearsals), ClipPainted, made.append)
    footage = made[-1].footage
    new = _unused(project.film)
    if request.keep:
        project.history.apply("Add what was invented", lambda film: put_clip(film, footage, new, ends))
    place = f" It is shot {_number(project.film, new)} now." if request.keep else ""
    return {"clip": footage.path, "seconds": float(footage.seconds),
            "said": f"{footage.path}: {float(footage.seconds):.2f} s by {footage.painted}.{place}"}  # fmt: skip


def _followed(
    steps: Generator[JobEvent | Waiting | None, None, Finished], kind: type[Made], found: Callable[[Made], None]
) -> Finished:
    """Do the work, telling of it on standard error. found: is given every event of a kind."""
    line = ProgressLine()
    try:
        while True:
            try:
                event = next(steps)
            except StopIteration as end:
                return end.value
            if isinstance(event, Progress):
                line.show(Step(event.done, event.total, event.what))
            elif isinstance(event, kind):
                found(event)
    finally:
        line.close()


def _wish(request: PaintRequest, project: Project) -> PaintingWish:
    if request.promote is None:
        return request.wish
    take = TakeStore(project.folder / TAKES).find(request.promote)
    if take is None:
        raise MissingResource(f"There is no take {request.promote}.", "Its key is in the takes folder of the project.")
    return replace(request.wish, promotes=take.folder)


def _region(request: PaintRequest, film: Film, shot: ShotId) -> Region | None:
    if request.region is None:
        return None
    if request.region == "drawn":
        found = region_of(film, shot)
        if found is None:
            raise InvalidRequest(
                f"No region is drawn in shot {_number(film, shot)}.", "Draw one in the window, or give a box."
            )
        return found
    return Region(shot, Seconds(str(request.at)), (_box(request.region),), request.words)


def _box(told: str) -> Hint:
    """``left,top,width,height`` in percent as one stroke that fills it, to and fro."""
    try:
        left, top, width, height = (float(one) / 100 for one in told.split(","))
    except ValueError as fault:
        raise InvalidRequest(
            f"--region {told} is no box.", "Write left,top,width,height in percent, like 20,30,25,40."
        ) from fault
    if not (0 <= left <= 1 and 0 <= top <= 1 and 0 < width <= 1 - left + 1e-9 and 0 < height <= 1 - top + 1e-9):
        raise InvalidRequest(f"--region {told} lies outside the picture.", "Keep it within 0 to 100 percent.")
    rows = max(2, round(height / _ROW) + 1)
    points: list[tuple[float, float]] = []
    for row in range(rows):
        y = top + height * row / (rows - 1)
        ends = (left, y), (left + width, y)
        points += ends if row % 2 == 0 else reversed(ends)
    return Hint(subject=True, points=tuple(points), width=1.2 * height / (rows - 1))


def _number(film: Film, shot: ShotId) -> int:
    return next(place for place, one in enumerate(film.shots, 1) if one.id == shot)


def _unused(film: Film) -> ShotId:
    there = {one.id for one in film.shots}
    return next(new for number in count(1) if (new := ShotId(f"picture-{number}")) not in there)

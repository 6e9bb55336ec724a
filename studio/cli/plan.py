"""``main.py plan``: what the director and the stage make of a script, before anything is painted."""

import json
from pathlib import Path
from typing import Any

import msgspec

from studio.cli.sources import read_source
from studio.engine.director.coach import advise_film
from studio.engine.judgement import Judgement
from studio.engine.painters.cel.painter import REVISION
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.staleness import Catalogue, judge
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.timeline.codec import encode
from studio.timeline.film import Film, Line, Scene, ShotId
from studio.timeline.overlays import called, laid_out
from studio.timeline.ownership import Page, Played, pages
from studio.timeline.ruling import told as ruling_told


def plan(path: Path, as_json: bool) -> str:
    """The plan of a script or project, as text to read or as JSON."""
    source = read_source(path)
    film = source.film
    staged = {shot.shot.id: shot for shot in stage_shots(film, Rehearsals(most=1), StopToken())}
    takes = _judged(film, staged, source.takes) if source.takes is not None else None
    if as_json:
        return json.dumps(plan_values(film, staged, takes), ensure_ascii=False, indent=1)
    told = takes.told() if takes is not None else ""
    return _text(film, staged) + (f"\n\n{told}" if told else "")


def _judged(film: Film, staged: dict[Any, Staged], takes: Path) -> Judgement:
    """Whether the takes of a project's shots hold, each painter being as it is now."""
    keys: dict[ShotId, str | None] = {shot: one.key for shot, one in staged.items()}
    return judge(film, keys, Catalogue(TakeStore(takes)).records(), {"cel": REVISION})


def plan_values(film: Film, staged: dict[Any, Staged], takes: Judgement | None = None) -> dict[str, Any]:
    """The plan as plain JSON values. Durations in seconds; worlds as in ``studio.timeline.world``.

    takes: whether the shots' finished takes hold, where it is a project's plan.
    """
    starts = film.starts()
    ledger = pages(film, (Played(one.step, one.before, one.after) for one in staged.values()))
    numbers = {shot.id: number for number, shot in enumerate(film.shots, start=1)}
    advice = advise_film(film)

    def shot_values(shot_id: Any) -> dict[str, Any]:
        stage = staged[shot_id]
        shot = stage.shot
        return {
            **_plain(shot),
            "setting": _plain(stage.sheet.shot.setting),
            "number": numbers[shot_id],
            "start_s": float(starts[shot_id]),
            "duration_s": float(shot.duration),
            "frames": stage.performance.frames,
            "world_before": _plain(stage.before),
            "world_after": _plain(stage.after),
            "ledger": _ledger_values(ledger[shot_id]),
            **({"take": takes.of(shot_id).state.value} if takes is not None else {}),
            "notes": list(stage.notes),
            "advice": [_plain(one) for one in advice if one.shot == shot_id],
        }

    return {
        "title": film.title,
        "author": film.author,
        "fps": film.fps,
        "look": film.look,
        "ending": film.ending,
        "duration_s": float(film.duration),
        "cast": _plain(film.cast),
        "props": _plain(film.props),
        "scenes": [{**_plain(scene), "shots": [shot_values(shot.id) for shot in scene.shots]} for scene in film.scenes],
        "overlays": overlay_values(film),
        "unplaced": [_plain(words) for words in unplaced(film)],
        **({"stale": takes.told()} if takes is not None else {}),
    }


def _ledger_values(page: Page) -> dict[str, Any]:
    """A shot's page of the ledger: facts before and after with their owners, and what changed, in plain words."""
    return {
        "before": _plain(page.before),
        "after": _plain(page.after),
        "difference": [change.words for change in page.changes],
        "changes": _plain(page.changes),
        "since": [change.words for change in page.between],
        "rulings": _plain(page.rulings),
    }


def overlay_values(film: Film) -> list[dict[str, Any]]:
    """What is laid over the film, the lowest first, each with the film time that it is there."""
    return [
        {
            **_plain(one.overlay),
            "start_s": one.first / one.fps,
            "end_s": one.last / one.fps,
            "track": one.track,
        }
        for one in laid_out(film)
    ]


def unplaced(film: Film) -> list[Any]:
    """Everything that could not be placed, of the film and of its shots."""
    return [*film.unplaced, *(words for shot in film.shots for words in shot.unplaced)]


def _plain(value: object) -> Any:
    return msgspec.json.decode(encode(value))


def _text(film: Film, staged: dict[Any, Staged]) -> str:
    lines = [f"{film.title or 'Untitled'}: {_size(film)}"]
    lines += [f"  {member.name}: {_look(member.look)}" for member in film.cast]
    number = 0
    ledger = pages(film, (Played(one.step, one.before, one.after) for one in staged.values()))
    for scene in film.scenes:
        lines += ["", _heading(scene)]
        for shot in scene.shots:
            number += 1
            lines += _shot_lines(number, staged[shot.id], ledger[shot.id], film)
    laid = laid_out(film)
    lines += ["", "Laid over the film:"] if laid else []
    lines += [
        f"  {one.first / one.fps:.2f} to {one.last / one.fps:.2f} s  {called(one.overlay.content)}" for one in laid
    ]
    missing = unplaced(film)
    lines += ["", "Words that could not be placed:"] if missing else []
    lines += [f"  {words.words}: {words.why}" for words in missing]
    return "\n".join(lines)


def _size(film: Film) -> str:
    scenes, shots = len(film.scenes), len(film.shots)
    return f"{scenes} scene{'s' * (scenes != 1)}, {shots} shot{'s' * (shots != 1)}, {float(film.duration):.2f} s"


def _look(look: Any) -> str:
    return f"{look.build}, {look.hair_style} hair {look.hair}, {look.outfit} {look.cloth}"


def _heading(scene: Scene) -> str:
    return scene.heading or scene.title


def _shot_lines(number: int, stage: Staged, page: Page, film: Film) -> list[str]:
    shot = stage.shot
    directions = shot.directions
    lines = [f"  {number}. {float(shot.duration):.2f} s  {shot.words.strip()}"]
    for name in directions.__struct_fields__:
        lines.append(f"       {name:8} {getattr(directions, name)}")
    lines += [f"       says     {beat.text}" for beat in shot.beats if isinstance(beat, Line)]
    lines += [f"       ruled    {ruling_told(ruling, film)}" for ruling in page.rulings]
    lines += [f"       since    {change.words}" for change in page.between]
    lines += [f"       world    {change.words}" for change in page.changes]
    return lines + [f"       note     {note}" for note in stage.notes]

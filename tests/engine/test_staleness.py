"""After any edit exactly those shots are stale whose inputs changed: against playing the whole film out anew."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from studio.engine.director import direct
from studio.engine.fingerprints import Fingerprints
from studio.engine.judgement import Judgement, ShotTake, TakeState, about
from studio.engine.outcomes import Outcomes
from studio.engine.painters.painter import Size
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.staleness import Catalogue, judge, stage_keys
from studio.engine.stop import StopToken
from studio.engine.takes import TakeRecord, TakeStore, as_played, take_key
from studio.timeline.edits import (
    duplicate_shot,
    move_shot,
    remove_shot,
    set_directions,
    set_look,
    set_seed,
    trim_shot_end,
)
from studio.timeline.film import CastId, Directions, Film, Rule, Ruling, ShotId
from studio.timeline.ruling import clear, keep_take, rule

SIZE = Size(64, 36)
SCRIPT = """INT. CLASSROOM - DAY

Hana holds a red umbrella.

She puts the umbrella on the desk.

EXT. BEACH - EVENING

Ken kicks a ball.

INT. CLASSROOM - NIGHT

Hana picks up the umbrella.

FLASHBACK TO SCENE 1

Hana waves.

EXT. BEACH - MEANWHILE

Ken sits.

INT. CLASSROOM - LATER

Hana sits.
"""
HANA, KEN, UMBRELLA = CastId("hana"), CastId("ken"), "prop-umbrella"


def short_film() -> Film:
    """Every shot a quarter of a second at 12 frames a second, so that playing it out is quick."""
    film = replace(direct(SCRIPT), fps=12)
    for shot in film.shots:
        film = trim_shot_end(film, shot.id, Fraction(1, 2))
    return film


FILM = short_film()
REHEARSALS = Rehearsals()
Edit = Callable[[Film, ShotId], Film]


def shorter(film: Film, shot: ShotId) -> Film:
    return trim_shot_end(film, shot, Fraction(1, 3))


def other_chance(film: Film, shot: ShotId) -> Film:
    return set_seed(film, shot, film.shot(shot).seed + 1)


def other_words(film: Film, shot: ShotId) -> Film:
    return set_directions(film, shot, Directions(subject="in other words"))


def first(film: Film, shot: ShotId) -> Film:
    return move_shot(film, shot, film.shots[0].id)


def without(film: Film, shot: ShotId) -> Film:
    return remove_shot(film, shot) if len(film.shots) > 1 else film


def doubled(film: Film, shot: ShotId) -> Film:
    new = ShotId(f"{shot}+")
    return film if any(one.id == new for one in film.shots) else duplicate_shot(film, shot, new)


def nothing_done(film: Film, shot: ShotId) -> Film:
    return replace(film, scenes=tuple(
        replace(scene, shots=tuple(replace(s, beats=()) if s.id == shot else s for s in scene.shots))
        for scene in film.scenes
    ))  # fmt: skip


def taller_hana(film: Film, _shot: ShotId) -> Film:
    look = film.cast[0].look
    return set_look(film, film.cast[0].id, replace(look, height_m=round(look.height_m + 0.05, 2)))


def other_title(film: Film, _shot: ShotId) -> Film:
    return replace(film, title=film.title + "!")


def dropped_by_ruling(film: Film, shot: ShotId) -> Film:
    return rule(film, Ruling(shot, UMBRELLA, "where", Rule.CORRECT, "on the ground, on the left"))


def no_umbrella(film: Film, shot: ShotId) -> Film:
    return rule(film, Ruling(shot, UMBRELLA, "exists", Rule.FORBID, "yes"))


def in_the_rain(film: Film, shot: ShotId) -> Film:
    return rule(film, Ruling(shot, "story", "weather", Rule.CORRECT, "rain"))


def glad_ken(film: Film, shot: ShotId) -> Film:
    return rule(film, Ruling(shot, KEN, "mood", Rule.PIN, "happy"))


def unruled(film: Film, shot: ShotId) -> Film:
    return clear(film, shot, UMBRELLA, "where")


EDITS: list[Edit] = [
    shorter, other_chance, other_words, first, without, doubled, nothing_done, taller_hana, other_title,
    dropped_by_ruling, no_umbrella, in_the_rain, glad_ken, unruled,
]  # fmt: skip


def played(film: Film) -> dict[ShotId, Staged]:
    return {one.shot.id: one for one in stage_shots(film, REHEARSALS, StopToken())}


def inputs(staged: Staged) -> bytes:
    """All that the shot was made from, written out whole."""
    sheet = staged.sheet
    rest = (sheet.cast, sheet.props, sheet.fps, sheet.seed, staged.known)
    return msgspec.json.encode((as_played(sheet.shot), *rest), enc_hook=str)


def taken(staged: dict[ShotId, Staged]) -> dict[str, TakeRecord]:
    keys = {shot: take_key(one.key, "cel", "1", SIZE) for shot, one in staged.items()}
    return {
        key: TakeRecord(key, shot, 6, 12, SIZE.width, SIZE.height, "cel", "1", 0, seconds=3.0)
        for shot, key in keys.items()
    }


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 7)), min_size=1, max_size=4))
def test_exactly_the_shots_whose_inputs_changed_are_stale(edits: list[tuple[Edit, int]]) -> None:
    before = played(FILM)
    film = FILM
    for edit, place in edits:
        film = edit(film, film.shots[place % len(film.shots)].id)
    after = played(film)
    changed = {shot for shot, one in after.items() if shot in before and inputs(one) != inputs(before[shot])}
    keys = stage_keys(film, REHEARSALS.outcomes, Fingerprints())
    judgement = judge(film, keys, taken(before), {"cel": "1"})
    assert set(judgement.stale) == changed
    assert all(judgement.of(shot).state is TakeState.NONE for shot in after if shot not in before)
    assert {shot: keys[shot] for shot in after} == {shot: one.key for shot, one in after.items()}


def test_what_happens_elsewhere_makes_nothing_stale() -> None:
    before = played(FILM)
    film = dropped_by_ruling(FILM, FILM.shots[0].id)
    stale = judge(film, {s: o.key for s, o in played(film).items()}, taken(before), {"cel": "1"}).stale
    beach = {shot.id for shot in film.shots if shot.setting.place == "beach"}
    assert stale
    assert not beach & set(stale)


def test_until_a_changed_shot_is_played_out_what_follows_it_is_unsure() -> None:
    before = played(FILM)
    film = set_seed(FILM, FILM.shots[0].id, 4242)
    judgement = judge(film, stage_keys(film, REHEARSALS.outcomes, Fingerprints()), taken(before), {"cel": "1"})
    states = [judgement.of(shot.id).state for shot in film.shots]
    assert states == [TakeState.STALE, *[TakeState.UNSURE] * (len(states) - 1)]


def test_what_shots_did_is_remembered_over_a_restart_and_a_torn_line(tmp_path: Path) -> None:
    first = Outcomes()
    first.keep_in(tmp_path)
    staged = {one.shot.id: one for one in stage_shots(FILM, Rehearsals(outcomes=first), StopToken())}
    with (tmp_path / "outcomes.jsonl").open("ab") as file:
        file.write(b'{"key": "torn')
    again = Outcomes()
    again.keep_in(tmp_path)
    assert stage_keys(FILM, again, Fingerprints()) == {shot: one.key for shot, one in staged.items()}


def test_a_kept_take_is_not_stale_until_the_shot_has_another_length() -> None:
    before = played(FILM)
    shot = FILM.shots[1].id
    edited = other_chance(FILM, shot)
    kept = keep_take(edited, shot, take_key(before[shot].key, "cel", "1", SIZE))
    keys = {one: staged.key for one, staged in played(kept).items()}
    assert judge(edited, keys, taken(before), {"cel": "1"}).of(shot).state is TakeState.STALE
    assert judge(kept, keys, taken(before), {"cel": "1"}).of(shot).state is TakeState.KEPT
    assert judge(shorter(kept, shot), keys, taken(before), {"cel": "1"}).of(shot).state is TakeState.STALE


def test_the_sum_of_stale_shots_is_said_with_its_measured_time() -> None:
    timed = ShotTake(TakeState.STALE, "a", SIZE, 140.0)
    assert Judgement({ShotId(f"s{n}"): timed for n in range(6)}).told() == "6 shots stale, about 14 min to redo"
    unknown = ShotTake(TakeState.STALE, "a", SIZE, None)
    assert Judgement({ShotId("s1"): unknown}).told() == "1 shot stale, time to redo not measured yet"
    assert Judgement({ShotId("s1"): ShotTake(TakeState.CURRENT)}).told() == ""
    assert [about(seconds) for seconds in (0.3, 12, 47, 600, 9000)] == [
        "under 1 s", "about 12 s", "about 45 s", "about 10 min", "about 2.5 h"
    ]  # fmt: skip


def test_the_time_to_redo_is_the_median_of_what_was_measured(tmp_path: Path) -> None:
    before = played(FILM)
    records = taken(before)
    for record, seconds in zip(records.values(), (3.0, 3.0, 30.0, 0.0, 3.0, 3.0), strict=False):
        (tmp_path / record.key).mkdir()
        made = replace(record, seconds=seconds)
        (tmp_path / record.key / "take.json").write_bytes(msgspec.json.encode(made))
    film = other_chance(FILM, FILM.shots[0].id)
    keys = {one: staged.key for one, staged in played(film).items()}
    judgement = judge(film, keys, Catalogue(TakeStore(tmp_path)).records(), {"cel": "1"})
    assert judgement.of(film.shots[0].id).seconds == 3.0

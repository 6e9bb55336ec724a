"""The artist's edits of shots, kept when the script is read again: three films are merged, shot by shot.

was  | A | B    | C  |          the script as it was read before
old  | A | B b  | C' |          the film that the artist made of it: B split, C edited
new  | A | D | B    | C  |      the script as it is read now
->   | A | D | B b  | C' |
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from studio.timeline.film import Directions, Film, Scene, SceneId, Shot, ShotId
from studio.timeline.overlays import Overlay
from studio.timeline.remixing import named_in, unused
from studio.timeline.ruling import faults

_BY_ARTISTS: Final = frozenset({"seed", "acting", "still", "footage"})
"""What no script says: always as the artist has it. A seed stays, so that the take that was chosen does."""
_OF_A_CUT: Final = ("beats", "duration")
"""What halves of a shot share out between them."""
_OF_A_PART: Final = ("transition", "whereabouts", "cues", "unplaced")
"""What a half or a copy has of its own."""
Part = TypeVar("Part", Shot, Directions)


class Reread(Struct, frozen=True):
    """The film read again. lost: shots of the old one whose edits have no place in it, since their words changed."""

    film: Film
    lost: tuple[ShotId, ...]


def edits_kept(old: Film, was: Film, new: Film, carried: Film) -> Reread:
    """A film read again with the artist's edits of shots that the script still has: lengths, directions, splits,
    copies, order, and shots of their own. What the script and the artist both changed is as the script has it now. A
    shot that was taken out comes back.

    Args:
        old: the film before. was: its script as it was read, without an edit. new: the script as it is read now.
        carried: ``new`` with what is kept by other rules (recordings, rulings, overlays, …).
    """
    if not old.shots:
        return Reread(carried, ())
    return _Merge(old, was, new, carried).done()


class _Merge:
    """One merge under way. ``_now``: which shot of the new film each shot of the old one is."""

    def __init__(self, old: Film, was: Film, new: Film, carried: Film) -> None:
        self._old, self._carried = old, carried
        self._read = {shot.id: shot for shot in was.shots}
        self._anew = {shot.id: shot for shot in new.shots}
        self._of_script = {shot.words for shot in was.shots}
        self._scene_was = {shot.id: scene.id for scene in was.scenes for shot in scene.shots}
        self._scene_of = {shot.id: scene.id for scene in old.scenes for shot in scene.shots}
        self._same = _paired(was, new)
        self._scene_now = {
            scene.id: new.scene_of(self._same[shot.id]).id
            for scene in was.scenes
            for shot in scene.shots
            if shot.id in self._same
        }
        self._by_rule = {shot.id: shot for shot in carried.shots}
        self._merged = dict(self._by_rule)
        self._now: dict[ShotId, ShotId] = {}
        self._lost: list[ShotId] = []

    def done(self) -> Reread:
        """The merged film, with everybody whom its shots name and what hangs on them."""
        for origin, family in self._families().items():
            self._keep(self._read[origin], family)
        for shot in self._old.shots:
            if shot.id not in self._read and shot.words not in self._of_script:
                self._add(shot, shot)
        scenes = [(scene, [self._merged[shot.id] for shot in scene.shots]) for scene in self._carried.scenes]
        for shot in self._wandering():
            self._place(shot, scenes)
        kept = tuple(replace(scene, shots=tuple(shots)) for scene, shots in scenes if shots)
        film = _with_all_named(replace(self._carried, scenes=kept), self._old)
        return Reread(self._hung(film), tuple(self._lost))

    def _families(self) -> dict[ShotId, list[Shot]]:
        """The shots of the old film that came of each that was read: itself, halves and copies, in order."""
        found: dict[ShotId, list[Shot]] = {}
        last: dict[str, ShotId] = {shot.words: shot.id for shot in reversed(self._read.values())}
        for shot in self._old.shots:
            if shot.id in self._read:
                last[shot.words] = shot.id
                found.setdefault(shot.id, []).append(shot)
            elif shot.words in self._of_script:
                found.setdefault(last[shot.words], []).append(shot)
        return found

    def _keep(self, read: Shot, family: list[Shot]) -> None:
        """Merge what became of one shot that was read with how it is read now."""
        new_id = self._same.get(read.id)
        anew = self._anew.get(new_id) if new_id is not None else None
        if anew is None:
            self._lost += [shot.id for shot in family if _edited(shot, read)]
            return
        shared_out = len(family) > 1 and any(getattr(read, name) != getattr(anew, name) for name in _OF_A_CUT)
        for shot in family:
            if shot.id != read.id and shared_out:
                self._lost.append(shot.id)
                continue
            carried = self._by_rule[anew.id]
            mine, theirs = () if shot.id == read.id else _OF_A_PART, _OF_A_CUT if shared_out else ()
            merged, clash = _merged(shot, read, anew, carried, mine, theirs)
            self._lost += [shot.id] if clash else []
            if shot.id == read.id:
                self._merged[anew.id], self._now[shot.id] = merged, anew.id
            else:
                self._add(shot, merged)

    def _add(self, shot: Shot, merged: Shot) -> None:
        """Keep a shot that the script does not have. Clips and pictures were carried under their own ids."""
        taken = set(self._merged) - {shot.id} if shot.id not in self._anew else set(self._merged)
        new_id = ShotId(unused(shot.id, taken))
        self._merged[new_id] = replace(merged, id=new_id)
        self._now[shot.id] = new_id

    def _wandering(self) -> Iterator[Shot]:
        """The shots of the old film that are not where the script has them, in order."""
        common = [shot.id for shot in self._old.shots if shot.id in self._now and shot.id in self._read]
        there = set(common)
        read = [one for one in self._read if one in there]
        steady = {
            common[block.a + step]
            for block in SequenceMatcher(None, common, read, autojunk=False).get_matching_blocks()
            for step in range(block.size)
        }
        for shot in self._old.shots:
            stays = shot.id in steady and self._scene_was[shot.id] == self._scene_of[shot.id]
            if shot.id in self._now and not stays:
                yield shot

    def _place(self, shot: Shot, scenes: list[tuple[Scene, list[Shot]]]) -> None:
        """Put a shot beside its neighbour of the old film: after the one before it, in its own scene if that can be."""
        mine = self._merged[self._now[shot.id]]
        for _, shots in scenes:
            shots[:] = [one for one in shots if one.id != mine.id]
        home = self._scene_now.get(self._scene_of[shot.id])
        emptied = [shots for scene, shots in scenes if scene.id == home and not shots]
        found = self._beside(shot, scenes, in_scene=bool(emptied))
        if found is not None:
            shots, place = found
            shots.insert(place, mine)
        elif emptied:
            emptied[0].append(mine)
        else:
            kept = SceneId(unused(SceneId("kept"), {scene.id for scene, _ in scenes}))
            scenes.append((Scene(kept, "", "Kept", ()), [mine]))

    def _beside(
        self, shot: Shot, scenes: list[tuple[Scene, list[Shot]]], *, in_scene: bool
    ) -> tuple[list[Shot], int] | None:
        """Where a shot comes by its neighbours of the old film. in_scene: those of other scenes do not count."""
        at = {one.id: (shots, place) for _, shots in scenes for place, one in enumerate(shots)}
        order = [one.id for one in self._old.shots]
        number = order.index(shot.id)
        beside = [*((one, 1) for one in reversed(order[:number])), *((one, 0) for one in order[number + 1 :])]
        here = [one for one in beside if self._scene_of[one[0]] == self._scene_of[shot.id]]
        for neighbour, step in here if in_scene else (*here, *beside):
            new_id = self._now.get(neighbour)
            if new_id is not None and new_id in at:
                shots, place = at[new_id]
                return shots, place + step
        return None

    def _hung(self, film: Film) -> Film:
        """The film with what hangs on kept shots: rulings, takes, overlays and regions."""
        old, now, kept = self._old, self._now, set(self._now.values())
        rulings = [replace(one, shot=now[one.shot]) for one in old.rulings if one.shot in now]
        takes = [replace(one, shot=now[one.shot]) for one in old.kept if one.shot in now]
        regions = [replace(one, shot=now[ShotId(one.shot)]) for one in old.regions if one.shot in now]
        hung = {one.id: replace(one, anchor=now[one.anchor]) for one in old.overlays if one.anchor in now}
        return replace(
            film,
            rulings=(*_elsewhere(film.rulings, kept), *(one for one in rulings if not faults(film, one))),
            kept=(*_elsewhere(film.kept, kept), *takes),
            regions=(*_elsewhere(film.regions, kept), *regions),
            overlays=tuple(_again(one, hung) for one in film.overlays),
        )


def _paired(was: Film, new: Film) -> dict[ShotId, ShotId]:
    """Which shot of a new reading each of an earlier one is, by its words: in order, then wherever it went."""
    before, after = list(was.shots), list(new.shots)
    words = [shot.words for shot in before], [shot.words for shot in after]
    found: dict[ShotId, ShotId] = {}
    for block in SequenceMatcher(None, *words, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[before[block.a + step].id] = after[block.b + step].id
    taken = set(found.values())
    free: dict[str, list[ShotId]] = {}
    for shot in after:
        if shot.id not in taken:
            free.setdefault(shot.words, []).append(shot.id)
    for shot in before:
        if shot.id not in found and free.get(shot.words):
            found[shot.id] = free[shot.words].pop(0)
    return found


def _merged(
    edited: Part, read: Part, anew: Part, carried: Part, mine: Iterable[str] = (), theirs: Iterable[str] = ()
) -> tuple[Part, bool]:
    """A shot with the artist's changes where the script has none, and whether some of the artist's give way to it.

    mine, theirs: fields that are in any case as the artist, or the script, has them.
    """
    changes: dict[str, Any] = {}
    clash = False
    for name in (one for one in edited.__struct_fields__ if one not in ("id", *theirs)):
        own, before, after, now = (getattr(one, name) for one in (edited, read, anew, carried))
        if isinstance(own, Directions):
            changes[name], lost = _merged(own, before, after, now)
            clash |= lost
        elif name in _BY_ARTISTS or name in mine or (own != before and before == after):
            changes[name] = own
        else:
            clash |= own not in (before, after, now)
    return replace(carried, **changes), clash


def _edited(shot: Shot, read: Shot) -> bool:
    return replace(shot, seed=read.seed) != read


def _with_all_named(film: Film, old: Film) -> Film:
    """The film with whoever and whatever of the old one its shots name and it has not."""
    named = {one for shot in film.shots for one in named_in(shot)}
    there = {str(one.id) for one in (*film.cast, *film.props)}
    cast = tuple(one for one in old.cast if one.id in named and one.id not in there)
    props = tuple(one for one in old.props if one.id in named and one.id not in there)
    return replace(film, cast=(*film.cast, *cast), props=(*film.props, *props)) if cast or props else film


def _elsewhere(hanging: Iterable[Any], kept: set[ShotId]) -> Iterator[Any]:
    return (one for one in hanging if one.shot not in kept)


def _again(one: Overlay, hung: dict[Any, Overlay]) -> Overlay:
    return hung.get(one.id, one)

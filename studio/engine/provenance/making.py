"""How a film was made, shot by shot, as it can be truly said: what painted it, and from what."""

from collections.abc import Iterator, Sequence
from typing import Final

from studio.engine.film_plan import MadeShot
from studio.engine.media.package.files import NamesFile, files_of
from studio.engine.media.package.origin import is_foreign
from studio.engine.media.package.record import PainterUsed, ShotMade
from studio.engine.painters.catalogue import catalogue
from studio.engine.takes import TakeRecord
from studio.timeline.film import Film, Shot
from studio.timeline.overlays import over_shot

HAND_MADE: Final = frozenset({"cel", "still"})
"""The painters that draw by rules. Whatever else paints is taken for a trained model: a new one is never missed."""

_TRAINED: Final = "trainedAlgorithmicMedia"
_PARTLY_TRAINED: Final = "compositeWithTrainedAlgorithmicMedia"
_COMPOSITE: Final = "compositeSynthetic"
_CREATED: Final = "digitalCreation"
_TAKEN_OVER: Final = ""
"""Nothing is said of how a picture came to be that was not made here."""
SOURCE_TYPE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""Where the IPTC's names of how media came to be are told apart."""

SOURCE_WORDS: Final = {
    _TRAINED: "painted by a trained model",
    _PARTLY_TRAINED: "made on this studio's timeline, partly painted by a trained model",
    _COMPOSITE: "drawn by the studio, with pictures or sounds from files in it",
    _CREATED: "drawn by the studio's own rules from the script",
}


def is_trained(painter: str) -> bool:
    """Whether pictures by this painter are a trained model's."""
    return painter not in HAND_MADE


def who_painted(shot: Shot, painter: str) -> str:
    """Who made a shot's picture: its painter, or the model that invented the clip which the painter only shows."""
    invented = shot.footage.painted if shot.footage is not None else ""
    return invented if invented and not is_trained(painter) else painter


def shots_made(film: Film, shots: Sequence[MadeShot], marked: frozenset[str]) -> tuple[ShotMade, ...]:
    """How each shot was made. marked: the ids of shots that the visible mark is drawn into."""
    return tuple(_shot_made(film, shot, shot.take.record, marked) for shot in shots)


def _shot_made(film: Film, made: MadeShot, record: TakeRecord, marked: frozenset[str]) -> ShotMade:
    shot, foreign = made.staged.shot, is_foreign(made.take.folder)
    return ShotMade(
        shot=record.shot,
        start=round(float(made.start), 3),
        end=round(float(made.start + made.duration), 3),
        painter=who_painted(shot, record.painter),
        painter_revision=record.painter_revision,
        seed=record.seed,
        take=record.key,
        source=_TAKEN_OVER if foreign else source_of(film, shot, who_painted(shot, record.painter)),
        words=shot.words[:300],
        marked=record.shot in marked,
        foreign=foreign,
    )


def source_of(film: Film, shot: Shot, painter: str) -> str:
    """The IPTC name of how a shot's picture came to be; "" for a clip from a file, which tells that itself."""
    over = over_shot(film, shot.id)
    if is_trained(painter):
        return _PARTLY_TRAINED if over else _TRAINED
    if shot.footage is not None and shot.footage.seen:
        return _COMPOSITE if over else ""
    return _COMPOSITE if any(files_in(film, shot)) else _CREATED


def source_of_film(shots: Sequence[ShotMade]) -> str:
    """The IPTC name of how the whole came to be: never more than one of its shots can bear out."""
    kinds = {shot.source for shot in shots}
    if kinds == {_TRAINED}:
        return _TRAINED
    if kinds & {_TRAINED, _PARTLY_TRAINED}:
        return _PARTLY_TRAINED
    return _COMPOSITE if kinds & {_COMPOSITE, ""} else _CREATED


def files_in(film: Film, shot: Shot) -> Iterator[NamesFile]:
    """The files that are seen or heard in a shot."""
    yield from files_of(shot)
    for laid in over_shot(film, shot.id):
        yield from files_of(laid.overlay)
    there = {*shot.present, *(beat.who for beat in shot.beats)}
    for entity in (*film.cast, *film.props):
        if entity.id in there:
            yield from files_of(entity)


def painters_used(shots: Sequence[MadeShot]) -> tuple[PainterUsed, ...]:
    """Every painter of the film once; of a trained model with what is known of it."""
    named = {(who_painted(one.staged.shot, one.take.record.painter), one.take.record.painter_revision) for one in shots}
    return tuple(_painter_used(name, revision) for name, revision in sorted(named))


def _painter_used(name: str, revision: str) -> PainterUsed:
    if not is_trained(name):
        return PainterUsed(name, revision, trained=False, licence="GPL-3.0-or-later", title=f"the {name} painter")
    entry = next((one for one in catalogue() if one.name == name), None)
    if entry is None:  # a painter that is gone from the catalogue: what it was is not made up
        return PainterUsed(name, revision, trained=True)
    return PainterUsed(
        name,
        revision,
        trained=True,
        title=entry.title,
        model=entry.source.repo,
        model_revision=entry.source.commit,
        licence=entry.licence.id,
        licence_words=entry.licence.plain,
    )

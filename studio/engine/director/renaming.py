"""Ids change while a script is read, when somebody's name is learned: bringing what was read before up to date."""

from collections.abc import Mapping

from msgspec.structs import replace

from studio.timeline.film import Action, Beat, CastId, EntityId, Feeling, Line


def renamed_beat(beat: Beat, renamed: Mapping[CastId, CastId]) -> Beat:
    """The beat with everybody by the id they have now."""
    match beat:
        case Action():
            towards = now_called(beat.towards, renamed) if beat.towards is not None else None
            return replace(beat, who=now_called(beat.who, renamed), towards=towards)
        case Feeling():
            return replace(beat, who=now_called(beat.who, renamed))
        case Line():
            return replace(beat, who=CastId(now_called(beat.who, renamed)))


def now_called(entity: EntityId, renamed: Mapping[CastId, CastId]) -> EntityId:
    """The id a person has now, after names were learned."""
    for _ in range(len(renamed)):
        if entity not in renamed:
            return entity
        entity = renamed[CastId(entity)]
    return entity

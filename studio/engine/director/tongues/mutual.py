"""What two people do to each other: facing, sitting opposite."""

from collections.abc import Callable

from studio.engine.director.tongues.units import Clause, Unit


def mutual(clause: Clause, many: Callable[[Clause], bool]) -> None:
    """As in "마주 앉은 여자와 남자": both of whom it is told do it to each other; of one, to whom it is done."""
    verb = clause.verb
    if verb is None or verb.said not in ("face", "sit opposite each other"):
        return
    other = next((one for one in clause.objects if one.person and one.role in ("with", "dative", "to", "object")), None)
    if other is not None:
        other.role = "opposite" if verb.said != "face" else "object"
        said = "sit" if verb.said != "face" else "face"
    else:
        said = f"{verb.said.removesuffix(' each other')} each other" if many(clause) else verb.said.split()[0]
    clause.verb = Unit("motions", said, verb.start, verb.end, verb.form, verb.written)

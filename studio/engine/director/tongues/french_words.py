"""Small French words whose meaning hangs on what stands beside them: "plan de 6 secondes", "dix ans", "pas un chat"."""

from typing import Final

from studio.engine.director.tongues.units import Unit

_LATER: Final = frozenset({"plus", "après", "avant", "auparavant", "de"})
_OF: Final = frozenset({"de", "d'"})


def small_word(word: str, after: str, *, timed: bool, units: list[Unit]) -> tuple[str, str] | None:
    """The kind and the English of a word; ages and hours of the clock are taken back out of ``units``.

    ``after``: the word behind it. ``timed``: whether a length of time stands behind that.
    """
    before = units[-1] if units else None
    opens = before is None or before.kind in ("stop", "joint")
    if word == "pas" and opens and after in ("un", "une"):
        return "det", "no"
    if word in ("plan", "durée") and after in _OF and timed:
        return "skip", ""
    if before is None or before.kind != "numbers":
        return None
    if word in ("an", "ans") and after not in _LATER:
        units.pop()
        if units and units[-1].written == "de":
            units.pop()
        return "skip", ""
    if word in ("heures", "heure", "h"):
        units.pop()
        return "skip", ""
    return None

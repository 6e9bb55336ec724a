"""German compounds: the last part is the noun, a material before it an adjective."""

from typing import Final

from studio.engine.director.tongues.inflection import bases
from studio.engine.director.tongues.wordbook import Entry, Wordbook

NOUNS: Final = frozenset({"props", "sets", "builds", "outfits", "accessories", "dressing", "body", "sounds"})
_MATERIALS: Final = {
    "holz": "wooden", "glas": "glass", "papier": "paper", "metall": "metal", "stahl": "metal", "eisen": "metal",
    "gummi": "rubber", "plastik": "plastic", "stein": "stone", "leder": "leather", "stoff": "cloth", "wolle": "cloth",
    "seide": "cloth", "ton": "ceramic", "porzellan": "ceramic", "keramik": "ceramic", "karton": "cardboard",
    "pappe": "cardboard", "papp": "cardboard", "bambus": "bamboo", "kristall": "crystal", "marmor": "stone",
    "bronze": "metal", "kupfer": "metal",
}  # fmt: skip
_SURE: Final = 4


def compound(word: str, book: Wordbook) -> tuple[str, Entry, int] | None:
    """As in "Holzfässer", "Glasvase": what it is of ("" where that says nothing), what it is, and where that begins."""
    for cut in range(3, len(word) - 2):
        head, lead = word[cut:].capitalize(), word.lower()[:cut]
        found = [entry for base in bases(head, "de") for entry in book.entries(base) if entry.table in NOUNS]
        known = [entry for part in _parts(lead) for entry in book.entries(part)]
        if found and (known or lead in _MATERIALS or len(head) > _SURE):
            material = _MATERIALS.get(next((part for part in _parts(lead) if part in _MATERIALS), ""), "")
            return material, min(found, key=lambda one: sorted(NOUNS).index(one.table)), cut
    return None


def place_of(lead: str, book: Wordbook) -> Entry | None:
    """As in "Tempelstufen": the place that the first part of a compound names."""
    entries = [entry for part in _parts(lead.lower()) for entry in book.entries(part)]
    return next((entry for entry in entries if entry.table == "sets"), None)


def _parts(lead: str) -> tuple[str, ...]:
    """A first part of a German compound without what joins it to the next: "Sonnen-", "Geburts-"."""
    return (
        lead,
        *(lead.removesuffix(end) for end in ("s", "n", "en", "es", "er", "e") if lead.endswith(end)),
        lead + "e",
    )

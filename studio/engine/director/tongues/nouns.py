"""What one noun is to another that follows it: its owner, what it is made of, or the same person in another word."""

from studio.engine.director.tongues.units import Phrase, Unit
from studio.engine.director.tongues.wordbook import english


def whose(phrase: Phrase) -> Unit:
    """Whose something is, as English has it: "the girl's", "her", "Hana's"."""
    head = phrase.head
    if head.kind == "pron":
        return Unit("owner", english()["whose"].get(head.said, head.said), head.start, head.end)
    said = head.said if head.kind == "name" else f"the {head.said}"
    return Unit(head.kind, said, head.start, head.end)


def made_of(owner: Phrase, phrase: Phrase) -> bool:
    """As in "paper mask": the first noun becomes an adjective of the second."""
    said = english()["stuff"].get(owner.head.said)
    if said is None or owner.count is not None or phrase.head.kind not in ("props", "dressing", "sets", "accessories"):
        return False
    phrase.adjectives[:0] = [*owner.adjectives, Unit("sizes", said, owner.head.start, owner.head.end)]
    return True


def same_person(owner: Phrase, phrase: Phrase) -> bool:
    """As in "woman astronaut", "twin brothers", "the boy Ken": both words are of one person."""
    sexes, kin = english()["sexes"], english()["kin"]
    first, second = owner.head, phrase.head
    if first.kind == "name" or "pron" in (first.kind, second.kind):
        return False
    if second.kind == "name":
        phrase.beside = owner
        owner.looks += phrase.looks
        phrase.looks = []
        return True
    if first.said in ("hero", "heroine", "main character", "protagonist") and second.said in sexes:
        phrase.looks = [*owner.looks, *phrase.looks]
        return True
    if second.said in kin and not first.said.startswith("twin"):
        return False
    if first.said.startswith("twin"):
        _described(phrase, owner, "twin")
        phrase.head = Unit(second.kind, second.said, second.start, second.end, "plural")
    elif first.said in sexes:
        _described(phrase, owner, sexes[first.said])
    elif second.said in sexes and first.said not in kin:
        phrase.head = Unit(first.kind, first.said, first.start, second.end, second.form)
        _described(phrase, owner, sexes[second.said], phrase.head)
    else:
        return False
    return True


def _described(phrase: Phrase, owner: Phrase, word: str, at: Unit | None = None) -> None:
    unit = at or owner.head
    phrase.adjectives = [*owner.adjectives, Unit("sizes", word, unit.start, unit.end), *phrase.adjectives]
    phrase.looks = [*owner.looks, *phrase.looks]
    phrase.count = phrase.count or owner.count

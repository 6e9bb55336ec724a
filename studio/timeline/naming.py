"""What people, things and places are called in a sentence."""

from studio.timeline.film import Film

ARTICLES = ("the ", "a ", "an ")


def called(subject: str, film: Film) -> str:
    """A person by name, a thing with its article; what is neither, a feature of a set, as "the door"."""
    for member in film.cast:
        if member.id == subject:
            return member.name
    for prop in film.props:
        if prop.id == subject:
            return with_the(prop.name or prop.kind)
    return with_the(subject)


def with_the(name: str) -> str:
    """Say "the desk" for "desk"; what has an article, or belongs to somebody, stays as it is."""
    return name if name.startswith(ARTICLES) or "'s " in name or name[:1].isupper() else f"the {name}"


def place_called(place: str, film: Film) -> str:
    """A place: "the beach", "Hana's room"."""
    for member in film.cast:
        owner = f"{member.name.lower()}'s "
        if place.lower().startswith(owner):
            return f"{member.name}'s {place[len(owner) :]}"
    return with_the(place)


def sentence(words: str) -> str:
    """The words with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def listed(names: tuple[str, ...]) -> str:
    """Say "a hat and a scarf"; "nothing" for none."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nothing"


def with_a(name: str) -> str:
    """Say "a hat", "an apron", "glasses"."""
    if name.endswith("s") and not name.endswith("ss"):
        return name
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"

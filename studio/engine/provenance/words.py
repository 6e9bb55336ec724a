"""How a film was made, told in plain words."""

from collections.abc import Iterator
from typing import assert_never

from studio.engine.provenance.making import SOURCE_WORDS
from studio.engine.provenance.reading import Part, Provenance, Standing
from studio.timeline.lineage import Ancestor, family


def headline(found: Provenance) -> str:
    """Who signed it, and whether it is as it was then, in one sentence."""
    but = " But something it was made from had been changed." if any(map(_has_changed, found.parts)) else ""
    match found.standing:
        case Standing.HERE:
            return f"Signed by this device. Nothing in it was changed since.{but}"
        case Standing.ELSEWHERE:
            return f"Signed by an unknown signer{_called(found.signer)}. Nothing in it was changed since.{but}"
        case Standing.EXPIRED:
            return f"Signed{_called(found.signer)}, but the certificate has expired since, so it no longer counts."
        case Standing.CHANGED:
            return f"Changed after it was signed{_called(found.signer)}. What it says of itself may be wrong."
        case Standing.STRIPPED:
            return "Its signature was taken away: the studio that made it signs its films, and this one carries none."
        case Standing.UNSIGNED:
            return "Not signed. Nobody vouches for how it was made."
        case _:
            assert_never(found.standing)


def is_worrying(found: Provenance) -> bool:
    """Whether something is not as it should be: changed, stripped, or made from what was changed."""
    wrong = found.standing in (Standing.CHANGED, Standing.STRIPPED, Standing.EXPIRED)
    return wrong or found.project not in ("", "none") or any(map(_has_changed, found.parts))


def told(found: Provenance) -> tuple[str, ...]:
    """All that is known, a sentence each, the most important first."""
    return (headline(found), *_project(found), *_parts(found.parts), *_making(found), *_lineage(found))


def part_told(part: Part) -> str:
    """What is known of one thing that a film was made with."""
    role = "Made from" if part.is_parent else "With"
    match part.standing:
        case Standing.HERE:
            how = "which this device had signed"
        case Standing.ELSEWHERE:
            how = f"which an unknown signer{_called(part.signer)} had signed"
        case Standing.EXPIRED:
            how = "whose certificate had expired"
        case Standing.CHANGED:
            how = "which had been changed after it was signed: what came before cannot be believed"
        case Standing.STRIPPED | Standing.UNSIGNED:
            how = "which was not signed"
        case _:
            assert_never(part.standing)
    return f"{role} “{part.title}”, {how}."


def _parts(parts: tuple[Part, ...], within: str = "") -> Iterator[str]:
    """Parents before pictures and sounds; of their own parts only what was changed."""
    for part in sorted(parts, key=lambda one: not one.is_parent):
        yield f"{within}{part_told(part)}"
        changed = tuple(one for one in part.parts if _has_changed(one))
        yield from _parts(changed, f"{within}“{part.title}”: ")


def _has_changed(part: Part) -> bool:
    return part.standing is Standing.CHANGED or any(map(_has_changed, part.parts))


def _project(found: Provenance) -> Iterator[str]:
    match found.project:
        case "":
            yield "It holds its project: the studio can open it and show how it was made."
        case "none":
            yield "It holds no project."
        case why:
            yield why


def _making(found: Provenance) -> Iterator[str]:
    if found.author:
        yield f"By {found.author}."
    if found.terms:
        yield f"{found.terms}."
    if found.source in SOURCE_WORDS:
        yield f"{SOURCE_WORDS[found.source][:1].upper()}{SOURCE_WORDS[found.source][1:]}."
    taken = sum(shot.foreign for shot in found.shots)
    if taken:
        yield f"{taken} shot{'s' * (taken != 1)} taken over as they lay in another film; the signer has not made them."
    clips = sum(not shot.source and not shot.foreign for shot in found.shots)
    if clips:
        yield f"{clips} shot{'s' * (clips != 1)} of clips from files, which no painter here has drawn."
    for painter in found.painters:
        count = sum(shot.painter == painter.name and bool(shot.source) and not shot.foreign for shot in found.shots)
        if not count:
            continue
        shots = f"{count} shot{'s' * (count != 1)}"
        if painter.trained:
            model = f" ({painter.model} {painter.model_revision[:12]})".replace(" )", ")") if painter.model else ""
            licence = f", under {painter.licence}" if painter.licence else ""
            yield f"{shots} painted by the trained model {painter.title or painter.name}{model}{licence}."
        else:
            yield f"{shots} drawn by {painter.title or painter.name}, which learned from nobody's pictures."
    if found.cameos:
        count = len(found.cameos)
        yield f"{count} likeness{'es' * (count != 1)} in it, each with its owner's permission named."


def _lineage(found: Provenance) -> Iterator[str]:
    for generation, one in family(found.ancestors):
        yield f"{'— ' * (generation - 1)}{_ancestor(one)}"


def _ancestor(one: Ancestor) -> str:
    doubt = {
        Standing.CHANGED.value: ", which had been changed after it was signed",
        Standing.STRIPPED.value: ", whose signature had been taken away",
    }.get(one.standing, "")
    credit = one.credit
    return f"{credit[:1].upper()}{credit[1:]}{doubt}."


def _called(signer: str) -> str:
    return f" ({signer})" if signer else ""

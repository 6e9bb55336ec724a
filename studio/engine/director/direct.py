"""The director: a script becomes a Film, and an artist's edit of a shot's directions becomes that shot.

Start here. ``direct`` reads from top to bottom as the way of a script:
parse (screenplay) -> interpret (scenes of moments) -> assemble (shots with camera, length, words).
"""

import re
from typing import Final

from studio.engine.director.assembling import Making, assemble
from studio.engine.director.finding import find_names
from studio.engine.director.fountain import has_headings, is_fountain, parse_fountain
from studio.engine.director.implied import implied_set
from studio.engine.director.interpreting import Interpreter
from studio.engine.director.listing import is_list, parse_list, parse_prose, short_title
from studio.engine.director.looks import cast_of
from studio.engine.director.mentions import Acquaintance, mentions
from studio.engine.director.screenplay import Screenplay
from studio.engine.director.story import Story
from studio.engine.director.tongues.written import Written
from studio.errors import InvalidRequest
from studio.timeline.captioning import times_kept
from studio.timeline.designing import Origin, designs_kept, origin
from studio.timeline.dubbing import voices_kept
from studio.timeline.film import EntityId, Film, Scene
from studio.timeline.footage import footage_kept
from studio.timeline.overlay_edits import overlays_kept
from studio.timeline.remixing import words_kept
from studio.timeline.repainting import drawn_kept
from studio.timeline.rereading import Reread, edits_kept
from studio.timeline.ruling import carried_over
from studio.timeline.stills import stills_kept

UNTITLED: Final = "Untitled"
_LABEL: Final = re.compile(r"^\W*(?:(?:scene|shot)\s{1,3}\d{1,4}\b|\d{1,3}[.)])", re.IGNORECASE)
_BINARY: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\ud800-\udfff]")
_LONGEST: Final = 2_000_000
_LABEL_WORDS: Final = 3


def direct(script: str, keep: Film | None = None, known: tuple[Acquaintance, ...] = ()) -> Film:
    """Turn a script into a film: scenes, shots, cast and props.

    Args:
        script: the artist's text; a Fountain screenplay, a list of scenes or shots, or prose.
        keep: a film whose fps, seed and title (if the script has none) stay, and whose cast keep their looks and
            voices wherever the new script has somebody of the same name: the words change what they tell, but
            never what the artist designed.
        known: the cameos that the script may name.

    Returns:
        The film. What could not be placed is with its shot; ``Film.unplaced`` has what belongs to no shot.

    Raises:
        InvalidRequest: nothing to read, no text at all, or a length that no shot can have.
    """
    old = keep or Film(title="")
    return kept(old, reading(script, old, known))


def direct_again(script: str, old: Film, was: str, known: tuple[Acquaintance, ...] = ()) -> Reread:
    """Turn a script into a film as ``direct`` does, with the artist's edits of shots that it still has.

    Args:
        old: the film, and what the artist made of it. was: the script that its shots were read from.

    Raises:
        InvalidRequest: as ``direct``.
    """
    new = reading(script, old, known)
    before = new if was == script or not was.strip() else reading(was, old, known)
    return edits_kept(old, before, new, kept(old, new))


def kept(old: Film, film: Film) -> Film:
    """A film read anew, with what the artist set in the one before and what still has its place."""
    spoken = times_kept(old, voices_kept(old, words_kept(old, film)))
    return drawn_kept(old, overlays_kept(old, footage_kept(old, stills_kept(old, carried_over(old, spoken)))))


def reading(script: str, old: Film, known: tuple[Acquaintance, ...] = ()) -> Film:
    """A script as it is read, with the cast, things, seed and terms of a film but none of its shots.

    Raises:
        InvalidRequest: as ``direct``.
    """
    _check(script)
    named = mentions(script, known)
    written = named.read(script)
    screenplay = parse(written.text)
    story, interpreter = _told(screenplay, written)
    if not story.people.all and not story.things.all and _says_nothing(interpreter):
        somebody = story.people.called("Someone")
        interpreter.scenes[0].moments[0].present.append(somebody.id)
    cast = named.cast(cast_of(story.people.all, old.cast), mentions(old.script, known))
    props = designs_kept(old.props, tuple(thing.prop() for thing in story.things.all))
    names: dict[EntityId, str] = {portrait.id: portrait.spoken_of for portrait in story.people.all}
    names |= {member.id: member.name for member in cast if origin(member, "name") is Origin.ARTIST}
    names |= {prop.id: prop.name for prop in props}
    making = Making(
        written,
        old.fps,
        old.seed,
        names,
        frozenset(member.id for member in cast),
        story.people.renamed,
        screenplay.shots_given,
    )
    look = interpreter.look or interpreter.scenes[0].look
    scenes = assemble(interpreter.scenes, making, look)
    return Film(
        title=screenplay.title or old.title or _title(script, scenes),
        script=script,
        author=screenplay.author or old.author,
        fps=old.fps,
        seed=old.seed,
        cast=cast,
        props=props,
        scenes=scenes,
        look=look or old.look,
        unplaced=(*named.unplaced, *interpreter.unplaced),
        commercial=old.commercial,
        terms=old.terms,
        parents=old.parents,
        ending=interpreter.ending,
    )


def _told(screenplay: Screenplay, written: Written) -> tuple[Story, Interpreter]:
    """The script, read; once more where it names no place, and what it tells of is only found in one."""
    names = find_names(screenplay) | written.names
    story = Story(names, written.text, written)
    interpreter = Interpreter(screenplay, story)
    interpreter.read()
    placed = any("place" in scene.told for scene in interpreter.scenes)
    implied = None if placed else implied_set(written.text)
    if implied is None:
        return story, interpreter
    again = Story(names, written.text, written, implied=implied)
    interpreter = Interpreter(screenplay, again)
    interpreter.read()
    return again, interpreter


def parse(script: str) -> Screenplay:
    """Which way it is written, and its pieces."""
    if is_list(script) and not has_headings(script):
        return parse_list(script)
    return parse_fountain(script) if is_fountain(script) else parse_prose(script)


def _check(script: str) -> None:
    if _BINARY.search(script):
        raise InvalidRequest(
            "The script holds bytes that are no text.", "Open a plain text file (UTF-8) and try again."
        )
    if not script.strip():
        raise InvalidRequest("The script is empty.", "Write at least one sentence: who is where, and what happens.")
    if len(script) > _LONGEST:
        raise InvalidRequest(
            f"The script has {len(script):,} characters; the studio reads at most {_LONGEST:,}.",
            "Split it into several films.",
        )
    if not any(letter.isalnum() for letter in script):
        raise InvalidRequest(
            "The script has no words in it.", "Write at least one sentence: who is where, and what happens."
        )


def _says_nothing(interpreter: Interpreter) -> bool:
    """Whether the words named no place and no weather either: then somebody is shown rather than nothing."""
    return not any(scene.told or scene.heading for scene in interpreter.scenes)


def _title(script: str, scenes: tuple[Scene, ...]) -> str:
    """What to call a film that has no title: after its first place, or by its first words."""
    first = scenes[0]
    if first.heading:
        return _capitalised(first.shots[0].setting.place)
    lines = (_LABEL.sub("", line) for line in script.splitlines())
    line = next((line for line in lines if any(letter.isalnum() for letter in line)), "")
    label, colon, rest = line.partition(":")
    line = rest if colon and rest.strip() and len(label.split()) <= _LABEL_WORDS else line
    words = short_title(" ".join(re.findall(r"[^\s#*>\[\]{}|\"“”«»]+", line)))
    words = words.strip(" .,;:-…")
    if " " not in words and words.isascii():
        words = _capitalised(first.shots[0].setting.place)
    return f"{words[:1].upper()}{words[1:]}" or UNTITLED


def _capitalised(place: str) -> str:
    return " ".join(f"{word[:1].upper()}{word[1:]}" for word in place.split())

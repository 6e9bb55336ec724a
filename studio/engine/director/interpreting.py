"""From the pieces of a script to scenes of moments: the story read in order, before it is cut into shots."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from msgspec.structs import replace

from studio.engine.director.clauses import VOICE
from studio.engine.director.continuity import Continuity
from studio.engine.director.flashbacks import Turn, turns_in, without
from studio.engine.director.introducing import Introductions
from studio.engine.director.lexicon import lexicon
from studio.engine.director.marks import has_label
from studio.engine.director.moments import Moment, SceneDraft, entities_of
from studio.engine.director.reader import Reader
from studio.engine.director.screenplay import (
    Card,
    Passage,
    Passing,
    Piece,
    Preamble,
    SceneBreak,
    Screenplay,
    ShotBreak,
    Spoken,
    Synopsis,
)
from studio.engine.director.speech import along_with, lines_of, manner_actions, manner_feelings
from studio.engine.director.statement import SetUp, Statement, When
from studio.engine.director.story import Story
from studio.engine.director.tokens import Token, is_english, sentences
from studio.engine.director.transitions import opening, transition
from studio.timeline.film import Action, Beat, CastId, Unplaced

_OPENING: Final = frozenset('([“"«「『*_')
_CLOSING: Final = frozenset(".!?…。！？)]”»」』\"'’*_")
_INGREDIENTS: Final = 3
_WHITE: Final = "The studio fades to black; the film ends so."
_NOT_ENGLISH: Final = "Action is read in English so far; the words are kept, but not played."


class Interpreter:
    """Reads a screenplay's pieces in order: ``scenes``, ``unplaced``, the film's ``look`` and ``ending``."""

    def __init__(self, screenplay: Screenplay, story: Story) -> None:
        self._screenplay = screenplay
        self._story = story
        self._continuity = Continuity(story, screenplay.scenes_given)
        self._introductions = Introductions(screenplay.pieces, story)
        self._transition = ""
        self._faded = ""
        self._settled: list[Statement] = []
        self.unplaced: list[Unplaced] = []
        self.look = ""
        self.ending = "cut"

    @property
    def scenes(self) -> list[SceneDraft]:
        """The scenes so far."""
        return self._continuity.scenes

    def read(self) -> None:
        """Read everything."""
        for piece in self._screenplay.pieces:
            self._read_piece(piece)
        if not self.scenes:
            self._continuity.open("", "", 0, later=True)
            self.scenes[0].moments.append(Moment(0, len(self._story.script), self._continuity.setting))
        self._end()
        for scene in self.scenes:
            if not scene.moments:
                self._continuity.show_empty(scene)

    def _end(self) -> None:
        """What faded out and was followed by nothing was the film."""
        said = self._faded.lower()
        if said and not re.search(r"\bcut\b", said):
            self.ending = "fade"
        if "white" in said:
            self.unplaced.append(Unplaced(self._faded, _WHITE))

    def _read_piece(self, piece: Piece) -> None:
        match piece:
            case SceneBreak():
                self._continuity.open_labelled(piece)
                self._begin(piece.start)
            case ShotBreak():
                self._begin(piece.start)
                self._continuity.cut = True
            case Passage():
                self._read_passage(piece)
            case Spoken():
                self._read_speech(piece)
            case Passing():
                self._pass(piece)
            case Synopsis():
                self._continuity.take_synopsis(piece.words)
            case Card():
                self.unplaced.append(Unplaced(piece.words, "Titles in the picture are not drawn yet."))
            case Preamble():
                self._read_preamble(piece)

    def _pass(self, piece: Passing) -> None:
        if turns := turns_in(piece.words):
            self._turn(turns)
            return
        found = transition(piece.words)
        if found is None:
            self.unplaced.append(Unplaced(piece.words, "The studio does not know this transition; it cuts instead."))
        self._pass_by(found or "", piece.words)

    def _pass_by(self, found: str, words: str) -> None:
        """The next shot begins here, by a transition of the vocabulary."""
        if found == "fade out":
            self._transition, self._faded = "fade", words
        elif found:
            self._transition = found
        self._continuity.cut = True

    # Action.

    def _read_preamble(self, piece: Preamble) -> None:
        for tokens in sentences(piece.text, piece.start):
            statement = Reader(self._story, tokens).read()
            self.unplaced += statement.unplaced
            self.look = self.look or statement.look
            if statement.place is not None or statement.when != When():
                self._settled.append(Statement(piece.start, piece.end, place=statement.place, when=statement.when))
        self._story.holding, self._story.here = {}, []

    def _read_passage(self, piece: Passage) -> None:
        turns = turns_in(piece.text)
        text = without(piece.text, turns)
        if not any(letter.isalnum() for letter in text):
            self._turn(turns)
            return
        self._begin(piece.start)
        opens = True
        first = len(self.scenes[-1].moments)
        labelled = 0
        for tokens in _headed(sentences(text, piece.start)):
            self._turn([turn for turn in turns if piece.start + turn.start < tokens[-1].end])
            turns = [turn for turn in turns if piece.start + turn.start >= tokens[-1].end]
            labelled += has_label(tokens)
            tokens = self._passed(tokens)
            if not tokens:
                continue
            if is_english(tokens, lexicon()):
                self._take(Reader(self._story, tokens).read(), opens)
            else:
                self._take_foreign(tokens, opens)
            opens = False
        self._turn(turns)
        self._time_all(self.scenes[-1].moments[first:])
        self._mark_trailing()
        if labelled >= _INGREDIENTS:
            for moment in self.scenes[-1].moments[first + 1 :]:
                moment.trails = True

    def _passed(self, tokens: list[Token]) -> list[Token]:
        """The sentence after the transition that opens it: "Match cut to a boy on a hill."."""
        found, length = opening(tokens)
        if length:
            self._pass_by(found, self._story.words(tokens[0].start, tokens[length - 1].end))
        return tokens[length:]

    def _turn(self, turns: Sequence[Turn]) -> None:
        for turn in turns:
            self._continuity.turn(turn)

    def _begin(self, start: int) -> None:
        """Words before any heading open a scene of their own."""
        if not self.scenes:
            self._continuity.open("", "", start, later=True)
        for statement in self._settled:
            self._continuity.take(statement)
        self._settled.clear()

    def _mark_trailing(self) -> None:
        """Camera words or a length at the end of a paragraph are about the shot that the paragraph describes."""
        moments = self.scenes[-1].moments
        timed = trailing = False
        for before, moment in reversed(list(pairwise(moments))):
            if moment.sequel and timed:
                moment.sequel, moment.trails = False, True
                continue
            timed = timed or moment.seconds is not None
            bare = not moment.beats and not moment.present and moment.shooting.subject is None and not moment.unplaced
            directs = moment.shooting.said or moment.seconds is not None or bool(moment.cues or moment.effects)
            labelled = self._story.script.startswith(("Camera", "CAMERA", "camera"), moment.start)
            travels = moment.shooting.move_across and not labelled
            if moment.airs and bare and not directs and not (moment.opens or moment.cut or moment.goes_on):
                moment.trails = True
                continue
            only_air = (trailing or moment.setting == before.setting) and not (directs or moment.gone)
            if moment.opens or moment.cut or moment.sequel or not bare or not (directs or only_air) or travels:
                return
            moment.trails = trailing = True
            self._frame_last(moment)

    def _frame_last(self, moment: Moment) -> None:
        """As in "A girl runs. Wide shot.": a framing told last is of whoever is named first, as "Wide shot: ..." is."""
        moments = self.scenes[-1].moments
        told = moments[: moments.index(moment)]
        alone = sum(one.opens for one in told) == 1 and not any(one.shooting.said or one.cut for one in told[1:])
        sentences_told = sum(not one.goes_on for one in told)
        first = next((one for one in told[0].present), None)
        first = first or next((beat.who for beat in told[0].beats), None)
        shooting = moment.shooting
        if alone and sentences_told == 1 and first is not None and shooting.framing and not told[0].shooting.said:
            moment.shooting = replace(shooting, subject=first)

    def _time_all(self, moments: Sequence[Moment]) -> None:
        """As in "A dog runs. It jumps into the water. 6 seconds.": the length at the end is of all that is told."""
        timed = [at for at, moment in enumerate(moments) if moment.seconds is not None]
        if len(timed) != 1 or not timed[0] or any(not one.goes_on for one in moments[timed[0] + 1 :]):
            return
        after = moments[1:]
        if not any(one.cut or one.sequel or one.shooting.framing or one.transition for one in after):
            for moment in after:
                moment.trails = True

    def _take_foreign(self, tokens: list[Token], opens: bool) -> None:
        """A sentence in another language: nothing of it is played, but whom it names is there."""
        words = self._story.words(tokens[0].start, tokens[-1].end)
        named = [one for one in self._story.people.all if one.named and one.name in words]
        statement = Statement(tokens[0].start, tokens[-1].end, present=[one.id for one in named])
        for portrait in named:
            self._story.arrive(portrait.id)
        statement.unplaced = [Unplaced(words, _NOT_ENGLISH)]
        self._take(statement, opens)

    def _take(self, said: Statement, opens: bool) -> None:
        said.start, said.end = _opened(self._story.script, said.start), _closed(self._story.script, said.end)
        self._continuity.take(said)
        self.scenes[-1].look = self.scenes[-1].look or said.look
        self._add_moments(self.scenes[-1], said, opens)

    def _add_moments(self, scene: SceneDraft, said: Statement, opens: bool) -> None:
        spans = _spans(said)
        acting = {entity for beat in said.beats for entity in entities_of(beat)}
        for number, (start, end, beats, set_up) in enumerate(spans):
            last = number == len(spans) - 1
            moment = self._moment(start if number else said.start, said.end if last else end, list(beats))
            moment.present = [one for one in said.present if one in {e for beat in beats for e in entities_of(beat)}]
            moment.goes_on, moment.opens = number > 0, opens and number == 0
            if number == 0:
                moment.present += [one for one in said.present if one not in acting]
                moment.gone = said.gone
                moment.shooting, moment.cues, moment.pace = said.shooting, said.cues, said.pace
                moment.effects = said.effects
                moment.whereabouts = said.whereabouts
                moment.seconds, moment.unplaced = said.seconds, [*scene.unplaced, *said.unplaced]
                scene.unplaced = []
                moment.airs = said.only_airs
            elif set_up is not None:
                moment.shooting, moment.sequel = set_up.shooting, True
            scene.moments.append(moment)
        self._leave(said)

    def _leave(self, said: Statement) -> None:
        """Those who left are no longer there in the shots that follow."""
        for beat in said.beats:
            if isinstance(beat, Action) and beat.motion == "leave" and beat.who in self._story.here:
                self._story.here.remove(CastId(beat.who))

    def _moment(self, start: int, end: int, beats: list[Beat]) -> Moment:
        moment = Moment(start, end, self._continuity.setting, beats, here=tuple(self._story.here))
        moment.cut, moment.transition = self._continuity.cut, self._transition
        self._continuity.cut, self._transition, self._faded = False, "", ""
        return moment

    # Dialogue.

    def _read_speech(self, piece: Spoken) -> None:
        self._begin(piece.start)
        scene = self.scenes[-1]
        self._introductions.introduce(piece, scene.moments)
        portrait = self._story.people.called(piece.name)
        portrait.spoken.append(piece.text)
        body = self._story.speaks_for(portrait.id)
        unseen = piece.unseen or (VOICE if body is not None else "")
        if body is None:
            self._story.arrive(portrait.id)
        acts = [] if unseen else manner_actions(portrait.id, piece.manner)
        before = [*manner_feelings(body or portrait.id, piece.manner), *acts]
        manner = ", ".join(part for part in (unseen, piece.manner) if part)
        for number, line in enumerate(
            lines_of(portrait.id, piece.text, manner, self._story.spoken_in(piece.text, piece.start))
        ):
            beats: list[Beat] = [line] if number else [*before, along_with(acts, line)]
            moment = self._moment(piece.start, piece.end, beats)
            moment.present = [body] if body is not None else [] if unseen else [portrait.id]
            moment.opens, moment.cut, moment.trails = True, moment.cut or number > 0, piece.dual
            if number == 0:
                moment.unplaced, scene.unplaced = scene.unplaced, []
            scene.moments.append(moment)


def _headed(told: list[list[Token]]) -> list[list[Token]]:
    """As in "Low angle. A knight draws his sword.": a framing alone is of what is told next, as "Low angle: ..." is."""
    found: list[list[Token]] = []
    for tokens in told:
        if found and _frames(found[-1]) and not _frames(tokens):
            first = replace(tokens[0], before=":")
            found[-1] = [*found[-1], first, *tokens[1:]]
        else:
            found.append(tokens)
    return found


def _frames(tokens: list[Token]) -> bool:
    """Whether a sentence names a framing or an angle and nothing else."""
    words = tuple(token.spoken for token in tokens)
    return any(lexicon().phrase(words, table) is not None for table in ("framings", "angles"))


_Span: TypeAlias = tuple[int, int, list[Beat], SetUp | None]


def _spans(said: Statement) -> list[_Span]:
    """The stretches of a sentence that become moments: its clauses, and camera set-ups that follow the first."""
    if said.seconds is not None:
        said.unplaced += [words for set_up in said.then for words in set_up.left_out()]
        return [(said.start, said.end, said.beats, None)]
    spans: list[_Span] = []
    ends = [*(set_up.start for set_up in said.then), said.end]
    start = said.start
    for set_up, end in zip((None, *said.then), ends, strict=True):
        clauses = [one for one in said.clauses if start < one.end <= end]
        inside: list[_Span] = [(one.start, one.end, one.beats, None) for one in clauses] or [(start, end, [], None)]
        first, last, beats, _ = inside[0]
        spans += [(first if set_up is None else start, last, beats, set_up), *inside[1:]]
        start = end
    return spans


def _opened(script: str, start: int) -> int:
    """The start of a sentence with its opening marks."""
    while start > 0 and script[start - 1] in _OPENING:
        start -= 1
    return start


def _closed(script: str, end: int) -> int:
    """The end of a sentence with its full stop and closing marks."""
    while end < len(script) and script[end] in _CLOSING:
        end += 1
    return end

"""The writer's jobs: a model is opened, asked, and its answer becomes a proposal."""

from collections.abc import Generator
from pathlib import Path
from typing import Final

from msgspec.structs import asdict

from studio.engine.jobs import Expand, Fill, Finished, JobId, Progress, Proposed
from studio.engine.stop import StopToken
from studio.engine.thread import Steps, Waiting
from studio.engine.writer.model import ChatModel, open_model
from studio.engine.writer.proposal import asking, directions_proposal, known_words, script_proposal
from studio.errors import InvalidRequest

MOST_TOKENS: Final = {"expand": 900, "fill": 260}


class Writer:
    """Keeps the last model open, so that asking again does not load it again."""

    def __init__(self) -> None:
        self._model: ChatModel | None = None

    def close(self) -> None:
        """Let the model go."""
        self._model = None

    def expand(self, request: Expand, job: JobId, stop: StopToken) -> Steps:
        """An idea into a script."""
        if not request.idea.strip():
            raise InvalidRequest("There is no idea to expand.", "Write a sentence: who, where, and what happens.")
        system, ask = asking("expand", {**known_words(), "idea": request.idea.strip()})
        answer = yield from self._answer(request.model, system, ask, "expand", request.seed, job, stop)
        yield Proposed(job, script_proposal(answer, request.film))
        return Finished(job)

    def fill(self, request: Fill, job: JobId, stop: StopToken) -> Steps:
        """A shot's directions, filled in."""
        shot = request.film.shot(request.shot)
        system, ask = asking("fill", {**asdict(shot.directions), "words": shot.words})
        answer = yield from self._answer(request.model, system, ask, "fill", request.seed, job, stop)
        yield Proposed(job, directions_proposal(answer, request.film, request.shot))
        return Finished(job)

    def _answer(
        self, folder: Path, system: str, ask: str, name: str, seed: int, job: JobId, stop: StopToken
    ) -> Generator[Progress | Waiting | None, None, str]:
        most = MOST_TOKENS[name]
        yield Progress(job, 0, most, "Opening the model")
        if self._model is None or self._model.folder != folder:
            self._model = None
            self._model = open_model(folder)
        writing = self._model.write(self._model.tokens(system, ask), most, seed)
        while True:
            stop.check()
            try:
                done = next(writing)
            except StopIteration as end:
                return str(end.value)
            yield Progress(job, done, most, "Writing" if done else "Reading")

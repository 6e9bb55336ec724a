"""The optional writer: a real chat model of a few thousand weights, opened from disk, asked on the engine thread."""

import shutil
import threading
from pathlib import Path

import pytest

from studio.engine.director.direct import direct
from studio.engine.jobs import Cancelled, Expand, Failed, Fill, Finished, JobEvent, Progress, Proposed
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop
from studio.engine.writer.model import ChatModel, open_model
from studio.engine.writer.proposal import asking, directions_proposal, known_words, script_proposal
from studio.errors import InvalidRequest
from studio.timeline.film import Action, Film

pytest.importorskip("transformers", reason='The writer is an extra and not installed here: pip install ".[writer]"')
tiny = pytest.importorskip("tiny_models")

IDEA = "A girl waits for somebody at night."
SCRIPT = "INT. ROOM - NIGHT\n\nHana sits on the bed. She waves at the window.\n\nHANA\nHello?\n"
LINES = "Subject: Hana\nCamera: Close-up of Hana, low angle\nMotion: Hana waves.\nPacing: Slow, 5 s"


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learnt one script by heart."""
    network = tiny.network()
    reader = ChatModel(Path(), tiny.tokenizer(), network, 8192)
    prompt = reader.tokens(*asking("expand", {**known_words(), "idea": IDEA}))
    assert tiny.taught(network, prompt, tiny.tokenizer()(SCRIPT)["input_ids"]) < 0.05
    return tiny.saved(tmp_path_factory.mktemp("author"), network)


@pytest.fixture(scope="module")
def scribbler(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learnt nothing."""
    return tiny.saved(tmp_path_factory.mktemp("scribbler"), tiny.network())


def asked(request: Expand | Fill, stop_after: int | None = None) -> list[JobEvent]:
    """Everything that the engine thread says of a request, up to its ending; it may be stopped as it says one thing."""
    heard: list[JobEvent] = []
    ended = threading.Event()

    def hear(event: JobEvent) -> None:
        heard.append(event)
        if len(heard) == stop_after:
            engine.cancel(event.job)
        if isinstance(event, Finished | Failed | Cancelled):
            ended.set()

    engine = Engine(hear, Workshop())
    engine.submit(request)
    assert ended.wait(60)
    engine.close()
    return heard


def fault(request: Expand | Fill) -> str:
    ending = asked(request)[-1]
    assert isinstance(ending, Failed)
    assert ending.remedy
    return ending.what


def test_an_idea_becomes_a_script_to_accept_or_refuse(author: Path) -> None:
    mine = direct("Ken sits in a park.")
    *progress, proposed, ending = asked(Expand(IDEA, author, mine))
    assert isinstance(ending, Finished)
    assert isinstance(proposed, Proposed)
    assert proposed.proposal.before == mine.script
    assert proposed.proposal.after == SCRIPT.strip()
    read = proposed.proposal.film
    assert [member.name for member in read.cast] == ["Hana"]
    assert read.shots[0].setting.hour == "night"
    steps = [event for event in progress if isinstance(event, Progress)]
    assert steps[0].what == "Opening the model"
    assert [event.done for event in steps] == sorted(event.done for event in steps)
    assert mine == direct("Ken sits in a park.")


def test_the_same_question_and_seed_give_the_same_answer(scribbler: Path) -> None:
    model = open_model(scribbler)

    def answer(seed: int) -> str:
        writing = model.write(model.tokens("Be brief.", "Say something."), 24, seed)
        while True:
            try:
                next(writing)
            except StopIteration as end:
                return str(end.value)

    assert answer(1) == answer(1)
    assert answer(1) != answer(2)


def test_writing_stops_when_told(scribbler: Path) -> None:
    whole = asked(Expand(IDEA, scribbler, Film("")))
    heard = asked(Expand(IDEA, scribbler, Film("")), stop_after=4)
    assert isinstance(heard[-1], Cancelled)
    assert len(heard) < len(whole) / 2


def test_an_answer_that_is_no_script_is_refused_in_a_sentence(scribbler: Path) -> None:
    film = direct("Ken sits in a park.")
    assert fault(Expand(IDEA, scribbler, film)) == "The model's answer is no script that the studio can read."
    assert "six directions" in fault(Fill(film, film.shots[0].id, scribbler))


def test_folders_that_hold_no_chat_model_are_refused_in_a_sentence(scribbler: Path, tmp_path: Path) -> None:
    film = Film("")
    assert "config.json" in fault(Expand(IDEA, tmp_path / "nowhere", film))
    sorter = tiny.renamed(Path(shutil.copytree(scribbler, tmp_path / "sorter")), "BertForSequenceClassification")
    assert "no model that writes" in fault(Expand(IDEA, sorter, film))
    torn = Path(shutil.copytree(scribbler, tmp_path / "torn"))
    weights = torn / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    assert 'The chat model in "torn" cannot be opened' in fault(Expand(IDEA, torn, film))
    mute = Path(shutil.copytree(scribbler, tmp_path / "mute"))
    (mute / "tokenizer.json").unlink()
    assert 'The chat model in "mute" cannot be opened' in fault(Expand(IDEA, mute, film))


def test_no_idea_and_too_long_an_idea_are_refused(scribbler: Path, tmp_path: Path) -> None:
    assert fault(Expand("  ", scribbler, Film(""))) == "There is no idea to expand."
    narrow = tiny.saved(tmp_path / "narrow", tiny.network(longest=128))
    assert "too long for this model" in fault(Expand(IDEA, narrow, Film("")))


def test_a_model_that_chats_round_its_script_is_still_understood() -> None:
    answer = f"<think>hmm</think>Sure! Here is it:\n```\n{SCRIPT}```\n"
    assert script_proposal(answer, Film("")).after == SCRIPT.strip()


def test_directions_filled_in_in_another_language_are_read_in_it() -> None:
    film = direct("花子が浜辺を歩く。")
    answer = "カメラ：花子のクローズアップ、ローアングル\nMotion: 花子が走る。"
    proposal = directions_proposal(answer, film, film.shots[0].id)
    shot = proposal.film.shots[0]
    assert (shot.camera.framing, shot.camera.angle) == ("close-up", "low angle")
    assert [beat.motion for beat in shot.beats if isinstance(beat, Action)] == ["run"]
    assert shot.directions.motion == "花子が走る。"


def test_filled_in_directions_become_the_shot_s_and_the_rest_stays() -> None:
    film = direct("Hana sits in a classroom in the rain.")
    shot = film.shots[0]
    proposal = directions_proposal(LINES, film, shot.id)
    assert proposal.directions is not None
    assert proposal.directions.setting == shot.directions.setting
    became = proposal.film.shot(shot.id)
    assert (became.camera.framing, became.camera.angle) == ("close-up", "low angle")
    assert became.duration == 5
    with pytest.raises(InvalidRequest):
        directions_proposal("Pacing: 4000 s", film, shot.id)

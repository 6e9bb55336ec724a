"""The command line as other programs use it: exit codes, one line of refusal, JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.cli.arguments import run

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "Mei, a girl in a blue dress, waves on the beach. 2 s."


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.txt"
    path.write_text(SCRIPT, "utf-8")
    return path


def refused(arguments: list[str | Path], capsys: pytest.CaptureFixture[str]) -> str:
    """Runs the command, which must be refused with exit code 2 and one line that says what to do."""
    assert run([str(argument) for argument in arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    return told.err


def test_plan_tells_shots_worlds_and_unplaced_words(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script.write_text(SCRIPT + " A zeppelin lands.", "utf-8")
    assert run(["plan", str(script), "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    shot = plan["scenes"][0]["shots"][0]
    assert set(shot["directions"]) == {"subject", "setting", "camera", "motion", "pacing", "audio"}
    assert all(shot["directions"].values())
    assert shot["world_after"]["people"][0]["id"] == plan["cast"][0]["id"]
    assert shot["frames"] == 48
    assert any("zeppelin" in words["words"] for words in plan["unplaced"])


def test_render_makes_a_film_and_reports_it(script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "film.mp4"
    command = ["render", str(script), "-o", str(target), "--size", "96x54", "--json"]
    assert run([*command, "--stems", str(tmp_path / "stems"), "--passes", str(tmp_path / "passes")]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["frames"] == 48
    assert target.stat().st_size > 1000
    assert sorted(path.name for path in (tmp_path / "stems").iterdir()) == [
        "ambience.wav",
        "dialogue.wav",
        "effects.wav",
    ]
    index = json.loads((tmp_path / "passes" / "passes.json").read_text("utf-8"))
    assert {path.name for path in (tmp_path / "passes").iterdir()} == {"passes.json", *index["passes"]}
    shot = index["shots"][0]
    for told in index["passes"].values():
        files = [tmp_path / "passes" / (told["files"].replace("{shot}", shot["folder"]) % n) for n in range(48)]
        assert all(path.is_file() for path in files)
    legend = json.loads((tmp_path / "passes" / "id" / shot["folder"] / "legend.json").read_text("utf-8"))
    assert "cast" in {entry["kind"] for entry in legend}
    assert run(["inspect", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["streams"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "empty"), ("   \n\n ", "empty")],
)
def test_scripts_that_cannot_be_filmed(
    text: str, says: str, script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script.write_text(text, "utf-8")
    assert says in refused(["render", script, "-o", tmp_path / "film.mp4"], capsys)


def test_binary_junk_is_not_a_script(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script.write_bytes(bytes(range(256)) * 40)
    assert "text" in refused(["plan", script], capsys)


@pytest.mark.parametrize("size", ["641x360", "0x0", "8x8", "99999x99999", "wide", "640", "640x-2", "²x²"])
def test_sizes_that_cannot_be(size: str, script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(["render", script, "-o", tmp_path / "film.mp4", "--size", size], capsys)
    assert list(tmp_path.glob("*.mp4")) == []


def test_a_folder_that_is_not_there(script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing"
    assert str(missing) in refused(["render", script, "-o", missing / "film.mp4"], capsys)


@pytest.mark.parametrize(
    ("place", "says"), [("", "empty"), (".", "folder"), ("/", "folder"), ("x" * 300 + ".mp4", "too long")]
)
def test_films_cannot_go_everywhere(place: str, says: str, script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert says in refused(["render", script, "-o", place], capsys)


@pytest.mark.parametrize("command", ["render", "plan", "inspect", "open"])
@pytest.mark.parametrize("source", ["", "x" * 300, "nowhere.txt"])
def test_sources_that_are_not_there(command: str, source: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (source[:20] or "empty") in refused([command, source], capsys)


@pytest.mark.skipif(sys.platform != "linux", reason="these devices are Linux's")
@pytest.mark.parametrize(("device", "says"), [("/dev/zero", "too large"), ("/proc/self/mem", "cannot be read")])
def test_what_cannot_be_read_to_its_end(device: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert says in refused(["plan", device], capsys)


def test_the_film_may_not_replace_its_script(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(["render", script, "-o", script], capsys)
    assert script.read_text("utf-8") == SCRIPT


@pytest.mark.parametrize("shots", ["0", "9", "2-1", "a", "1,,2", "1-"])
def test_shots_that_are_not_there(shots: str, script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(["render", script, "-o", tmp_path / "film.mp4", "--shots", shots], capsys)
    assert "shot" in told
    assert not (tmp_path / "film.mp4").exists()


@pytest.mark.parametrize(
    "arguments",
    [["render"], ["paint", "x"], ["plan", "nowhere.txt"], ["bench", "nothing"], ["render", "a", "--fps", "many"]],
)
def test_requests_that_make_no_sense(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(list(arguments), capsys)


@pytest.mark.parametrize("rate", ["0", "-1", "500"])
def test_frame_rates_that_cannot_be(
    rate: str, script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rate in refused(["render", script, "-o", tmp_path / "film.mp4", "--fps", rate], capsys)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--passes-only", "depth"], "--passes DIR"),
        (["--passes-format", "exr"], "--passes DIR"),
        (["--passes", "layers", "--passes-only", "depth,fog"], "fog"),
        (["--passes", "layers", "--passes-format", "tiff"], "tiff"),
    ],
)
def test_passes_that_there_are_not(
    options: list[str], says: str, script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert says in refused(["render", script, "-o", tmp_path / "film.mp4", *options], capsys)


@pytest.mark.parametrize("option", ["--stems", "--passes"])
@pytest.mark.parametrize("place", ["script.txt", "script.txt/layers", "Mine.tsuzuki", "Mine.tsuzuki/layers"])
def test_layers_are_refused_a_wrong_place_before_any_work(
    option: str, place: str, script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Mine.tsuzuki").mkdir()
    told = refused(["render", script, "-o", tmp_path / "film.mp4", option, tmp_path / place], capsys)
    assert str(tmp_path / place) in told or str(script) in told
    assert list((tmp_path / "Mine.tsuzuki").iterdir()) == []


def test_whoever_reads_the_plan_may_go_away(script: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "plan", str(script), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 1
    assert told == b""


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "no screen"),
        ({"DISPLAY": ":4077"}, ":4077"),
        ({"DISPLAY": "junk"}, "junk"),
        ({"WAYLAND_DISPLAY": "wayland-77"}, "wayland-77"),
        ({"DISPLAY": ":4077", "WAYLAND_DISPLAY": "wayland-77"}, "and no X11"),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4077"}, ":4077"),
        ({"QT_QPA_PLATFORM": "wonder"}, "wonder"),
    ],
)
def test_without_a_screen_there_is_a_sentence(told: dict[str, str], says: str, script: Path, tmp_path: Path) -> None:
    nothing = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    environment = {**os.environ, **nothing, "XDG_RUNTIME_DIR": str(tmp_path), **told}
    command = [sys.executable, str(ROOT / "main.py"), "open", str(script)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "screen" in done.stderr
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_is_no_film_is_not_inspected(script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    junk = tmp_path / "junk.bin"
    junk.write_bytes(bytes(range(256)) * 100)
    assert "no film" in refused(["inspect", junk], capsys)
    refused(["inspect", script], capsys)


def test_an_unknown_painter(script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "oil" in refused(["render", script, "-o", tmp_path / "film.mp4", "--painter", "oil"], capsys)


def test_without_opengl_there_is_a_sentence(script: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "__EGL_VENDOR_LIBRARY_DIRS": str(tmp_path),
        "DISPLAY": "",
        "LIBGL_DRIVERS_PATH": str(tmp_path),
    }
    command = [sys.executable, str(ROOT / "main.py"), "render", str(script), "-o", str(tmp_path / "film.mp4")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "OpenGL" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr

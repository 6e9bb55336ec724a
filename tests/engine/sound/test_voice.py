"""What a listener notices of a voice, and what the mouth that speaks it must show."""

import subprocess
import sys

import numpy as np
import pytest
from sound_stage import HANA, TARO, band, lufs, rms

from studio.engine.performance import Speech, Viseme
from studio.engine.sound.stems import RATE
from studio.engine.sound.voice import _spoken, speak, tongues
from studio.timeline.film import CastId, CastMember, Line, Look, Voice

SENTENCE = "Are you coming home before the rain, Mister Brown?"
LINES = (
    (Line(HANA.id, SENTENCE), HANA),
    (Line(TARO.id, "I will wait for you here. Please hurry up, my friend.", "shouting"), TARO),
    (Line(HANA.id, "It is a secret, so be quiet about it.", "whispering"), HANA),
    (Line(HANA.id, "ありがとう、またあした。", language="ja"), HANA),
)


def spoken_alone(line: Line, member: CastMember) -> Speech:
    _spoken.cache_clear()
    return speak(line, member)


def during(speech: Speech, *mouths: Viseme) -> float:
    parts = [speech.samples[round(p.start * RATE) : round(p.end * RATE)] for p in speech.phonemes if p.viseme in mouths]
    return rms(np.concatenate(parts)) if parts else 0.0


def test_a_line_sounds_the_same_whatever_was_said_before() -> None:
    first = [spoken_alone(*line).samples for line in LINES]
    again = [spoken_alone(*line).samples for line in reversed(LINES)][::-1]
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_a_line_sounds_the_same_in_another_process() -> None:
    code = (
        "import hashlib; from studio.engine.sound.voice import speak; from studio.timeline.film import *;"
        f"m = CastMember(CastId('hana'), 'Hana', Look(), Voice(variant='f2', pitch=62));"
        f"print(hashlib.sha256(speak(Line(m.id, {SENTENCE!r}), m).samples.tobytes()).hexdigest())"
    )
    runs = {subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout for _ in range(2)}
    assert len(runs) == 1


@pytest.mark.parametrize(("line", "member"), LINES)
def test_phonemes_follow_each_other_without_a_gap(line: Line, member: CastMember) -> None:
    speech = speak(line, member)
    assert speech.phonemes[0].start == 0.0
    assert speech.phonemes[-1].end == pytest.approx(speech.duration, abs=1e-9)
    for one, following in zip(speech.phonemes, speech.phonemes[1:], strict=False):
        assert one.end == following.start
        assert one.start < one.end


@pytest.mark.parametrize(("line", "member"), LINES)
def test_a_closed_mouth_is_silent_and_an_open_one_sounds(line: Line, member: CastMember) -> None:
    speech = speak(line, member)
    open_mouth = during(speech, Viseme.A, Viseme.E, Viseme.I, Viseme.O, Viseme.U)
    assert during(speech, Viseme.REST) < 0.12 * open_mouth
    assert during(speech, Viseme.M) < 0.85 * open_mouth


def test_a_word_makes_its_mouths_in_order() -> None:
    mouths = [p.viseme for p in speak(Line(HANA.id, "Mama, you sing."), HANA).phonemes]
    assert mouths.index(Viseme.M) < mouths.index(Viseme.A) < mouths.index(Viseme.U) < mouths.index(Viseme.S)


@pytest.mark.parametrize(("line", "member"), LINES[:1])
def test_speech_begins_and_ends_at_once(line: Line, member: CastMember) -> None:
    speech = speak(line, member)
    loud = np.flatnonzero(np.abs(speech.samples) > 0.05 * np.abs(speech.samples).max())
    assert loud[0] / RATE < 0.08
    assert speech.duration - loud[-1] / RATE < 0.2


def test_voices_are_about_as_loud_as_each_other_and_never_too_loud() -> None:
    variants = (("f2", 62), ("f5", 75), ("m3", 40), ("m7", 25), ("m1", 50), ("f3", 85))
    levels: list[float] = []
    for variant, pitch in variants:
        member = CastMember(CastId("x"), "X", Look(), Voice(variant=variant, pitch=pitch))
        samples = speak(Line(member.id, SENTENCE), member).samples
        levels.append(lufs(np.stack([samples, samples])))
        assert -9.5 < 20 * np.log10(np.abs(samples).max()) < -5.9
    assert max(levels) - min(levels) < 2.5


def test_manners_are_heard() -> None:
    def told(manner: str) -> Speech:
        return speak(Line(HANA.id, SENTENCE, manner), HANA)

    assert (
        told("whispering").samples.std() < 0.65 * told("").samples.std() < 0.65 * told("shouting").samples.std() * 1.2
    )
    assert told("quickly").duration < 0.9 * told("").duration < 0.85 * told("slowly, sadly").duration
    whisper, plain = told("whispering").samples, told("").samples
    assert band(whisper, 150, 350) - band(whisper, 1000, 4000) < band(plain, 150, 350) - band(plain, 1000, 4000) - 6


def test_members_of_the_cast_do_not_sound_alike() -> None:
    hana, taro = (speak(Line(m.id, SENTENCE), m).samples for m in (HANA, TARO))
    assert band(taro, 80, 160) - band(taro, 160, 400) > band(hana, 80, 160) - band(hana, 160, 400) + 6


@pytest.mark.parametrize("text", ["", "   ", "...!?", "—", "♪ ♪", "\x00\x01", "🎵🎵", "*"])
def test_nothing_to_say_is_a_short_silence(text: str) -> None:
    speech = speak(Line(HANA.id, text), HANA)
    assert speech.duration == pytest.approx(0.3)
    assert not speech.samples.any()
    assert {p.viseme for p in speech.phonemes} == {Viseme.REST}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("今日は雨だ", "ja"),
        ("春夏秋冬", "en"),
        ("你好，世界。", "zh"),
        ("안녕하세요", "en"),
        ("Привет, как дела?", "en"),
        ("مرحبا بالعالم", "ar"),
        ("नमस्ते दुनिया", "hi"),
        ("Où est la gare ?", "fr"),
        ("¿Dónde está mi paraguas?", "es"),
        ("ＯＫ、すぐ行く！", "ja"),
        ("Hello there", "no-such-language"),
        ("1234 <b>bold</b> [[x]] %s", "en"),
    ],
)
def test_any_language_is_spoken(text: str, language: str) -> None:
    speech = speak(Line(HANA.id, text, language=language), HANA)
    assert speech.duration > 0.35
    assert rms(speech.samples) > 0.03
    assert {p.viseme for p in speech.phonemes} - {Viseme.REST}


def test_each_part_is_read_by_who_can_read_it() -> None:
    assert tongues("今日は!", "ja") == [("cmn", "今日"), ("ja", "は!")]
    assert tongues("Hello, Привет!", "en") == [("en", "Hello, "), ("ru", "Привет!")]


def test_odd_voices_still_speak() -> None:
    for voice in (Voice(variant="nobody"), Voice(pitch=400, rate_wpm=9000), Voice(pitch=-5, rate_wpm=1)):
        member = CastMember(CastId("x"), "X", Look(), voice)
        assert rms(speak(Line(member.id, "Can you hear me?"), member).samples) > 0.03

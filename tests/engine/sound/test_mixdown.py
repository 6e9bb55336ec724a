"""The mix, measured with rulers that are not the studio's own."""

import numpy as np
import pytest
from sound_stage import HANA, blow, lufs, rms, said, shot, true_peak_db

from studio.engine.sound.loudness import integrated_loudness, true_peak_dbtp
from studio.engine.sound.mixdown import MixLevels, mix
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import RATE, Stems
from studio.engine.stop import StopToken
from studio.errors import Stopped


def stems(*layers: np.ndarray) -> Stems:
    silence = np.zeros_like(layers[0])
    return Stems(*(*layers, silence, silence)[:3])


def noise(seconds: float, level: float, seed: int = 1) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal((2, round(seconds * RATE))) * level).astype(np.float32)


def test_a_film_is_mixed_to_its_loudness_under_its_ceiling() -> None:
    talk = make_stems(
        shot(4.0, "neon_street", weather="rain", speech=(said("We should go home now, it is late.", 0.5),)), StopToken()
    )
    crash = make_stems(
        shot(3.0, "room", contacts=tuple(blow(0.3 * n, ("steel", "stone"), 5.0) for n in range(1, 8))), StopToken()
    )
    film = mix([(0.0, talk), (4.0, crash)], 7.0)
    assert film.samples.shape == (2, 7 * RATE)
    assert film.samples.dtype == np.float32
    assert lufs(film.samples) == pytest.approx(-14.0, abs=0.5)
    assert true_peak_db(film.samples) <= -1.0
    assert film.integrated_lufs == pytest.approx(lufs(film.samples), abs=0.1)
    assert film.true_peak_dbtp == pytest.approx(true_peak_db(film.samples), abs=0.3)


def test_sharp_peaks_are_turned_down_not_clipped() -> None:
    layer = noise(6.0, 0.05)
    layer[:, RATE::RATE] += 0.9
    film = mix([(0.0, stems(layer))], 6.0)
    assert lufs(film.samples) == pytest.approx(-14.0, abs=0.5)
    assert true_peak_db(film.samples) <= -1.0
    around = film.samples[0, 2 * RATE - 480 : 2 * RATE + 480]
    assert np.sum(np.abs(around) > 0.98 * np.abs(around).max()) <= 2, "a clipped peak has a flat top"


def test_a_programme_of_blows_in_near_silence_comes_to_its_loudness_too() -> None:
    layer = noise(6.0, 0.004)
    fading = np.exp(-np.arange(600) / 120).astype(np.float32)
    blow_once = np.stack([np.convolve(side, np.hanning(7) / 3, "same") for side in noise(0.0125, 0.5, seed=2)]) * fading
    for at in range(0, 6 * RATE, RATE // 2):
        layer[:, at : at + 600] += blow_once
    film = mix([(0.0, stems(layer))], 6.0)
    assert lufs(film.samples) == pytest.approx(-14.0, abs=0.15)
    assert true_peak_db(film.samples) <= -1.0


def test_a_tone_between_samples_is_held_by_its_true_peak() -> None:
    time = np.arange(3 * RATE)
    tone = np.sin(np.pi / 2 * time + np.pi / 4).astype(np.float32) * 0.7  # peaks lie between the samples
    tone[: 2 * RATE] *= 0.02
    film = mix([(0.0, stems(np.stack([tone, tone])))], 3.0, MixLevels(loudness_lufs=-6.0))
    assert true_peak_db(film.samples[:, RATE:]) <= -0.9


@pytest.mark.parametrize("seconds", [0.0, 0.001, 0.1, 0.39, 0.41, 1.23456])
def test_short_films_have_their_exact_length(seconds: float) -> None:
    film = mix([(0.0, stems(noise(2.0, 0.1)))], seconds)
    assert film.samples.shape == (2, round(seconds * RATE))
    assert np.isfinite(film.samples).all()


def test_silence_stays_silent_and_faint_noise_is_not_blown_up() -> None:
    assert not mix([], 2.0).samples.any()
    assert not mix([(0.0, stems(np.zeros((2, RATE), np.float32)))], 2.0).samples.any()
    assert rms(mix([(0.0, stems(noise(3.0, 1e-4)))], 3.0).samples) < 0.01


def test_the_air_steps_back_while_somebody_speaks_and_returns() -> None:
    time = np.arange(8 * RATE) / RATE
    tone = (0.02 * np.sin(2 * np.pi * 6000 * time)).astype(np.float32)
    speech = np.zeros((2, 8 * RATE), np.float32)
    voice = said("Hello there my friend, how have you been all this time?", 0.0, HANA).speech.samples
    speech[:, 3 * RATE : 3 * RATE + len(voice)] = voice
    layer = Stems(speech, np.zeros_like(speech), np.stack([tone, tone]))

    def level(ducked: Stems, at: float) -> float:
        part = mix([(0.0, ducked)], 8.0).samples[0, round(at * RATE) : round((at + 0.5) * RATE)]
        return 20 * np.log10(abs(np.fft.rfft(part * np.hanning(len(part)))[3000]))

    before, during, after = (level(layer, at) for at in (1.0, 4.0, 7.3))
    assert 3.0 < before - during < 8.0
    assert after == pytest.approx(before, abs=0.5)


def test_tails_ring_over_the_cut_and_sums_are_placed_to_the_sample() -> None:
    first, second = noise(1.5, 0.05, 1), noise(1.5, 0.05, 2)
    film = mix([(0.0, stems(first)), (1.0, stems(second))], 2.5)
    gain = film.samples[0, 100] / first[0, 100]
    expected = np.zeros((2, round(2.5 * RATE)), np.float32)
    expected[:, : first.shape[1]] += first
    expected[:, RATE : RATE + second.shape[1]] += second
    assert np.allclose(film.samples, expected * gain, atol=1e-4)


def test_the_mix_is_the_same_to_the_bit() -> None:
    layer = noise(3.0, 0.3)
    assert np.array_equal(mix([(0.0, stems(layer))], 3.0).samples, mix([(0.0, stems(layer))], 3.0).samples)


def test_a_stopped_mix_stops() -> None:
    token = StopToken()
    token.stop()
    with pytest.raises(Stopped):
        mix([(0.0, stems(noise(1.0, 0.1)))], 1.0, stop=token)


def test_the_meters_agree_with_other_meters() -> None:
    sound = noise(5.3, 0.1)
    sound[:, 2 * RATE : 3 * RATE] *= 0.01
    assert integrated_loudness(sound, StopToken()) == pytest.approx(lufs(sound), abs=0.05)
    assert true_peak_dbtp(sound, StopToken()) == pytest.approx(true_peak_db(sound), abs=0.2)

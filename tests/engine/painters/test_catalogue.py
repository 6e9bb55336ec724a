"""The painters that the studio knows: what is said of them holds together."""

from studio.engine.painters.catalogue import Dial, catalogue, entry_of


def test_every_size_and_length_on_the_dial_is_one_that_the_model_takes() -> None:
    assert len(catalogue()) == 8
    for entry in catalogue():
        for dial in Dial:
            how = entry.at(dial)
            assert how.width % entry.size_multiple == 0, (entry.name, dial)
            assert how.height % entry.size_multiple == 0, (entry.name, dial)
            assert entry.frame_rule.allows(how.frames), (entry.name, dial)


def test_the_default_is_free_to_use_and_what_is_not_must_be_agreed_to() -> None:
    defaults = [entry for entry in catalogue() if entry.default]
    assert [entry.name for entry in defaults] == ["wan-vace-1.3b"]
    assert defaults[0].licence.id == "Apache-2.0"
    assert entry_of("ltx-2.3").licence.opt_in
    assert any("compete" in one for one in entry_of("ltx-2.3").licence.barred)


def test_nothing_is_made_up_about_what_lies_on_the_hub() -> None:
    for entry in catalogue():
        for source in entry.sources:
            assert source.commit == "" or len(source.commit) == 40
            assert all(len(file.sha256) == 64 and file.size > 0 for file in source.files)


def test_lengths_are_rounded_up_as_the_model_counts() -> None:
    rule = entry_of("wan-vace-1.3b").frame_rule
    assert [rule.up(frames) for frames in (1, 5, 6, 9, 10, 81, 100)] == [5, 5, 9, 9, 13, 81, 81]
    assert not rule.allows(82)

"""A tokenizer that is read by another process tells the same tokens, and leaves no process behind."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.engine.painters.diffusion.tokens import LARGE_BYTES, TokenizerApart, is_large
from studio.errors import MissingResource

tiny = pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')


def test_it_tells_the_same_tokens_as_one_that_is_read_here(model: Callable[[str], Path]) -> None:
    folder = model("wan_vace") / "tokenizer"
    here = tiny.PreTrainedTokenizerFast.from_pretrained(folder)
    apart = TokenizerApart(folder)
    assert apart.model_max_length == here.model_max_length
    words = ["a girl walks in rain", "unheard-of words, and many more of them than there is room for " * 3]
    asked = {"padding": "max_length", "truncation": True, "max_length": 24}
    mine = apart(words, **asked)
    theirs = here(words, **asked, return_attention_mask=True, return_tensors="pt")
    assert tiny.torch.equal(mine.input_ids, theirs.input_ids)
    assert tiny.torch.equal(mine.attention_mask, theirs.attention_mask)
    assert not multiprocessing.active_children()


def test_a_torn_tokenizer_is_told_of_in_a_sentence(model: Callable[[str], Path], tmp_path: Path) -> None:
    config = (model("wan_vace") / "tokenizer" / "tokenizer_config.json").read_text()
    (tmp_path / "tokenizer_config.json").write_text(config)
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(MissingResource, match="cannot be read"):
        TokenizerApart(tmp_path)("a girl", max_length=8)


def test_only_large_ones_are_read_apart(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_bytes(b" " * (LARGE_BYTES - 1))
    assert not is_large(tmp_path)
    path.write_bytes(b" " * LARGE_BYTES)
    assert is_large(tmp_path)

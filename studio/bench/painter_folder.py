"""A painter of random weights as it would lie on the disk, whole: it is opened as an installed one is.

Run as a program it writes one into a folder, so that whoever measures has not loaded a library before he begins.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from studio.bench.painter_models import random_pipeline, shapes
from studio.resources import ROOT

WORDS: Final = 256_000
"""As many as umt5 knows; reading them is the slowest part of opening a Wan model."""


def written_apart(folder: Path, words: int = WORDS) -> Path:
    """Have another process write the tiny Wan VACE."""
    command = [sys.executable, "-m", "studio.bench.painter_folder", str(folder), str(words)]
    subprocess.run(command, cwd=ROOT.parent, check=True, capture_output=True)
    return folder


def write_painter(folder: Path, words: int) -> Path:
    """The tiny Wan VACE with a text encoder that knows so many words."""
    (shape,) = shapes(tiny=True)
    pipe = random_pipeline(shape, "cpu")
    tokenizer = _tokenizer(words)
    pipe.register_modules(tokenizer=tokenizer, text_encoder=_text_encoder(len(tokenizer), shape.text))
    pipe.save_pretrained(folder)
    return folder


def _tokenizer(words: int) -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    vocabulary = {name: number for number, name in enumerate(["<pad>", "</s>", "<unk>", *map(str, range(words))])}
    made: Any = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    )


def _text_encoder(words: int, width: int) -> Any:
    import torch
    from transformers import UMT5Config, UMT5EncoderModel

    torch.manual_seed(0)
    config = UMT5Config(
        vocab_size=words, d_model=width, d_kv=8, d_ff=64, num_layers=2, num_heads=4, relative_attention_num_buckets=8,
        dropout_rate=0.0, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0,
    )  # fmt: skip
    return UMT5EncoderModel(config).eval()


if __name__ == "__main__":
    write_painter(Path(sys.argv[1]), int(sys.argv[2]))

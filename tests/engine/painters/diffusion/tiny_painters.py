"""Real pipelines of a few thousand random weights, built here and saved to disk; nothing is fetched."""

import os
import warnings
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import torch
    from diffusers import (
        AutoencoderKLWan,
        UniPCMultistepScheduler,
        WanImageToVideoPipeline,
        WanTransformer3DModel,
        WanVACEPipeline,
        WanVACETransformer3DModel,
    )
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast, UMT5Config, UMT5EncoderModel

# The machine is shared, and the sums of tiny tensors come out otherwise with another number of threads.
torch.set_num_threads(1)

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,!?'-"
WORDS = (
    "a",
    "the",
    "girl",
    "boy",
    "cat",
    "walks",
    "sits",
    "in",
    "rain",
    "anime",
    "red",
    "blue",
    "night",
    "day",
    "clear",
)


def tokenizer(special: tuple[str, ...] = ("<pad>", "</s>", "<unk>")) -> Any:
    names = [*special, *WORDS, *LETTERS]
    vocabulary = {name: number for number, name in enumerate(dict.fromkeys(names))}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()])
    made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", vocabulary["</s>"])])
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=32
    )


def text_encoder(words: int) -> Any:
    torch.manual_seed(0)
    config = UMT5Config(
        vocab_size=words, d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4, relative_attention_num_buckets=8,
        dropout_rate=0.0, pad_token_id=0, eos_token_id=1, decoder_start_token_id=0,
    )  # fmt: skip
    return UMT5EncoderModel(config).eval()


def vae() -> Any:
    torch.manual_seed(0)
    return AutoencoderKLWan(
        base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
    ).eval()


def _wan(kind: type[Any], **more: Any) -> Any:
    torch.manual_seed(1)
    wide = {
        "patch_size": (1, 2, 2), "num_attention_heads": 2, "attention_head_dim": 12, "in_channels": 16,
        "out_channels": 16, "text_dim": 32, "freq_dim": 256, "ffn_dim": 32, "num_layers": 3, "cross_attn_norm": True,
        "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 64,
    }  # fmt: skip
    return kind(**{**wide, **more}).eval()


def scheduler() -> Any:
    return UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0)


def _parts() -> dict[str, Any]:
    words = tokenizer()
    return {
        "tokenizer": words, "text_encoder": text_encoder(len(words)), "vae": vae(), "scheduler": scheduler(),
    }  # fmt: skip


def wan_vace(folder: Path) -> Path:
    transformer = _wan(WanVACETransformer3DModel, vace_layers=[0, 2], vace_in_channels=96)
    WanVACEPipeline(**_parts(), transformer=transformer, transformer_2=None).save_pretrained(folder)
    return folder


def wan_image_to_video(folder: Path) -> Path:
    transformer = _wan(WanTransformer3DModel, in_channels=36)
    WanImageToVideoPipeline(
        **_parts(), transformer=transformer, transformer_2=None, image_encoder=None, image_processor=None
    ).save_pretrained(folder)
    return folder

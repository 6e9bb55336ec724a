"""Real pipelines of a few thousand random weights, built here and saved to disk; nothing is fetched."""

import json
import os
import warnings
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import torch
    from diffusers import (
        AutoencoderKL,
        AutoencoderKLFlux2,
        AutoencoderKLLTX2Audio,
        AutoencoderKLLTX2Video,
        AutoencoderKLWan,
        ControlNetModel,
        EulerDiscreteScheduler,
        FlowMatchEulerDiscreteScheduler,
        Flux2KleinPipeline,
        Flux2Transformer2DModel,
        LTX2InContextPipeline,
        LTX2VideoTransformer3DModel,
        StableDiffusionXLControlNetImg2ImgPipeline,
        UNet2DConditionModel,
        UniPCMultistepScheduler,
        WanImageToVideoPipeline,
        WanTransformer3DModel,
        WanVACEPipeline,
        WanVACETransformer3DModel,
    )
    from diffusers.pipelines.ltx2 import LTX2TextConnectors
    from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
    from safetensors.torch import save_file
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import (
        CLIPTextConfig,
        CLIPTextModel,
        CLIPTextModelWithProjection,
        CLIPTokenizer,
        CLIPVisionConfig,
        CLIPVisionModelWithProjection,
        Gemma3Config,
        Gemma3ForConditionalGeneration,
        Gemma3TextConfig,
        PreTrainedTokenizerFast,
        Qwen3Config,
        Qwen3ForCausalLM,
        SiglipVisionConfig,
        UMT5Config,
        UMT5EncoderModel,
    )

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


def _clip_tokenizer(folder: Path) -> Any:
    """A tokenizer of CLIP's kind, whose only words are letters."""
    folder.mkdir(parents=True, exist_ok=True)
    letters = [*LETTERS, *(f"{letter}</w>" for letter in LETTERS)]
    names = ["<|startoftext|>", "<|endoftext|>", *letters]
    (folder / "vocab.json").write_text(json.dumps({name: number for number, name in enumerate(names)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    return CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=77)


def _clip_text(kind: type[Any], words: int) -> Any:
    torch.manual_seed(0)
    config = CLIPTextConfig(
        vocab_size=words, hidden_size=16, intermediate_size=20, num_hidden_layers=3, num_attention_heads=2,
        projection_dim=16, max_position_embeddings=77, bos_token_id=0, eos_token_id=1, pad_token_id=1,
    )  # fmt: skip
    return kind(config).eval()


def sdxl(folder: Path) -> Path:
    torch.manual_seed(0)
    shape = {
        "block_out_channels": (8, 16), "layers_per_block": 1, "in_channels": 4, "cross_attention_dim": 32,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"), "attention_head_dim": (2, 2), "norm_num_groups": 4,
        "transformer_layers_per_block": (1, 1), "use_linear_projection": True, "addition_embed_type": "text_time",
        "addition_time_embed_dim": 8, "projection_class_embeddings_input_dim": 6 * 8 + 16,
    }  # fmt: skip
    unet = UNet2DConditionModel(
        sample_size=8, out_channels=4, up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), **shape
    )
    controlnet = ControlNetModel(**shape, conditioning_embedding_out_channels=(4, 8))
    for block in (*controlnet.controlnet_down_blocks, controlnet.controlnet_mid_block):
        torch.nn.init.normal_(block.weight, std=0.5)
    torch.nn.init.normal_(controlnet.controlnet_cond_embedding.conv_out.weight, std=0.5)
    picture_vae = AutoencoderKL(
        block_out_channels=(8, 8), down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2, latent_channels=4, norm_num_groups=4, sample_size=16,
    )  # fmt: skip
    words = _clip_tokenizer(folder / "made")
    image_encoder = CLIPVisionModelWithProjection(
        CLIPVisionConfig(
            hidden_size=16, intermediate_size=20, num_hidden_layers=1, num_attention_heads=2, projection_dim=16,
            image_size=224, patch_size=56,
        )
    )  # fmt: skip
    StableDiffusionXLControlNetImg2ImgPipeline(
        vae=picture_vae.eval(), unet=unet.eval(), controlnet=controlnet.eval(), tokenizer=words, tokenizer_2=words,
        text_encoder=_clip_text(CLIPTextModel, len(words)),
        text_encoder_2=_clip_text(CLIPTextModelWithProjection, len(words)),
        scheduler=EulerDiscreteScheduler(beta_schedule="scaled_linear", timestep_spacing="leading"),
        image_encoder=image_encoder.eval(), add_watermarker=False,
    ).save_pretrained(folder)  # fmt: skip
    (folder / "ip_adapter").mkdir()
    save_file(_ip_adapter(unet), str(folder / "ip_adapter" / "ip-adapter.safetensors"))
    return folder


def _ip_adapter(unet: Any) -> dict[str, Any]:
    """Random weights as IP-Adapters are saved: numbered as the attentions of the network, every second one."""
    width = unet.config.cross_attention_dim
    tensors = {
        "image_proj.proj.weight": torch.randn(4 * width, 16),
        "image_proj.proj.bias": torch.randn(4 * width),
        "image_proj.norm.weight": torch.ones(width),
        "image_proj.norm.bias": torch.zeros(width),
    }
    crossing = [name for name in unet.attn_processors if name.endswith("attn2.processor")]
    for number, name in enumerate(crossing):
        inner = unet.get_submodule(name.removesuffix(".processor")).to_k.out_features
        for part in ("to_k_ip", "to_v_ip"):
            tensors[f"ip_adapter.{2 * number + 1}.{part}.weight"] = torch.randn(inner, width)
    return tensors


def flux2_klein(folder: Path) -> Path:
    words = tokenizer(("<pad>", "</s>", "<unk>"))
    words.chat_template = "{% for message in messages %}{{ message['content'] }}{% endfor %}"
    torch.manual_seed(0)
    encoder = Qwen3ForCausalLM(
        Qwen3Config(
            vocab_size=len(words), hidden_size=16, intermediate_size=16, num_hidden_layers=28, num_attention_heads=2,
            num_key_value_heads=1, head_dim=8, max_position_embeddings=512,
        )
    )  # fmt: skip
    transformer = Flux2Transformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=2, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=48, timestep_guidance_channels=16, axes_dims_rope=(4, 4, 4, 4), guidance_embeds=False,
    )  # fmt: skip
    picture_vae = AutoencoderKLFlux2(
        block_out_channels=(8, 8, 8, 8), down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, layers_per_block=1, latent_channels=4, norm_num_groups=4,
        sample_size=32,
    )  # fmt: skip
    Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True), vae=picture_vae.eval(),
        text_encoder=encoder.eval(), tokenizer=words, transformer=transformer.eval(),
    ).save_pretrained(folder)  # fmt: skip
    return folder


def ltx2(folder: Path) -> Path:
    special = ("<pad>", "</s>", "<unk>", "<bos>", "<start_of_image>", "<end_of_image>", "<image_soft_token>")
    words = tokenizer(special)
    words.padding_side = "left"
    torch.manual_seed(0)
    text = Gemma3TextConfig(
        vocab_size=len(words), hidden_size=32, intermediate_size=32, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, head_dim=8, sliding_window=32, pad_token_id=0, eos_token_id=1, bos_token_id=3,
    )  # fmt: skip
    sight = SiglipVisionConfig(
        hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2, image_size=28, patch_size=14
    )
    encoder = Gemma3ForConditionalGeneration(
        Gemma3Config(
            text_config=text.to_dict(), vision_config=sight.to_dict(), mm_tokens_per_image=1, boi_token_index=4,
            eoi_token_index=5, image_token_index=6,
        )
    )  # fmt: skip
    transformer = LTX2VideoTransformer3DModel(
        in_channels=4, out_channels=4, patch_size=1, patch_size_t=1, num_attention_heads=2, attention_head_dim=8,
        cross_attention_dim=16, audio_in_channels=4, audio_out_channels=4, audio_num_attention_heads=2,
        audio_attention_head_dim=4, audio_cross_attention_dim=8, num_layers=2, qk_norm="rms_norm_across_heads",
        caption_channels=32, rope_double_precision=False, rope_type="split",
    )  # fmt: skip
    connectors = LTX2TextConnectors(
        caption_channels=32, text_proj_in_factor=3, video_connector_num_attention_heads=4,
        video_connector_attention_head_dim=8, video_connector_num_layers=1,
        video_connector_num_learnable_registers=None, audio_connector_num_attention_heads=4,
        audio_connector_attention_head_dim=8, audio_connector_num_layers=1,
        audio_connector_num_learnable_registers=None, connector_rope_base_seq_len=32, rope_theta=10000.0,
        rope_double_precision=False, causal_temporal_positioning=False, rope_type="split",
    )  # fmt: skip
    picture_vae = AutoencoderKLLTX2Video(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=(8,), decoder_block_out_channels=(8,),
        layers_per_block=(1,), decoder_layers_per_block=(1, 1), spatio_temporal_scaling=(True,),
        decoder_spatio_temporal_scaling=(True,), decoder_inject_noise=(False, False), downsample_type=("spatial",),
        upsample_residual=(False,), upsample_factor=(1,), timestep_conditioning=False, patch_size=1, patch_size_t=1,
        encoder_causal=True, decoder_causal=False,
    )  # fmt: skip
    sound_vae = AutoencoderKLLTX2Audio(
        base_channels=4, output_channels=2, ch_mult=(1, 1, 1), num_res_blocks=1, attn_resolutions=None, in_channels=2,
        resolution=32, latent_channels=2, norm_type="pixel", causality_axis="height", dropout=0.0,
        mid_block_add_attention=False, sample_rate=16000, mel_hop_length=160, is_causal=True, mel_bins=8,
    )  # fmt: skip
    vocoder = LTX2Vocoder(
        in_channels=16, hidden_channels=32, out_channels=2, upsample_kernel_sizes=[4, 4], upsample_factors=[2, 2],
        resnet_kernel_sizes=[3], resnet_dilations=[[1, 3, 5]], leaky_relu_negative_slope=0.1,
        output_sampling_rate=16000,
    )  # fmt: skip
    LTX2InContextPipeline(
        transformer=transformer.eval(), vae=picture_vae.eval(), audio_vae=sound_vae.eval(), text_encoder=encoder.eval(),
        scheduler=FlowMatchEulerDiscreteScheduler(), tokenizer=words, connectors=connectors.eval(),
        vocoder=vocoder.eval(),
    ).save_pretrained(folder)  # fmt: skip
    return folder

"""Chat models small enough to be made in a test: a byte-level tokenizer and a one-layer network with random weights."""

import json
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import MistralConfig, MistralForCausalLM, PreTrainedTokenizerFast

WINDOW = 64
"""How far back the network looks: what lies before need not be learnt."""
TEMPLATE = (
    "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def tokenizer() -> PreTrainedTokenizerFast:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    known = {letter: number for number, letter in enumerate([*letters, "<end>"])}
    plain = Tokenizer(models.BPE(vocab=known, merges=[]))
    plain.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    plain.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=plain, eos_token="<end>")
    fast.chat_template = TEMPLATE
    return fast


def network(longest: int = 8192) -> MistralForCausalLM:
    torch.manual_seed(0)
    config = MistralConfig(
        vocab_size=257,
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=longest,
        sliding_window=WINDOW,
        bos_token_id=None,
        eos_token_id=256,
        tie_word_embeddings=False,
    )
    return MistralForCausalLM(config)


def taught(network: MistralForCausalLM, prompt: list[int], answer: list[int], rounds: int = 120) -> float:
    """Learn one answer to one question by heart; the last loss."""
    seen = prompt[-WINDOW:]
    words = torch.tensor([[*seen, *answer, 256]])
    places = torch.arange(len(prompt) - len(seen), len(prompt) + len(answer) + 1)[None]
    goals = words.clone()
    goals[:, : len(seen)] = -100
    steps = torch.optim.AdamW(network.parameters(), lr=8e-3)
    loss = torch.tensor(0.0)
    for _ in range(rounds):
        loss = network(input_ids=words, position_ids=places, labels=goals).loss
        loss.backward()
        steps.step()
        steps.zero_grad()
    return loss.item()


def saved(folder: Path, model: MistralForCausalLM) -> Path:
    model.save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    return folder


def renamed(folder: Path, architecture: str) -> Path:
    """Say in config.json that the model is for something else."""
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"architectures": [architecture]}))
    return folder
